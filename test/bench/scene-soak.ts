/**
 * `npm run bench -- scene-soak [CHANGES]`: a programme in fast motion. First 10,000 changes in the core alone, over a real
 * store, with a clock that is set: 25 hours of them. Then CHANGES (1,000 when none are given, 200 at least) on four real
 * windows, each prepared and shown: figures, charts, tables, a map that comes and goes, and a camera that stays, as a centre
 * runs them; a camera that comes anew takes a second or two of each change, and has a soak of its own. What the pages hold is
 * counted on the way, garbage collected, always at the same scene; no count may grow. Memory is printed beside it, the shell's too.
 * `BENCH_PART=windows` leaves the core out, while working.
 */
import { readdirSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { unitsPerDisplay } from "#contract/entities/wall.ts";
import { routes, Status, WallAnswer } from "#contract/http.ts";
import { RunFile } from "#contract/supervision.ts";
import { startVirtualWall } from "../../build/virtual-wall.mjs";
import { openSite } from "../lab/automated-site.ts";
import { freePort } from "../lab/free-port.ts";
import { countNames, openPageCounter, type PageCounts, sumOf } from "../lab/page-counts.ts";
import { pageMemory } from "../lab/page-memory.ts";
import { startProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { finish, printFigure } from "./figures.ts";
import { commandOf, processTree } from "./memory.ts";

const root = path.resolve(import.meta.dirname, "../..");
const electron = path.join(root, "node_modules/electron/dist/electron");
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const realChanges = Math.max(200, Number(process.argv[2] ?? 1_000));
const coreChanges = 10_000;
/** Until then caches fill up, of letters, pictures and compiled code. */
const settledAfter = 100;
/** So often it is counted: a multiple of the four scenes, so that the same one is on the wall each time; some forty times at most. */
const countedEvery = 52 * Math.ceil(realChanges / 2_000);
/**
 * What a change took away goes half a second later; React keeps the last tree until it has drawn twice more, once a second.
 * Counted after 0.9 s, a tenth of the listeners of a page were those of tiles on their way out.
 */
const clearedAfterMs = 2_500;
/** 10,000 changes take 25 hours of the clock that is set, and each step is prepared ahead before it comes. */
const dwellS = 9;
const programme = (scenes: string[]) => ({ steps: scenes.map((scene) => ({ scene, dwellS })) });

async function inTheCore(): Promise<{ heapGrowthMb: number }> {
  await using folder = await temporaryFolder("ioc-bench-scene-soak");
  const site = await openSite(folder.path, { ms: Date.now() });
  await site.save("programme", "ngay", programme(["a", "b", "c", "d"]));
  await site.drive({ type: "programme-start", programme: "ngay" });
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  const heaps: number[] = [];
  const measure = () => {
    gc();
    heaps.push(process.memoryUsage().heapUsed / 1_048_576);
  };
  await site.pass(100 * dwellS);
  measure();
  for (let done = 100; done < coreChanges; done += 990) {
    await site.pass(990 * dwellS);
    measure();
  }
  const changes = site.wall.state().change;
  await site.close();
  // Closed, with what its log held: nobody copies that here while it runs.
  const storeMb =
    readdirSync(folder.path).reduce((sum, name) => sum + statSync(path.join(folder.path, name)).size, 0) / 1_048_576;
  if (changes < coreChanges) throw new Error(`only ${changes} changes`);
  printFigure({ name: "heap of the core over 10,000 changes, after the first hundred", unit: "MB", samples: heaps });
  printFigure({ name: "its store after them", unit: "MB", samples: [storeMb] });
  return { heapGrowthMb: (heaps.at(-1) ?? 0) - (heaps[0] ?? 0) };
}

const both = (text: string) => ({ vi: text, en: text });
const place = (monitor: number, x: number, y: number, width: number, height: number) => ({
  x: ((monitor - 1) % 2) * unitsPerDisplay + x,
  y: Math.floor((monitor - 1) / 2) * unitsPerDisplay + y,
  ...{ width, height },
});
const whole = [0, 0, 24, 24] as const;
const codes = [
  "grdp.tang-truong",
  "ngan-sach.thu",
  "thuong-mai.kim-ngach",
  "cong-nghiep.iip",
  "ho-so.qua-han",
  "ho-so.tiep-nhan",
];
const gateIds = ["huu-nghi", "tan-thanh", "chi-ma", "coc-nam"];

/** Four scenes of a centre over the built-in profile. Third monitor: a camera that stays. */
function centreScenes(): { id: string; tiles: Record<string, unknown>[] }[] {
  const figures = (monitor: number, from: number) =>
    [0, 1, 2, 3].map((at) => ({
      panel: "key-figure",
      ...place(monitor, (at % 2) * 12, Math.floor(at / 2) * 12, 12, 12),
      settings: { indicator: codes[(from + at) % codes.length], trend: "12h" },
    }));
  const tile = (panel: string, where: ReturnType<typeof place>, settings: object) => ({ panel, ...where, settings });
  const trend = (where: ReturnType<typeof place>, indicator: string) =>
    tile("trend", where, { title: both("Xu thế"), series: [{ indicator }], span: "12h" });
  const gates = (where: ReturnType<typeof place>) =>
    tile("gates", where, {
      ...{ title: both("Cửa khẩu"), places: gateIds, waiting: "cua-khau.xe-cho", cleared: "cua-khau.thong-quan" },
      longestWait: "cua-khau.cho-lau-nhat",
    });
  const table = (where: ReturnType<typeof place>) =>
    tile("figure-table", where, { title: both("Chỉ tiêu"), rows: codes.map((indicator) => ({ indicator })) });
  const ranking = (panel: "ranking" | "comparison", where: ReturnType<typeof place>) =>
    tile(panel, where, { title: both("Xe chờ"), indicator: "cua-khau.xe-cho", places: gateIds });
  const map = (where: ReturnType<typeof place>) =>
    tile("map", where, { title: both("Bản đồ"), gates: { indicator: "cua-khau.xe-cho" }, cameras: true, towns: true });
  const one = place(1, ...whole);
  const [two, four] = [place(2, ...whole), place(4, ...whole)];
  const scenes = [
    [...figures(1, 0), map(two), trend(place(4, 0, 0, 24, 12), codes[4] ?? ""), gates(place(4, 0, 12, 24, 12))],
    [table(one), ...figures(2, 2), tile("status-board", four, { title: both("Cần xem") })],
    [tile("clock", one, { hasSeconds: true }), trend(two, "cua-khau.tong-xe-cho"), ranking("ranking", four)],
    [...figures(1, 3), ranking("comparison", two), tile("text", four, { text: both("Giao ban 7 giờ 30") })],
  ];
  const camera = tile("camera", place(3, ...whole), { camera: "phai-ve" });
  return scenes.map((tiles, at) => ({
    id: `soak-${at}`,
    tiles: [...tiles, camera].map((each, number) => ({ id: `s${at}-${number}`, ...each })),
  }));
}

async function onWindows(): Promise<Record<string, number>> {
  await using folder = await temporaryFolder("ioc-bench-scene-soak");
  const wall = await startVirtualWall({ columns: 2, rows: 2, width: 1920, height: 1080 });
  const data = path.join(folder.path, "data");
  const port = await freePort();
  await using program = await startProcess(electron, [`--remote-debugging-port=${port}`, ".", ...sandbox], {
    cwd: root,
    env: {
      ...{ DISPLAY: wall.display, IOC_PROFILE: "lang-son", IOC_DATA: data, IOC_PORT: "0" },
      ...{ IOC_NODE: process.execPath, IOC_LANG: "vi" },
    },
  });
  const run = await until(async () => RunFile.parse(JSON.parse(await readFile(path.join(data, "core.json"), "utf8"))), {
    withinMs: 20_000,
    what: "the core's run file",
  });
  const ask = async (method: "GET" | "PUT" | "POST", where: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(run.origin + where, {
      method,
      headers: { authorization: `Bearer ${run.adminToken}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  const isWell = async () => Status.parse(await ask("GET", routes.status)).state === "ok";
  await until(isWell, { withinMs: 90_000, everyMs: 500, what: "that all is well" });
  const scenes = centreScenes();
  for (const { id, tiles } of scenes) await ask("PUT", routes.scene(id), { name: both(id), tiles, basedOn: 0 });
  const steps = scenes.map(({ id }) => ({ scene: id, dwellS: 86_400 }));
  const name = { vi: "Chạy nhanh", en: "Fast motion" };
  await ask("PUT", routes.programme("nhanh"), { name, steps, basedOn: 0 });
  await ask("POST", routes.wallCommands, { type: "programme-start", programme: "nhanh" });
  const counters = await Promise.all([1, 2, 3, 4].map(async (number) => openPageCounter(port, `?display=${number}`)));
  const renderers = () => processTree(program.pid).filter((pid) => commandOf(pid).includes("--type=renderer"));
  const samples: (PageCounts & ReturnType<typeof pageMemory> & { shellMb: number })[] = [];
  const times: number[] = [];
  let lateOnes = 0;
  for (let change = 1; change <= realChanges; change += 1) {
    const fromMs = performance.now();
    const { late } = WallAnswer.parse(await ask("POST", routes.wallCommands, { type: "programme-next" }));
    times.push(performance.now() - fromMs);
    lateOnes += late.length;
    if (change % countedEvery !== 0) continue;
    await pause(clearedAfterMs);
    const { displays } = Status.parse(await ask("GET", routes.status));
    // A window that has lost the core keeps what it showed: nothing of it grows, and nothing was tried with it.
    const others = displays.filter(({ tiles }) => !tiles.some(({ tile }) => /^s\d-\d+$/.test(tile)));
    if (others.length > 0)
      throw new Error(`not of the programme: monitor ${others.map((one) => one.number).join(", ")}`);
    // Nor with a tile that only says what is wrong with it.
    const wrong = displays.flatMap(({ tiles }) => tiles.filter(({ state }) => state === "error"));
    if (wrong.length > 0)
      throw new Error(`in error: ${wrong.map(({ tile, panel }) => `${tile} (${panel})`).join(", ")}`);
    const counts = sumOf(await Promise.all(counters.map((one) => one.count())));
    const now = { ...counts, ...pageMemory(renderers()), shellMb: pageMemory([program.pid]).ownMb };
    samples.push(now);
    const told = Object.entries(now).map(([what, value]) => `${what} ${Math.round(value)}`);
    process.stdout.write(`${change} changes: ${told.join(", ")}\n`);
  }
  for (const counter of counters) counter.close();
  await program.stop();
  await wall.stop();
  const settled = samples.slice(settledAfter / countedEvery);
  const half = Math.ceil(settled.length / 2);
  printFigure({ name: "command until all windows show it", unit: "ms", samples: times });
  printFigure({ name: "windows that were not ready within two seconds", unit: "windows", samples: [lateOnes] });
  // The smallest: what is just under way while it is counted comes and goes, and only what stays raises that.
  const least = (values: readonly number[]) => Math.min(...values);
  const growth: Record<string, number> = {};
  for (const what of [...countNames, "ownMb", "mappedMb", "shellMb"] as const) {
    const values = settled.map((sample) => sample[what]);
    printFigure({
      name: what === "shellMb" ? "the shell's own memory" : `pages: ${what}`,
      unit: what.endsWith("Mb") ? "MB" : "",
      samples: values,
    });
    growth[what] = least(values.slice(half)) / least(values.slice(0, half));
  }
  return growth;
}

const core = process.env.BENCH_PART === "windows" ? {} : { "core heap growth, MB": (await inTheCore()).heapGrowthMb };
const growth = await onWindows();
const limits = {
  "core heap growth, MB": 5,
  // What is on the wall says other things at another time: an age, a value with a digit more.
  "documents, second half beside first": 1,
  "nodes, second half beside first": 1.02,
  "layoutObjects, second half beside first": 1.02,
  "listeners, second half beside first": 1.02,
  // The engine goes on compiling what a page does at each change for a thousand changes and more (decision 27).
  "heapMb, second half beside first": 1.15,
  "ownMb, second half beside first": 1.1,
  "mappedMb, second half beside first": 1.1,
  "shellMb, second half beside first": 1.1,
};
const figures = {
  ...core,
  ...Object.fromEntries(Object.entries(growth).map(([what, times]) => [`${what}, second half beside first`, times])),
};
finish("scene-soak", figures, Object.fromEntries(Object.entries(limits).filter(([name]) => name in figures)));
