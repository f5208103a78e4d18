// The way into the extension: the log, the commands and the server.

import * as vscode from "vscode";
import { Desk } from "./desk";

let desk: Desk | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("copydesk", { log: true });
  const theDesk = (desk = new Desk(context.extensionUri, log));
  context.subscriptions.push(
    log,
    theDesk,
    vscode.commands.registerCommand("copydesk.showTimeline", () => theDesk.showTimeline()),
    vscode.commands.registerCommand("copydesk.restart", () => theDesk.restart()),
    vscode.commands.registerCommand("copydesk.showLog", () => log.show()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("copydesk.path")) void theDesk.restart();
    }),
  );
  await theDesk.start();
}

export function deactivate(): Promise<void> | undefined {
  return desk?.stop();
}
