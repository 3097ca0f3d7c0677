import { existsSync } from "node:fs";
import { join } from "node:path";
import { dist, root } from "./paths.mjs";
import { fingerprint, readStamp } from "./stamps.mjs";

/**
 * What is compiled into dist/. `inputs` are the files and folders whose change makes it stale, `entry` (one of them must
 * exist) where it begins, `output` what is there afterwards.
 */
export const targets = [
  { name: "core", entries: ["main/core/index.ts"], inputs: ["main/core"], output: "core/index.mjs" },
  {
    name: "simulator",
    entries: ["main/simulator/index.ts"],
    inputs: ["main/simulator"],
    output: "simulator/index.mjs",
  },
  {
    name: "command",
    entries: ["main/command/index.ts"],
    inputs: [
      "main/command",
      "main/installed",
      "build/core-arguments.mjs",
      "build/foreground.mjs",
      "build/options.mjs",
      "build/paths.mjs",
      "build/shell-log.mjs",
      "build/words.mjs",
    ],
    output: "command/index.mjs",
  },
  {
    name: "shell",
    entries: ["main/index.ts"],
    inputs: ["main/index.ts", "main/shell", "main/installed"],
    output: "shell/index.cjs",
  },
  { name: "preload", entries: ["preload/index.ts"], inputs: ["preload"], output: "preload/index.cjs" },
  {
    name: "renderer",
    entries: ["wall", "web", "web/app", "desk"].map((page) => `renderer/${page}/index.html`),
    inputs: [
      ...["renderer", "assets/map", "assets/fonts", "build/renderer.config.mjs", "build/web-worker.mjs"],
      ...["build/compiled-forms.mjs", "build/web-documents.mjs"],
    ],
    output: "renderer",
  },
];

/** Everything is compiled again when one of these changes. */
const sharedInputs = [
  "contract",
  "build/compile.mjs",
  "build/targets.mjs",
  "build/tsconfig.base.json",
  "package-lock.json",
  "package.json",
];

export const stampFile = join(dist, ".compiled.json");

/** The entries of a target whose source exists. */
export function presentEntries(target) {
  return target.entries.filter((entry) => existsSync(join(root, entry)));
}

export function fingerprintOf(target) {
  return fingerprint(root, [...sharedInputs, ...target.inputs]);
}

/** The targets that have a source and whose output is missing or older than it. No process is started. */
export function staleTargets(names = targets.map((target) => target.name)) {
  const stamp = readStamp(stampFile);
  return targets.filter(
    (target) =>
      names.includes(target.name) &&
      presentEntries(target).length > 0 &&
      (!existsSync(join(dist, target.output)) || stamp[target.name] !== fingerprintOf(target)),
  );
}
