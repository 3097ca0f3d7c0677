import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./child-process.mjs";
import { modernNode, nodeModules, root } from "./paths.mjs";
import { sentence } from "./words.mjs";

/** The layers: the folders that tsconfig.json refers to, each with a tsconfig of its own. */
export function layers() {
  return JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")).references.map(({ path }) => path);
}

/** What tsc found the last time: a layer in which little has changed takes a tenth of the time. */
const known = join(nodeModules, ".cache", "tsc");

/** Runs tsc for every layer, one after the other, and gives [{layer, isOk, output}]. `onResult` is told each at once. */
export async function checkTypes(onResult = () => {}, names = layers()) {
  const results = [];
  for (const layer of names) {
    const tsc = join(nodeModules, "typescript", "bin", "tsc");
    const { code, output } = await run(
      modernNode() ?? process.execPath,
      [
        ...[tsc, "--pretty", "false", "-p", join(root, layer)],
        ...["--incremental", "--tsBuildInfoFile", join(known, `${layer.replaceAll("/", "-")}.tsbuildinfo`)],
        // Its threads each learn the types of their own anew: twice the processor time, for machines with cores to spare.
        "--singleThreaded",
      ],
      {
        cwd: root,
        // It lives for seconds: a heap twice as large (1.3 GB for the tests) is swept half as often.
        env: { GOGC: "200", ...process.env },
        timeoutMs: 300_000,
      },
    );
    const result = { layer, isOk: code === 0, output: output.trim() };
    results.push(result);
    onResult(result);
  }
  return results;
}

async function main() {
  const results = await checkTypes((result) => {
    if (!result.isOk) process.stdout.write(`${sentence("types.failed", { layer: result.layer })}\n${result.output}\n`);
  });
  if (!results.every((result) => result.isOk)) return 1;
  process.stdout.write(`${sentence("types.ok", { count: results.length })}\n`);
  return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();
