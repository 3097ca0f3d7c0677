/**
 * From the command to four painted windows, and the memory of all processes once settled, beside a bare Electron
 * application with four empty windows on the same virtual monitors; both by `npm start`, in turn, in one run. Painted means
 * tiles with figures in all four windows: those kept from the run before, marked as such, or the core's. How long it takes
 * until all four show the core's own is printed beside it, and so is the very first start, which has nothing kept.
 * Cameras and map are measured as well and named apart: a bare window has nothing of their kind to compare with.
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse, stringify } from "yaml";
import { startVirtualWall } from "../../build/virtual-wall.mjs";
import { giveKeptPictures, keepPictures } from "../lab/kept-pictures.ts";
import { startProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { finish, median, printFigure } from "./figures.ts";
import { commandOf, cpuMs, memoryMb, processTree } from "./memory.ts";

const repeats = 5;
/** After what windows hand over to be kept 20 s after their start, and what engines give back once they are idle. */
const settleMs = 30_000;
const root = path.resolve(import.meta.dirname, "../..");
const electron = path.join(root, "node_modules/electron/dist/electron");
const sandbox = process.getuid?.() === 0 ? " --no-sandbox" : "";

await using folder = await temporaryFolder("ioc-bench-start");
const wall = await startVirtualWall({ columns: 2, rows: 2, width: 1920, height: 1080 });

/** The built-in profile with every map and camera tile replaced by a key figure. */
async function plainProfile(): Promise<string> {
  const made = path.join(folder.path, "plain");
  await cp(path.join(root, "assets/profiles/lang-son"), made, { recursive: true });
  const file = path.join(made, "scenes.yaml");
  const scenes = parse(await readFile(file, "utf8")) as { scenes: { tiles: { panel: string; settings: unknown }[] }[] };
  for (const tile of scenes.scenes.flatMap((scene) => scene.tiles)) {
    if (tile.panel !== "map" && tile.panel !== "camera") continue;
    tile.panel = "key-figure";
    tile.settings = { indicator: "cua-khau.tong-xe-cho" };
  }
  await writeFile(file, stringify(scenes));
  return made;
}

async function bareApplication(): Promise<string> {
  const made = path.join(folder.path, "bare-application");
  await mkdir(made);
  const main = path.join(import.meta.dirname, "bare/main.cjs");
  await writeFile(
    path.join(made, "package.json"),
    JSON.stringify({ name: "bare", private: true, scripts: { start: `${electron} ${main}${sandbox}` } }),
  );
  return made;
}

type Run = {
  startMs: number;
  /** Of all processes until then. */
  cpuMs: number;
  /** Until the windows show what the core tells now; a bare application has no such thing. */
  liveMs: number;
  memoryMb: number;
  byKind: Record<string, number>;
};

/** What a program writes when its windows are painted, and when they show live data. */
type Signs = { painted: RegExp; live?: RegExp };

async function measure(cwd: string, args: string[], signs: Signs, env: Record<string, string>): Promise<Run> {
  const startedMs = performance.now();
  const run = await startProcess("npm", ["start", "--silent", ...args], {
    cwd,
    env: { DISPLAY: wall.display, ...env },
    lastSignal: "SIGTERM",
  });
  try {
    await run.waitForOutput(signs.painted, 60_000);
    const startMs = performance.now() - startedMs;
    const usedMs = cpuMs(processTree(run.pid));
    if (signs.live !== undefined) await run.waitForOutput(signs.live, 60_000);
    const liveMs = performance.now() - startedMs;
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    // npm and its shell are the same on both sides and not ours.
    const pids = processTree(run.pid).filter((pid) => pid !== run.pid && !/^(npm|sh) /.test(commandOf(pid)));
    const byKind: Record<string, number> = {};
    for (const pid of pids) {
      const kind = kindOf(commandOf(pid));
      byKind[kind] = (byKind[kind] ?? 0) + memoryMb([pid]);
    }
    return { startMs, cpuMs: usedMs, liveMs, memoryMb: memoryMb(pids), byKind };
  } finally {
    // The whole group ends by the launcher's own means: it is asked, not killed.
    for (const pid of processTree(run.pid).filter((child) => /start\.mjs|bare\/main\.cjs/.test(commandOf(child)))) {
      try {
        process.kill(pid, "SIGTERM");
      } catch {
        // Gone already.
      }
    }
    await run.stop();
  }
}

