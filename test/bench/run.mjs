import { readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runInForeground } from "../../build/foreground.mjs";
import { modernNode, nodeModules, root } from "../../build/paths.mjs";
import { setUp } from "../../build/setup.mjs";
import { sentence } from "../../build/words.mjs";
import { unknownArgument } from "./arguments.mjs";
import { record, thisMachine } from "./record.mjs";

/**
 * `npm run bench -- NAME [--record]`: sets up what is missing and runs one bench. Each prints a JSON line a figure and, last, its
 * verdict; the exit code is 0 only when every limit was met. With `--record` its last lines are written into the table of
 * docs/performance.md, those over their limit too. Helpers of the benches live in folders and in these files.
 */
const notBenches = new Set(["camera-site.ts", "figures.ts", "memory.ts", "page-watch.ts", "site.ts", "time-code.ts"]);
const folder = join(root, "test", "bench");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts") && !notBenches.has(file))
  .map((file) => file.slice(0, -".ts".length));

async function main() {
  const [name, ...given] = process.argv.slice(2);
  const isRecorded = given.includes("--record");
  const args = given.filter((arg) => arg !== "--record");
  if (!name || !names.includes(name)) {
    process.stderr.write(`npm run bench -- ${names.join(" | ")}\n`);
    return 64;
  }
  const unknown = unknownArgument(name, args);
  if (unknown !== null) {
    process.stderr.write(`npm run bench -- ${name}: ${unknown}?\n`);
    return 64;
  }
  await setUp({ tests: true, drills: name === "installed-start" });
  const node = modernNode();
  if (!node) {
    process.stderr.write(`${sentence("node.too-old", { version: process.versions.node })}\n`);
    return 69;
  }
  const when = { date: new Date().toISOString().slice(0, 10), machine: thisMachine() };
  let output = "";
  const ended = await runInForeground(node, [join(folder, `${name}.ts`), ...args], {
    cwd: root,
    env: { ...process.env, PATH: [join(nodeModules, ".bin"), process.env.PATH].join(delimiter) },
    onStdout(text) {
      process.stdout.write(text);
      output += text;
    },
  });
  if (isRecorded) record(join(root, "docs", "performance.md"), output, when);
  return ended.code ?? 70;
}

process.exitCode = await main();
