import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkTypes } from "../build/check-types.mjs";
import { runInForeground } from "../build/foreground.mjs";
import { modernNode, nodeModules, root } from "../build/paths.mjs";
import { setUp } from "../build/setup.mjs";
import { readText } from "../build/stamps.mjs";
import { sentence } from "../build/words.mjs";
import {
  countCheck,
  countPlaywright,
  countVitest,
  exitCodeOfCounts,
  lastLineOf,
  total,
  unsteadyTests,
} from "./count.mjs";

/**
 * `npm test [-- --only check|vitest|e2e|soak] [ARGUMENTS for vitest, playwright or the soak]`: sets everything up, then
 * runs every check in order. The last line is `N passed, N failed` over all of it.
 */
const parts = ["check", "vitest", "e2e", "soak"];
const results = join(root, "test-results");
const node = () => modernNode() ?? process.execPath;
const say = (text) => process.stdout.write(`${text}\n`);
/** A run that hangs is ended and has failed; the whole has to stay well under the hour and a half that a gate gives. */
const runTimeoutMs = 1_800_000;
/**
 * In front of `main` a test that failed is tried once more: on a machine that is shared, one late window must not keep
 * a day's work out. What passed only then is named at the end, to be looked into. By hand nothing is tried again.
 */
const isGate = process.env.CI === "true";

const environment = () => ({
  ...process.env,
  // Tests that start `node` mean the one among the libraries.
  PATH: [join(nodeModules, ".bin"), process.env.PATH].join(delimiter),
});

async function runTool(script, args, { env = {}, timeoutMs = runTimeoutMs } = {}) {
  const ended = await runInForeground(node(), [join(nodeModules, script), ...args], {
    cwd: root,
    env: { ...environment(), ...env },
    timeoutMs,
  });
  return ended.code === 0;
}

async function checks() {
  const counts = [];
  say("── biome");
  const isClean = await runTool("@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]);
  counts.push({ name: "biome", ...countCheck(isClean) });
  say("── tsc");
  await checkTypes(({ layer, isOk, output }) => {
    say(isOk ? `✓ ${layer}` : `✗ ${layer}\n${output}`);
    counts.push({ name: `tsc ${layer}`, ...countCheck(isOk) });
  });
  return counts;
}

async function vitest(args) {
  say("── vitest");
  const file = join(results, "vitest.json");
  const isOk = await runTool("vitest/vitest.mjs", [
    ...["run", "--config", "test/vitest.config.ts", "--reporter=default", "--reporter=json"],
    ...[`--outputFile.json=${file}`, ...args],
  ]);
  return [{ name: "vitest", ...countVitest(readReport(file), isOk) }];
}

async function playwright(args) {
  const folder = join(root, "test", "e2e");
  const hasSpecs =
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => name.endsWith(".spec.ts"));
  if (!hasSpecs) return [];
  say("── playwright");
  const file = join(results, "playwright.json");
  const isOk = await runTool(
    "@playwright/test/cli.js",
    ["test", "--config", "test/playwright.config.ts", "--reporter=list,json", ...args],
    { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  );
  const report = readReport(file);
  return [{ name: "playwright", ...countPlaywright(report, isOk, isGate), unsteady: unsteadyTests(report) }];
}

/** Cameras that flap for three minutes, or for as many as are given: its figures go by, and growth of any of them fails. */
async function soak(args) {
  // What it takes beside the minutes it is given: to start, and to wait for cameras that come back.
  const timeoutMs = runTimeoutMs + (Number(args[0]) || 0) * 60_000;
  const run = () => runTool(join("..", "test", "bench", "camera-soak.ts"), args, { timeoutMs });
  say("── soak");
  if (await run()) return [{ name: "soak", ...countCheck(true) }];
  const isUnsteady = isGate && (await run());
  return [{ name: "soak", ...countCheck(isUnsteady), unsteady: isUnsteady ? ["camera-soak"] : [] }];
}

function readReport(file) {
  const text = readText(file);
  return text ? JSON.parse(text) : null;
}

async function main() {
  const args = process.argv.slice(2);
  const at = args.indexOf("--only");
  const only = at >= 0 ? args.splice(at, 2)[1] : null;
  if (at >= 0 && !parts.includes(only)) {
    process.stderr.write(`npm test -- [--only ${parts.join("|")}] [ARGUMENTS]\n`);
    return 64;
  }
  const startedMs = performance.now();
  await setUp({ tests: true, say });
  if (!modernNode()) {
    say(sentence("node.too-old", { version: process.versions.node }));
    say(lastLineOf({ passed: 0, failed: 1 }));
    return 1;
  }
  mkdirSync(results, { recursive: true });
  for (const name of ["vitest.json", "playwright.json"]) rmSync(join(results, name), { force: true });
  const counts = [];
  if (!only || only === "check") counts.push(...(await checks()));
  if (!only || only === "vitest") counts.push(...(await vitest(args)));
  // Arguments are for one tool; without --only they can only mean vitest.
  if (!only || only === "e2e") counts.push(...(await playwright(only === "e2e" ? args : [])));
  if (!only || only === "soak") counts.push(...(await soak(only === "soak" ? args : [])));
  say("──");
  for (const { name, passed, failed, skipped } of counts) {
    say(
      `${failed > 0 ? "✗" : "✓"} ${name}: ${lastLineOf({ passed, failed })}${skipped > 0 ? `, ${skipped} skipped` : ""}`,
    );
  }
  for (const name of counts.flatMap(({ unsteady = [] }) => unsteady)) say(`! passed only when tried again: ${name}`);
  say(`${Math.round((performance.now() - startedMs) / 1_000)} s`);
  const all = total(counts);
  say(lastLineOf(all));
  return exitCodeOfCounts(all);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();
