// Bundles the extension, and writes the licence of every package that went into the bundle beside it.
import { build } from "esbuild";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";

await rm("dist", { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "info",
});

const folders = new Set();
for (const input of Object.keys(metafile.inputs)) {
  const folder = input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0];
  if (folder) folders.add(folder);
}

const notices = ["copydesk for Visual Studio Code contains the following packages."];
for (const folder of [...folders].sort()) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((it) => /^licen[cs]e/i.test(it));
  if (!file) throw new Error(`${folder} has no licence file`);
  const text = await readFile(`${folder}/${file}`, "utf8");
  notices.push(`${name} ${version} (${license})\n\n${text.trim()}`);
}
await writeFile("dist/THIRD-PARTY-NOTICES.txt", notices.join(`\n\n${"-".repeat(72)}\n\n`) + "\n");
