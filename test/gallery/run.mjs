import { fileURLToPath } from "node:url";
import { runInForeground } from "../../build/foreground.mjs";
import { modernNode, root } from "../../build/paths.mjs";
import { setUp } from "../../build/setup.mjs";
import { sentence } from "../../build/words.mjs";

/** `npm run gallery [-- PORT]`: every panel in every state and size, in a browser, from the sources; until Ctrl-C. */
async function main() {
  if (process.argv[2] === "--serve") {
    const { serveGallery } = await import("./server.mjs");
    const { origin } = await serveGallery(Number(process.argv[3] ?? 0));
    process.stdout.write(`${origin}/\n`);
    return undefined;
  }
  await setUp();
  const node = modernNode();
  if (!node) {
    process.stderr.write(`${sentence("node.too-old", { version: process.versions.node })}\n`);
    return 69;
  }
  const script = fileURLToPath(import.meta.url);
  const ended = await runInForeground(node, [script, "--serve", ...process.argv.slice(2)], { cwd: root });
  return ended.code ?? 70;
}

process.exitCode = await main();
