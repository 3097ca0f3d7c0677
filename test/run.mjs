import { mkdirSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkTypes } from "../build/check-types.mjs";
import { runInForeground } from "../build/foreground.mjs";
import { modernNode, nodeModules, root } from "../build/paths.mjs";
import { setUp } from "../build/setup.mjs";
import { readText } from "../build/stamps.mjs";
import { sentence } from "../build/words.mjs";
import { byHand } from "./by-hand.mjs";
import {
  countCheck,
  countPlaywright,
  countVitest,
  exitCodeOfCounts,
  lastLineOf,
  slowestFiles,
  total,
  unsteadyTests,
  unsteadyVitest,
} from "./count.mjs";

/**
 * `npm test [-- --only check|vitest|e2e|soak] [ARGUMENTS for vitest, playwright or the soak]`: sets everything up, then
 * runs all checks, side by side where two cores have room. The last line is `N passed, N failed` over all of it.
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
/** Minutes that the soak's cameras flap here: each kind of fault comes at least once more; long soaks are run by hand. */
const soakMinutes = "1";
const slowestNamed = 10;

const environment = () => ({
  ...process.env,
  // Tests that start `node` mean the one among the libraries.
  PATH: [join(nodeModules, ".bin"), process.env.PATH].join(delimiter),
});

/**
 * Where a part writes while others run: whole lines, each with the part's name in front of it.
 * @returns {{ write: (text: string) => void, end: () => void }}
 */
function namedLines(name) {
  let rest = "";
  const line = (text) => say(`${name.padEnd(6)} │ ${text}`);
  return {
    write(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const each of lines) if (each.trim() !== "") line(each);
    },
    end() {
      if (rest !== "") line(rest);
      rest = "";
    },
  };
}

/** Runs a tool of the libraries to its end. @returns whether it ended well */
async function runTool(script, args, { env = {}, timeoutMs = runTimeoutMs, lines } = {}) {
  const ended = await runInForeground(node(), [join(nodeModules, script), ...args], {
    cwd: root,
    env: { ...environment(), ...env },
    timeoutMs,
    ...(lines && { onStdout: lines.write, onStderr: lines.write }),
  });
  lines?.end();
  return ended.code === 0;
}

async function checks(_args, lines) {
  const write = lines ? (text) => lines.write(`${text}\n`) : say;
  const biome = runTool("@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."], { lines });
  const types = [];
  await checkTypes(({ layer, isOk, output }) => {
    write(isOk ? `✓ ${layer}` : `✗ ${layer}\n${output}`);
    types.push({ name: `tsc ${layer}`, ...countCheck(isOk) });
  });
  return [{ name: "biome", ...countCheck(await biome) }, ...types];
}

async function vitest(args, lines) {
  const file = join(results, "vitest.json");
  const command = ["run", "--config", "test/vitest.config.ts", ...args];
  const isOk = await runTool("vitest/vitest.mjs", command, { env: { VITEST_REPORT: file }, lines });
  const report = readReport(file);
  return [
    {
      name: "vitest",
      ...countVitest(report, isOk),
      unsteady: unsteadyVitest(report),
      slowest: slowestFiles(report, slowestNamed),
    },
  ];
}

async function e2e(args, lines) {
  const file = join(results, "playwright.json");
  if (isGate) say(`! left to runs by hand: the soak, ${byHand.map((name) => `${name}.spec`).join(", ")}`);
  await runTool(join("..", "test", "e2e", "pictures.ts"), [], { lines });
  const isOk = await runTool(
    "@playwright/test/cli.js",
    ["test", "--config", "test/playwright.config.ts", "--reporter=list,json", ...args],
    { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file }, lines },
  );
  const report = readReport(file);
  return [
    {
      name: "e2e",
      ...countPlaywright(report, isOk, isGate),
      unsteady: unsteadyTests(report),
      slowest: slowestFiles(report, slowestNamed),
    },
  ];
}

/** Cameras that flap for as many minutes as are given: its figures go by, and growth of any of them fails. */
async function soak(args, lines) {
  const minutes = args[0] ?? soakMinutes;
  // What it takes beside the minutes it is given: to start, and to wait for cameras that come back.
  const timeoutMs = runTimeoutMs + (Number(minutes) || 0) * 60_000;
  const run = () => runTool(join("..", "test", "bench", "camera-soak.ts"), [minutes], { timeoutMs, lines });
  if (await run()) return [{ name: "soak", ...countCheck(true) }];
  const isUnsteady = isGate && (await run());
  return [{ name: "soak", ...countCheck(isUnsteady), unsteady: isUnsteady ? ["camera-soak"] : [] }];
}

/**
 * The browsers' tests first, with the checks beside them, then vitest. Walls draw as long as they stand: what runs beside
 * them is slow, has them stand longer and so takes more of the processor than one after the other.
 */
async function allParts(args) {
  const part = (name, run, own) => run(own, namedLines(name));
  const [checked, seen] = await Promise.all([part("check", checks, []), part("e2e", e2e, [])]);
  const rest = await Promise.all([
    // Arguments are for one tool; without --only they can only mean vitest.
    part("vitest", vitest, args),
    // The gate has no time for it: see by-hand.mjs.
    ...(isGate ? [] : [part("soak", soak, [])]),
  ]);
  return [...checked, ...seen, ...rest.flat()];
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
  const seconds = () => Math.round((performance.now() - startedMs) / 1_000);
  await setUp({ tests: true, say });
  if (!modernNode()) {
    say(sentence("node.too-old", { version: process.versions.node }));
    say(lastLineOf({ passed: 0, failed: 1 }));
    return 1;
  }
  mkdirSync(results, { recursive: true });
  for (const name of ["vitest.json", "playwright.json"]) rmSync(join(results, name), { force: true });
  const setUpSeconds = seconds();
  const run = { check: checks, vitest, e2e, soak }[only];
  const counts = await (run ? run(args) : allParts(args));
  say("──");
  for (const { name, passed, failed, skipped } of counts) {
    say(
      `${failed > 0 ? "✗" : "✓"} ${name}: ${lastLineOf({ passed, failed })}${skipped > 0 ? `, ${skipped} skipped` : ""}`,
    );
  }
  const slowest = counts.flatMap(({ slowest: some = [] }) => some).sort((one, other) => other.seconds - one.seconds);
  for (const { file, seconds: took } of slowest.slice(0, slowestNamed))
    say(`  ${String(Math.round(took)).padStart(4)} s  ${file}`);
  for (const name of counts.flatMap(({ unsteady = [] }) => unsteady)) say(`! passed only when tried again: ${name}`);
  say(`${seconds()} s, ${setUpSeconds} of them set-up`);
  const all = total(counts);
  say(lastLineOf(all));
  return exitCodeOfCounts(all);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();
