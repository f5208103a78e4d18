import * as vscode from "vscode";

/**
 * A view of the log that follows the setting `copydesk.trace.server`.
 *
 * The language client traces only while its channel is at the level “Trace”, which would leave the setting without effect.
 */
export function traceChannel(log: vscode.LogOutputChannel): vscode.LogOutputChannel {
  const level = () =>
    vscode.workspace.getConfiguration("copydesk").get("trace.server", "off") === "off" ? vscode.LogLevel.Info : vscode.LogLevel.Trace;
  const onDidChangeLogLevel: vscode.Event<vscode.LogLevel> = (listener, self, disposables) =>
    vscode.workspace.onDidChangeConfiguration(
      (event) => {
        if (event.affectsConfiguration("copydesk.trace.server")) listener.call(self, level());
      },
      undefined,
      disposables,
    );
  return new Proxy(log, {
    get(target, property) {
      switch (property) {
        case "logLevel":
          return level();
        case "onDidChangeLogLevel":
          return onDidChangeLogLevel;
        case "trace":
          return (message: string) => target.info(message);
      }
      const value: unknown = Reflect.get(target, property);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
