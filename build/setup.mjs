import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { run } from "./child-process.mjs";
import { arePackagesKnown, installPackages, isDebian, missingPackages, wantedPackages } from "./debian-packages.mjs";
import { installElectron, isElectronInstalled } from "./electron-binary.mjs";
import { areLibrariesInstalled, installLibraries } from "./libraries.mjs";
import { cacheFolder, modernNode, root } from "./paths.mjs";
import { staleTargets } from "./targets.mjs";
import { chooseLanguage, sentence } from "./words.mjs";

/**
 * Sets up what is needed and missing: system packages, libraries, Electron, dist/. Where nothing is missing, only stamps
 * and times of files are looked at and no process is started.
 *
 * screens: also what showing the wall needs (default true). tests: also what only tests need. drills: also what only
 * drills need. isRetryingElectron: fetch the real Electron again. say: is told the progress, a line each. Gives {isComplete, didWork}.
 */
export async function setUp({
  screens = true,
  tests = false,
  drills = false,
  isRetryingElectron = false,
  say = sayToStderr,
} = {}) {
  const startedMs = performance.now();
  const logFile = join(cacheFolder(), "setup.log");
  const problems = [];
  let didWork = false;

  const step = async (key, detail, work) => {
    if (!didWork) {
      mkdirSync(cacheFolder(), { recursive: true });
      rmSync(logFile, { force: true });
    }
    didWork = true;
    const name = sentence(key);
    const beginsMs = performance.now();
    const seconds = () => ((performance.now() - beginsMs) / 1_000).toFixed(1);
    say(detail ? sentence("step.begins", { step: name, detail }) : sentence("step.begins-plain", { step: name }));
    const pulse = setInterval(
      () => say(sentence("step.goes-on", { step: name, seconds: Math.round(seconds()) })),
      15_000,
    );
    const found = await work().finally(() => clearInterval(pulse));
    if (found.length === 0) say(sentence("step.done", { step: name, seconds: seconds() }));
    for (const problem of found) say(problem);
    problems.push(...found);
  };

  const systemPackages = async () => {
    const packages = wantedPackages({ screens, tests, drills });
    if (!isDebian() || arePackagesKnown(packages)) return;
    const missing = await missingPackages(packages);
    if (missing.length === 0) return;
    await step("step.packages", missing.map(({ names }) => names[0]).join(" "), async () => {
      const found = await installPackages(missing, { logFile });
      if (found.length === 0) await missingPackages(packages);
      return found;
    });
  };

  const libraries = async () => {
    if (!areLibrariesInstalled()) await step("step.libraries", "", () => installLibraries({ logFile }));
    if (!areLibrariesInstalled()) return;
    await Promise.all([screens ? electron() : undefined, compile()]);
  };

  const electron = async () => {
    if (isElectronInstalled() && !isRetryingElectron) return;
    const notes = [];
    await step("step.electron", "", async () => {
      const result = await installElectron({
        logFile,
        say: (text) => say(`  ${text}`),
        isRetrying: isRetryingElectron,
      });
      notes.push(...result.notes);
      return result.problems;
    });
    for (const note of notes) say(note);
  };

  const compile = async () => {
    const stale = staleTargets();
    if (stale.length === 0) return;
    const node = modernNode();
    await step("step.compile", stale.map(({ name }) => name).join(", "), async () => {
      if (node === null) return [sentence("node.too-old", { version: process.versions.node })];
      const result = await run(node, [join(root, "build", "compile.mjs")], { cwd: root, logFile, timeoutMs: 300_000 });
      return result.code === 0 ? [] : [firstLines(result.output, 25)];
    });
  };

  // Two cores and a network: apt-get and npm wait for different things.
  await Promise.all([systemPackages(), libraries()]);
  if (didWork) {
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0);
    say(problems.length === 0 ? sentence("setup.done", { seconds }) : sentence("setup.incomplete"));
    if (problems.length > 0) say(sentence("setup.log", { file: logFile }));
  }
  return { isComplete: problems.length === 0, didWork };
}

/** The whole is in the log; a screenful is enough to see what is wrong. */
function firstLines(output, count) {
  return stripVTControlCharacters(output).trim().split("\n").slice(0, count).join("\n");
}

/** Progress is no result: it goes to stderr, so that what a command prints on stdout stays clean. */
function sayToStderr(line) {
  process.stderr.write(`${line}\n`);
}

async function main() {
  const { values } = parseArgs({
    options: {
      tests: { type: "boolean", default: false },
      "retry-electron": { type: "boolean", default: false },
      lang: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.lang === "vi" || values.lang === "en") chooseLanguage(values.lang);
  const say = (line) => process.stdout.write(`${line}\n`);
  if (values.help) {
    say(sentence("setup.help"));
    return 0;
  }
  const result = await setUp({ tests: values.tests, isRetryingElectron: values["retry-electron"], say });
  if (!result.didWork) say(sentence("setup.nothing"));
  return result.isComplete ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();
