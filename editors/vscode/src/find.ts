// Finds the copydesk program and asks it who it is.
// Knows nothing of the editor, so that it can be tested by itself.

import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";

/** What is at a path, as far as starting it goes. */
export type Kind = "program" | "not-executable" | "folder" | "missing";

/** The parts of the machine that the search looks at. */
export interface Machine {
  platform: NodeJS.Platform;
  home: string;
  /** The value of `PATH`. */
  searchPath: string;
  kind(file: string): Kind;
}

/** The program, or one sentence on why there is none. */
export type Found = { program: string } | { problem: string };

/** Takes the setting if there is one, and otherwise the first copydesk on `PATH`. */
export function find(setting: string, machine: Machine = thisMachine()): Found {
  const wanted = setting.trim();
  return wanted === "" ? findOnPath(machine) : findBySetting(wanted, machine);
}

function findBySetting(wanted: string, machine: Machine): Found {
  const { isAbsolute, join } = paths(machine);
  const file = /^~[/\\]/.test(wanted) ? join(machine.home, wanted.slice(2)) : wanted;
  // A relative path would mean another program in every folder that is opened.
  if (!isAbsolute(file)) {
    return { problem: `The setting copydesk.path must be the full path of the program, but it is “${wanted}”.` };
  }
  const candidates = machine.platform === "win32" && !/\.exe$/i.test(file) ? [file + ".exe", file] : [file];
  for (const candidate of candidates) {
    switch (machine.kind(candidate)) {
      case "program":
        return { program: candidate };
      case "folder":
        return { problem: `The setting copydesk.path is the folder “${candidate}”. It must be the program itself.` };
      case "not-executable":
        return { problem: `The setting copydesk.path is “${candidate}”, but that file may not be run as a program.` };
      case "missing":
    }
  }
  return { problem: `The setting copydesk.path is “${wanted}”, but there is no such file.` };
}

function findOnPath(machine: Machine): Found {
  const { delimiter, isAbsolute, join } = paths(machine);
  const name = machine.platform === "win32" ? "copydesk.exe" : "copydesk";
  for (const entry of machine.searchPath.split(delimiter)) {
    const folder = entry.replace(/^"(.*)"$/, "$1");
    // An empty or relative entry means the folder that is open, which must not choose the program.
    if (!isAbsolute(folder)) continue;
    const file = join(folder, name);
    if (machine.kind(file) === "program") return { program: file };
  }
  return { problem: "The copydesk program was not found on this machine, so your text is not checked." };
}

function paths(machine: Machine): path.PlatformPath {
  return machine.platform === "win32" ? path.win32 : path.posix;
}

function thisMachine(): Machine {
  return { platform: process.platform, home: homedir(), searchPath: process.env["PATH"] ?? "", kind };
}

function kind(file: string): Kind {
  try {
    if (statSync(file).isDirectory()) return "folder";
  } catch {
    return "missing";
  }
  try {
    accessSync(file, constants.X_OK);
    return "program";
  } catch {
    return "not-executable";
  }
}

/** Runs `copydesk --version`, which tells a program that works from one that does not. */
export function askVersion(program: string, timeout = 10_000): Promise<{ version: string } | { problem: string }> {
  return new Promise((resolve) => {
    const options = { timeout, windowsHide: true, killSignal: "SIGKILL" as const };
    execFile(program, ["--version"], options, (error, stdout, stderr) => {
      const version = /^copydesk (\d\S*)/.exec(stdout)?.[1];
      if (error) {
        resolve({ problem: `copydesk was found at “${program}”, but it does not start: ${reason(error, stderr)}` });
      } else if (version === undefined) {
        resolve({ problem: `“${program}” is another program: it does not answer as copydesk does.` });
      } else {
        resolve({ version });
      }
    });
  });
}

function reason(error: Error & { code?: unknown; killed?: boolean; signal?: unknown }, stderr: string): string {
  if (error.killed) return "it did not answer.";
  if (error.code === "EACCES" || error.code === "EPERM") return "this user may not run it.";
  // ENOENT is a program whose loader is missing, the others are programs for another kind of machine.
  if (typeof error.code === "string") return "it is damaged, or made for another kind of machine.";
  const said = essence(stderr);
  if (said !== undefined) return sentence(said);
  if (error.signal) return `the system ended it (${String(error.signal)}).`;
  return `it ended with code ${String(error.code)}.`;
}

/** The line of an error output that says what went wrong: the one marked as an error, or else the last. */
export function essence(stderr: string): string | undefined {
  const lines = stderr.split(/\r?\n/).map((it) => it.trim()).filter((it) => it !== "" && !it.startsWith("note:"));
  return (lines.find((it) => /^error\b/i.test(it)) ?? lines.at(-1))?.slice(0, 300);
}

/** The text with a full stop, unless it ends in a mark already. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : text + ".";
}
