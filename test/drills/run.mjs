import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runInForeground } from "../../build/foreground.mjs";
import { modernNode, nodeModules, root } from "../../build/paths.mjs";
import { setUp } from "../../build/setup.mjs";
import { sentence } from "../../build/words.mjs";

/**
 * `npm run drill -- NAME`: sets up what is missing and plays one drill through: what happens to a machine of a centre, done to one.
 * Each step prints what it saw; the exit code is 0 only when all went well.
 */
const names = ["package"];

async function main() {
  const [name, ...args] = process.argv.slice(2);
  if (!name || !names.includes(name)) {
    process.stderr.write(`npm run drill -- ${names.join(" | ")}\n`);
    return 64;
  }
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    process.stderr.write("Drills make and install whole systems: they need to be run by root, on Debian or Ubuntu.\n");
    return 77;
  }
  const ready = await setUp({ drills: true });
  if (!ready.isComplete) return 69;
  const node = modernNode();
  if (!node) {
    process.stderr.write(`${sentence("node.too-old", { version: process.versions.node })}\n`);
    return 69;
  }
  const ended = await runInForeground(node, [join(root, "test", "drills", `${name}.ts`), ...args], {
    cwd: root,
    env: { ...process.env, PATH: [join(nodeModules, ".bin"), process.env.PATH].join(delimiter) },
  });
  return ended.code ?? 70;
}

process.exitCode = await main();
