// Starts, watches and stops the server, and says so when that fails.

import * as readline from "node:readline";
import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, State, type LanguageClientOptions } from "vscode-languageclient/node";
import { askVersion, essence, find, sentence } from "./find";
import { showTimeline } from "./timeline";
import { traceChannel } from "./trace";

const LANGUAGES = ["news", "plaintext", "markdown"];
const SELECTOR = ["file", "untitled"].flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));

/** How long the server may take to answer its first message. */
const START_LIMIT = 20_000;

/** A server that stops more often than this within `CRASH_WINDOW` is left alone. */
const CRASH_LIMIT = 4;
const CRASH_WINDOW = 3 * 60_000;

const OPEN_SETTINGS = "Open settings";
const HOW_TO_INSTALL = "How to install";
const SHOW_LOG = "Show log";
const RESTART = "Restart";

/** The one copydesk server of this window. */
export class Desk implements vscode.Disposable {
  private server: Server | undefined;
  private readonly status = vscode.languages.createLanguageStatusItem("copydesk", SELECTOR);
  /** Starts and stops one after the other, however fast they are asked for. */
  private queue = Promise.resolve();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.status.name = "copydesk";
    this.status.command = { command: "copydesk.showLog", title: SHOW_LOG };
  }

  start(): Promise<void> {
    return this.enqueue(() => this.startNow());
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.stopNow());
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  /** Shows what happens in the article, in the order of time. */
  showTimeline(): Promise<void> {
    const server = this.server?.state === State.Running ? this.server : undefined;
    return showTimeline(server);
  }

  dispose(): void {
    this.status.dispose();
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step).catch((error: unknown) => this.log.error(String(error)));
    return this.queue;
  }

  private async stopNow(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    await server?.end();
  }

  private async startNow(): Promise<void> {
    this.showStatus("Starting copydesk", { busy: true });
    const found = find(vscode.workspace.getConfiguration("copydesk").get("path", ""));
    if ("problem" in found) return this.complain(found.problem, OPEN_SETTINGS, HOW_TO_INSTALL);

    const answer = await askVersion(found.program);
    if ("problem" in answer) return this.complain(answer.problem, OPEN_SETTINGS, HOW_TO_INSTALL, SHOW_LOG);

    this.log.info(`Starting “${found.program}”, version ${answer.version}.`);
    this.server = new Server(found.program, this.log, {
      onReady: () => this.showStatus(`copydesk ${answer.version}`),
      onGaveUp: () =>
        this.complain(
          "copydesk keeps stopping, so it is not started again. Your text is untouched, but it is no longer checked.",
          RESTART,
          SHOW_LOG,
        ),
    });
    const problem = await this.server.startOrExplain();
    if (problem !== undefined) this.complain(problem, OPEN_SETTINGS, HOW_TO_INSTALL, SHOW_LOG);
  }

  private showStatus(text: string, { busy = false, failed = false } = {}): void {
    this.status.text = text;
    this.status.busy = busy;
    this.status.severity = failed ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
  }

  /** Tells the user what is wrong, without waiting for the answer. */
  private complain(problem: string, ...buttons: string[]): void {
    this.log.error(problem);
    this.showStatus("copydesk is not running", { failed: true });
    void vscode.window.showErrorMessage(problem, ...buttons).then((button) => {
      switch (button) {
        case OPEN_SETTINGS:
          return openSettings();
        case HOW_TO_INSTALL:
          return vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(this.extensionUri, "INSTALL.md"));
        case RESTART:
          return this.restart();
        case SHOW_LOG:
          return this.log.show();
      }
      return undefined;
    });
  }
}

/** Shows the setting of the machine that the server runs on, which over SSH or in WSL is not this one. */
function openSettings(): Thenable<unknown> {
  return vscode.env.remoteName === undefined
    ? vscode.commands.executeCommand("workbench.action.openSettings", "copydesk.path")
    : vscode.commands.executeCommand("workbench.action.openRemoteSettings", { query: "copydesk.path" });
}

interface ServerEvents {
  onReady(): void;
  onGaveUp(): void;
}

/** A language client that leaves the talking to the desk: its own messages go to the log. */
class Server extends LanguageClient {
  private readonly crashes: number[] = [];
  private stderr: string[] = [];
  private wasReady = false;
  private isEnding = false;

  constructor(
    private readonly program: string,
    log: vscode.LogOutputChannel,
    private readonly events: ServerEvents,
  ) {
    const options: LanguageClientOptions = {
      documentSelector: SELECTOR,
      outputChannel: log,
      traceOutputChannel: traceChannel(log),
      initializationFailedHandler: () => false,
      errorHandler: {
        error: (_error, _message, count) => ({
          action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
          handled: true,
        }),
        closed: () => ({ action: this.closed(), handled: true }),
      },
      stdioOptions: {
        stdout: () => {},
        stderr: (input) => {
          readline.createInterface({ input, crlfDelay: Infinity }).on("line", (line) => {
            this.stderr = [...this.stderr.slice(-50), line];
            log.info(line);
          });
        },
      },
    };
    super("copydesk", "copydesk", { command: program, args: ["server"] }, options);
    this.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) return;
      this.wasReady = true;
      events.onReady();
    });
  }

  /** Starts the server. Answers what went wrong, if something did. */
  async startOrExplain(): Promise<string | undefined> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.serverProcess?.kill("SIGKILL");
    }, START_LIMIT);
    try {
      await this.start();
      return undefined;
    } catch (error) {
      const place = `copydesk was found at “${this.program}”`;
      if (isLate) return `${place}, but it does not answer.`;
      const why = essence(this.stderr.join("\n")) ?? (error instanceof Error ? error.message : String(error));
      return `${place}, but it stopped while starting: ${sentence(why)}`;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Stops the server for good, in whatever state it is. */
  async end(): Promise<void> {
    this.isEnding = true;
    if (this.state === State.Running) {
      await this.stop().catch((error: unknown) => this.warn(String(error)));
    } else {
      this.serverProcess?.kill();
    }
  }

  /** What to do about a server that went away by itself. */
  private closed(): CloseAction {
    // While it starts for the first time, `startOrExplain` is the one that tells.
    if (this.isEnding || !this.wasReady) return CloseAction.DoNotRestart;
    const now = Date.now();
    this.crashes.push(now);
    const recent = this.crashes.filter((it) => now - it < CRASH_WINDOW).length;
    if (this.state === State.Running && recent <= CRASH_LIMIT) return CloseAction.Restart;
    this.events.onGaveUp();
    return CloseAction.DoNotRestart;
  }

  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}
