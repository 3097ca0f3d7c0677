import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { lastLine, run } from "./child-process.mjs";
import { areLibrariesInstalled } from "./libraries.mjs";
import { dist, modernNode, personFolder, root } from "./paths.mjs";
import { setUp } from "./setup.mjs";
import { staleTargets } from "./targets.mjs";
import { sentence } from "./words.mjs";

/** The administration command. Its own output is all that reaches stdout, so that --json can be read by programs. */
async function main() {
  const tell = (text) => process.stderr.write(`${text}\n`);
  if (!areLibrariesInstalled()) await setUp({ screens: false, say: tell });
  const node = modernNode();
  if (!node) {
    tell(sentence("node.too-old", { version: process.versions.node }));
    return 69;
  }
  if (staleTargets(["command"]).length > 0) {
    const compiled = await run(node, [join(root, "build", "compile.mjs"), "command"], {
      cwd: root,
      timeoutMs: 120_000,
    });
    if (compiled.code !== 0) tell(compiled.output.trim() || lastLine(compiled.stdout));
  }
  const command = join(dist, "command", "index.mjs");
  if (!existsSync(command)) {
    tell(sentence("start.not-built", { target: "command" }));
    return 70;
  }
  // In this process's group and with all of its streams: it answers Ctrl+C and questions itself.
  const child = spawn(node, [command, ...process.argv.slice(2)], { stdio: "inherit", cwd: personFolder() });
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve) => {
    child.once("error", (error) => {
      tell(sentence("start.failed", { program: "ioc", detail: error.message }));
      resolve(70);
    });
    child.once("close", (code) => resolve(code ?? 70));
  });
}

process.exitCode = await main();
