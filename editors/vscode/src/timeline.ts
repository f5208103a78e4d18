// The timeline: what happens in the article, in the order of time. Each line leads to its place.

import * as vscode from "vscode";
import { ExecuteCommandRequest, type BaseLanguageClient } from "vscode-languageclient/node";

/** One line of the timeline, as the server gives it. */
interface Entry {
  label: string;
  text: string;
  participants: string[];
  selectionRange: { start: vscode.Position; end: vscode.Position };
}

interface Line extends vscode.QuickPickItem {
  range: vscode.Range;
}

/** Lets the writer choose a line of the timeline. While one moves through the list, the text follows. */
export async function showTimeline(server: BaseLanguageClient | undefined): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || server === undefined) {
    void vscode.window.showInformationMessage(
      editor === undefined ? "Open an article to see its timeline." : "copydesk is not running.",
    );
    return;
  }
  const uri = server.code2ProtocolConverter.asUri(editor.document.uri);
  const entries: Entry[] | null = await server.sendRequest(ExecuteCommandRequest.type, {
    command: "copydesk.timeline",
    arguments: [uri],
  });
  const lines = (entries ?? []).map((entry) => line(entry));
  if (lines.length === 0) {
    void vscode.window.showInformationMessage("Nothing in this text is dated.");
    return;
  }
  const before = editor.visibleRanges[0];
  const chosen = await vscode.window.showQuickPick(lines, {
    title: "Timeline",
    matchOnDescription: true,
    matchOnDetail: true,
    onDidSelectItem: (it) => reveal(editor, (it as Line).range),
  });
  if (chosen === undefined) {
    if (before !== undefined) editor.revealRange(before, vscode.TextEditorRevealType.AtTop);
    return;
  }
  const shown = await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  shown.selection = new vscode.Selection(chosen.range.start, chosen.range.end);
  reveal(shown, chosen.range);
}

function reveal(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function line({ label, text, participants, selectionRange: { start, end } }: Entry): Line {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  return { label, description: participants.join(", "), detail: text, range };
}
