import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { askVersion, essence, find, type Kind, type Machine } from "../src/find";

function machine(files: Record<string, Kind>, searchPath = "", platform: NodeJS.Platform = "linux"): Machine {
  return { platform, searchPath, home: platform === "win32" ? "C:\\Users\\kari" : "/Users/kari", kind: (file) => files[file] ?? "missing" };
}

function check(setting: string, on: Machine, expected: string) {
  const found = find(setting, on);
  const answer = "program" in found ? found.program : found.problem;
  assert.ok(answer.includes(expected), `“${answer}” does not hold “${expected}”`);
  assert.equal("program" in found, answer === expected);
}

test("the setting comes before PATH", () => {
  const on = machine({ "/opt/copydesk": "program", "/bin/copydesk": "program" }, "/bin");
  check("/opt/copydesk", on, "/opt/copydesk");
  check("", on, "/bin/copydesk");
  check("  ", on, "/bin/copydesk");
});

test("a setting that leads nowhere is a problem, and PATH does not hide it", () => {
  const on = machine({ "/opt": "folder", "/opt/text": "not-executable", "/bin/copydesk": "program" }, "/bin");
  check("/opt/copydesk", on, "there is no such file");
  check("/opt", on, "is the folder");
  check("/opt/text", on, "may not be run");
  check("copydesk", on, "must be the full path");
  check("./copydesk", on, "must be the full path");
});

test("a setting may start at home", () => {
  check("~/bin/copydesk", machine({ "/Users/kari/bin/copydesk": "program" }), "/Users/kari/bin/copydesk");
});

test("PATH is searched in order, past folders and files that do not run", () => {
  const files: Record<string, Kind> = {
    "/a/copydesk": "folder",
    "/b/copydesk": "not-executable",
    "/c/copydesk": "program",
    "/d/copydesk": "program",
  };
  check("", machine(files, "/a:/b:/c:/d"), "/c/copydesk");
  check("", machine(files, "/a:/b"), "was not found");
});

test("the open folder never chooses the program", () => {
  check("", machine({ "copydesk": "program", "./copydesk": "program", "bin/copydesk": "program" }, ":.:bin:"), "was not found");
});

test("Windows wants .exe, and its PATH may be quoted", () => {
  const files: Record<string, Kind> = { "C:\\My tools\\copydesk.exe": "program", "C:\\b\\copydesk": "program" };
  check("", machine(files, 'C:\\b;"C:\\My tools"', "win32"), "C:\\My tools\\copydesk.exe");
  check("C:\\My tools\\copydesk", machine(files, "", "win32"), "C:\\My tools\\copydesk.exe");
  check("C:\\My tools\\copydesk.exe", machine(files, "", "win32"), "C:\\My tools\\copydesk.exe");
});

test("the essence of an error output", () => {
  assert.equal(essence("error: no such command\n\nUsage: copydesk\n\nFor more, try --help\n"), "error: no such command");
  assert.equal(essence("thread 'main' panicked at main.rs:1:2:\nout of ink\nnote: run with a backtrace\n"), "out of ink");
  assert.equal(essence(" \n"), undefined);
});

test("a program is asked who it is", { skip: process.platform === "win32" }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "copydesk-"));
  const answer = (name: string, script: string, mode = 0o755) => {
    const file = join(folder, name);
    writeFileSync(file, script);
    chmodSync(file, mode);
    return askVersion(file, 500);
  };
  assert.deepEqual(await answer("good", "#!/bin/sh\necho copydesk 1.2.3-beta\n"), { version: "1.2.3-beta" });
  for (const [name, script, expected] of [
    ["other", "#!/bin/sh\necho GNU Emacs 29\n", "is another program"],
    ["failing", "#!/bin/sh\necho error: no ink >&2\nexit 3\n", "error: no ink."],
    ["silent", "#!/bin/sh\nexit 3\n", "ended with code 3"],
    ["hanging", "#!/bin/sh\nexec sleep 60\n", "did not answer"],
    ["no-loader", "#!/no/such/loader\n", "another kind of machine"],
  ] as const) {
    const said = await answer(name, script);
    assert.ok("problem" in said && said.problem.includes(expected), JSON.stringify(said));
  }
});