function kindOf(command: string): string {
  if (command.includes("ffmpeg")) return "ffmpeg";
  if (command.includes("dist/core")) return "core";
  if (command.includes("dist/simulator")) return "simulator";
  if (command.includes("start.mjs")) return "launcher";
  return /--type=([\w-]+)/.exec(command)?.[1] ?? "electron main";
}

const bareFolder = await bareApplication();
const plain = await plainProfile();
const bare = () =>
  measure(
    bareFolder,
    [],
    { painted: /painted/ },
    { BARE_PAGE: "empty.html", BARE_DATA: path.join(folder.path, "bare-data") },
  );
const ours = (profile: string, data: string) =>
  measure(
    root,
    ["--", "--profile", profile, "--data", path.join(folder.path, data), "--port", "0"],
    { painted: /hiện số liệu lần cuối|đã lên/, live: /đã lên/ },
    { IOC_LANG: "vi" },
  );

/** What the simulator encodes in its first minutes and keeps, which is longer than a run here lasts: every later start reads it. */
async function finishPictures(data: string): Promise<void> {
  await rm(path.join(folder.path, data, "simulator/pictures"), { recursive: true, force: true });
  await giveKeptPictures(path.join(folder.path, data));
}

// First runs fill the file cache, the wall's database and what it keeps of its monitors.
await keepPictures();
const firstBare = await bare();
await ours(plain, "plain-data");
const first = await ours("lang-son", "full-data");
printFigure({ name: "full: very first start, nothing kept", unit: "ms", samples: [first.startMs] });
printFigure({ name: "very first start / bare", unit: "ratio", samples: [first.startMs / firstBare.startMs] });
await finishPictures("plain-data");
await finishPictures("full-data");
const samples: Record<"bare" | "plain" | "full", Run[]> = { bare: [], plain: [], full: [] };
for (let repeat = 0; repeat < repeats; repeat += 1) {
  samples.bare.push(await bare());
  samples.plain.push(await ours(plain, "plain-data"));
  samples.full.push(await ours("lang-son", "full-data"));
}

type Pick = (run: Run) => number;
const pairs = (pick: Pick, side: "plain" | "full", pickBare: Pick = pick) =>
  samples[side].map((run, index) => pick(run) / pickBare(samples.bare[index] ?? run));
for (const side of ["bare", "plain", "full"] as const) {
  printFigure({
    name: `${side}: command to four painted windows`,
    unit: "ms",
    samples: samples[side].map((r) => r.startMs),
  });
  printFigure({
    name: `${side}: processor time until painted`,
    unit: "ms",
    samples: samples[side].map((r) => r.cpuMs),
  });
  if (side !== "bare")
    printFigure({
      name: `${side}: command to four windows with live data`,
      unit: "ms",
      samples: samples[side].map((r) => r.liveMs),
    });
  printFigure({ name: `${side}: memory of all processes`, unit: "MB", samples: samples[side].map((r) => r.memoryMb) });
  for (const kind of Object.keys(samples[side][0]?.byKind ?? {}))
    printFigure({ name: `${side}: ${kind}`, unit: "MB", samples: samples[side].map((r) => r.byKind[kind] ?? 0) });
}
const apart = samples.full.map((run, index) => run.memoryMb - (samples.plain[index]?.memoryMb ?? 0));
printFigure({ name: "cameras and map, on top", unit: "MB", samples: apart });
const figures = {
  start: printFigure({ name: "start, whole wall / bare", unit: "ratio", samples: pairs((r) => r.startMs, "full") }),
  liveData: printFigure({
    name: "start until live data, whole wall / bare",
    unit: "ratio",
    samples: pairs(
      (r) => r.liveMs,
      "full",
      (r) => r.startMs,
    ),
  }),
  memory: printFigure({
    name: "memory, without cameras and map / bare",
    unit: "ratio",
    samples: pairs((r) => r.memoryMb, "plain"),
  }),
  memoryWithCamerasAndMap: median(pairs((r) => r.memoryMb, "full")),
};
await wall.stop();
await folder[Symbol.asyncDispose]();
finish("start", figures, { start: 2, liveData: 3, memory: 2 });
