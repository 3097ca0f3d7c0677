import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { pageChrome, shellNode } from "./compat.mjs";
import { listPackages } from "./package/packages-inside.mjs";
import { dist, modernNode, root } from "./paths.mjs";
import { readStamp, writeStamp } from "./stamps.mjs";
import { fingerprintOf, presentEntries, staleTargets, stampFile, targets } from "./targets.mjs";
import { sentence } from "./words.mjs";

const nodeTarget = "node22.14";

/** The programs that the core starts and that are compiled into its own folder: names to sources. */
function besideCore() {
  const programs = JSON.parse(readFileSync(join(root, "main", "core", "run", "programs.json"), "utf8"));
  const own = Object.entries(programs).filter(([name, { compiled }]) => compiled === `core/${name}.mjs`);
  return Object.fromEntries(own.map(([name, { source }]) => [name, source]));
}

/** How each target that is no page is bundled. What has native code or is a program of its own stays outside. */
const bundles = {
  core: {
    format: "es",
    platform: "node",
    target: nodeTarget,
    // pg has a variant in native code that nobody asks for.
    external: ["better-sqlite3", "pg-native"],
    extension: "mjs",
    beside: besideCore(),
  },
  simulator: { format: "es", platform: "node", target: nodeTarget, external: ["better-sqlite3"], extension: "mjs" },
  command: { format: "es", platform: "node", target: nodeTarget, external: ["better-sqlite3"], extension: "mjs" },
  shell: { format: "cjs", platform: "node", target: shellNode, external: ["electron"], extension: "cjs" },
  // A sandboxed preload may require electron alone, and one file only.
  preload: { format: "cjs", platform: "browser", target: pageChrome, external: ["electron"], extension: "cjs" },
};

/**
 * Compiles the targets named that are stale. Gives {compiled: names, absent: names without a source, failures: [{name,
 * detail}]}. A target that fails leaves its former output in place. Needs Node 22.14 and the libraries.
 */
export async function compileStale(names = targets.map((target) => target.name)) {
  const absent = targets.filter((each) => names.includes(each.name) && presentEntries(each).length === 0);
  const compiled = [];
  const failures = [];
  for (const target of staleTargets(names)) {
    // Taken before: a file that changes meanwhile makes the output stale again.
    const inputs = fingerprintOf(target);
    try {
      await compile(target);
      writeStamp(stampFile, { ...readStamp(stampFile), [target.name]: inputs });
      compiled.push(target.name);
    } catch (error) {
      failures.push({ name: target.name, detail: error instanceof Error ? error.message : String(error) });
    }
  }
  return { compiled, absent: absent.map((target) => target.name), failures };
}

async function compile(target) {
  const next = join(dist, `.next-${target.name}-${process.pid}`);
  mkdirSync(next, { recursive: true });
  try {
    if (target.name === "renderer") await compilePages(next);
    else await compileProgram(target, next);
    replaceFolder(join(dist, target.name), next);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

/** A folder in use is never seen half written, and old files do not stay. */
function replaceFolder(folder, next) {
  const former = `${next}-former`;
  if (existsSync(folder)) renameSync(folder, former);
  renameSync(next, folder);
  rmSync(former, { recursive: true, force: true });
}

async function compilePages(folder) {
  const { build } = await import("vite");
  // Whoever starts it may have another, as a test's runner has: pages would then be made with React's slow half for developers.
  const former = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    await build({
      configFile: join(root, "build", "renderer.config.mjs"),
      logLevel: "silent",
      build: { outDir: folder },
    });
  } finally {
    if (former === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = former;
  }
}

async function compileProgram(target, folder) {
  const { rolldown } = await import("rolldown");
  const { format, platform, target: syntax, external, extension, beside = {} } = bundles[target.name];
  const warnings = [];
  const bundle = await rolldown({
    input: {
      index: join(root, target.entries[0]),
      ...Object.fromEntries(Object.entries(beside).map(([name, file]) => [name, join(root, file)])),
    },
    cwd: root,
    platform,
    external,
    plugins: [(await listPackages()).plugin],
    transform: { target: syntax },
    onLog: (level, log) => {
      if (level === "warn" && log.code === "UNRESOLVED_IMPORT") warnings.push(log.message);
    },
  });
  await bundle.write({
    dir: folder,
    format,
    sourcemap: true,
    // Smaller is faster to read and to keep in memory; names stay, since errors are read by people. A single other character
    // would make the engine keep the whole text in two bytes a character.
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true, asciiOnly: true } },
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `[name]-[hash].${extension}`,
    // A preload cannot load a second file. The shell's second one is what windows need not wait for.
    codeSplitting: target.name !== "preload",
  });
  await bundle.close();
  if (warnings.length > 0) throw new Error(warnings.join("\n"));
}

/** `npm run build [-- NAME …]`: on an older Node it starts itself again under the one among the libraries. */
async function main() {
  const node = modernNode();
  if (node === null) {
    process.stderr.write(`${sentence("node.too-old", { version: process.versions.node })}\n`);
    return 69;
  }
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major < 22) {
    const child = spawn(node, process.argv.slice(1), { stdio: "inherit" });
    return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 70)));
  }
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
  const { compiled, absent, failures } = await compileStale(names.length > 0 ? names : undefined);
  const say = (text) => process.stdout.write(`${text}\n`);
  if (failures.length > 0) {
    const detail = failures.map((failure) => failure.detail).join("\n");
    process.stderr.write(
      `${sentence("compile.failed", { targets: failures.map((f) => f.name).join(", "), detail })}\n`,
    );
    return 70;
  }
  if (absent.length > 0) say(sentence("compile.no-entry", { targets: absent.join(", ") }));
  say(compiled.length > 0 ? compiled.map((name) => `✓ dist/${name}`).join("\n") : sentence("compile.nothing"));
  return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();

export const compileScript = fileURLToPath(import.meta.url);
