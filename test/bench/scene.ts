/**
 * From the command to a new scene on all four windows, 16 tiles, and how far apart the windows are: prepared, beside bare
 * Electron windows that swap two pages which stand ready, on one message; and not prepared, beside a wall of web views that
 * each load a page. All four are measured one after the other, again and again, in one run; each has a virtual wall of its own,
 * and whoever is not measured rests. Then how each grows from 4 tiles to 64.
 *
 * Two and a half minutes. While working: `BENCH_WAYS=prepared,bare BENCH_TILES=16 BENCH_REPEATS=10` measures only these.
 */
import { once } from "node:events";
import path from "node:path";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import mqtt from "mqtt";
import { type WebSocket, WebSocketServer } from "ws";
import { unitsPerDisplay } from "#contract/entities/wall.ts";
import type { WallCommand } from "#contract/entities/wall-state.ts";
import { routes, WallAnswer } from "#contract/http.ts";
import { startVirtualWall } from "../../build/virtual-wall.mjs";
import { openWall } from "../e2e/wall-under-test.ts";
import { startMosquitto } from "../lab/mosquitto.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { finish, printFigure, quantile } from "./figures.ts";
import { payload, writeBenchSite } from "./site.ts";

const repeats = Number(process.env.BENCH_REPEATS ?? 20);
const repeatsForGrowth = Math.max(3, Math.round(repeats / 4));
const counts = [4, 16, 64] as const;
/** What of it is measured; limits of what is not are not looked at. */
const measured = {
  ways: (process.env.BENCH_WAYS ?? "prepared,bare,unprepared,views").split(","),
  counts: (process.env.BENCH_TILES ?? "16,4,64").split(",").map(Number),
};
/** Web views take a hundred times as long, so that a few times tell enough. */
const viewsEvery = 4;
const monitors = { columns: 2, rows: 2, width: 1920, height: 1080 };
/** One frame of a wall: windows that are less apart change at one moment. */
const frameMs = 33;
/** After a change, what was shown before is taken away half a second later; the next one is measured after that. */
const restMs = 800;
/** Before one: whoever has just been busy is at rest. */
const breathMs = 300;
/** What asks the pages when they will have seen it is on its way by then, and takes nothing from what is measured. */
const askedMs = 100;
const root = path.resolve(import.meta.dirname, "../..");
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const nowMs = () => performance.timeOrigin + performance.now();

type Shown = { afterMs: number; skewMs: number };

/** The tiles of a scene, as many on each of four monitors. */
function tilesOf(side: "a" | "b", count: number): Record<string, unknown>[] {
  const across = Math.sqrt(count / 4);
  const size = unitsPerDisplay / across;
  return Array.from({ length: count }, (_, at) => {
    const [monitor, within] = [at % 4, Math.floor(at / 4)];
    return {
      ...{ id: `${side}-${count}-${at}`, panel: "key-figure", width: size, height: size },
      x: (monitor % 2) * unitsPerDisplay + (within % across) * size,
      y: Math.floor(monitor / 2) * unitsPerDisplay + Math.floor(within / across) * size,
      settings: { indicator: `bench.${side}-${at}` },
    };
  });
}

/**
 * In a page: notes the moment after the frame in which `wanted` is there and is to be seen, not beneath the ground; the same code
 * in the wall's and in the bare windows.
 */
function watchFor(wanted: string): void {
  const seen = new Promise<number>((resolve) => {
    const look = () => {
      const found = document.querySelector(wanted);
      if (found === null || (Number(getComputedStyle(found).zIndex) < 0 && found.closest("[data-turned]") === null))
        requestAnimationFrame(look);
      else setTimeout(() => resolve(performance.timeOrigin + performance.now()));
    };
    requestAnimationFrame(look);
  });
  Object.assign(globalThis, { benchSeen: seen });
}
const seenIn = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { benchSeen: Promise<number> }).benchSeen);

async function measure(pages: readonly Page[], wanted: string, command: () => unknown): Promise<Shown> {
  await Promise.all(pages.map((page) => page.evaluate(watchFor, wanted)));
  const seen = Promise.all(pages.map(seenIn));
  await pause(askedMs);
  const startedMs = nowMs();
  const answer = command();
  const moments = await seen;
  await answer;
  return { afterMs: Math.max(...moments) - startedMs, skewMs: Math.max(...moments) - Math.min(...moments) };
}

await using folder = await temporaryFolder("ioc-bench-scene");
await using broker = await startMosquitto();
const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
const viewsServer = new WebSocketServer({ port: 0, host: "127.0.0.1" });
const portOf = (of: WebSocketServer) => String((of.address() as { port: number }).port);
await Promise.all([server, viewsServer].map((one) => (one.address() === null ? once(one, "listening") : null)));

const sides = ["a", "b"] as const;
const profile = await writeBenchSite(folder.path, {
  indicators: sides.flatMap((side) => Array.from({ length: Math.max(...counts) }, (_, at) => `bench.${side}-${at}`)),
  brokerUrl: broker.url,
  topic: "ours/+",
  columns: 2,
  rows: 2,
  scenes: counts.flatMap((count) => sides.map((side) => ({ id: `${side}-${count}`, tiles: tilesOf(side, count) }))),
});
const walls = await Promise.all([1, 2, 3].map(() => startVirtualWall(monitors)));
const [oursWall, bareWall, viewsWall] = walls;
if (oursWall === undefined || bareWall === undefined || viewsWall === undefined) throw new Error("a wall is missing");
const ours = await openWall({ display: oursWall.display, profile, data: path.join(folder.path, "data") });
const launch = (script: string, display: string, port: string): Promise<ElectronApplication> =>
  _electron.launch({
    args: [path.join(import.meta.dirname, "bare", script), ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    cwd: root,
    env: {
      ...(process.env as Record<string, string>),
      ...{ DISPLAY: display, BARE_PAGE: "swap.html", BARE_COUNT: counts.join(), BARE_PORT: port },
      BARE_DATA: path.join(folder.path, script),
    },
  });
const bare = await launch("main.cjs", bareWall.display, portOf(server));
const viewsLine = once(viewsServer, "connection") as Promise<[WebSocket]>;
const views = await launch("views.cjs", viewsWall.display, portOf(viewsServer));
const close = async () => {
  await ours.close();
  await bare.close();
  await views.close();
  server.close();
  viewsServer.close();
  for (const wall of walls) await wall.stop();
};

try {
  const publisher = await mqtt.connectAsync(broker.url);
  await ours.statusWhere(
    "four windows",
    ({ displays }) => displays.length === 4 && displays.every((one) => one.window),
  );
  for (const side of sides)
    for (let at = 0; at < Math.max(...counts); at += 1)
      publisher.publish(`ours/${side}-${at}`, payload(`bench.${side}-${at}`, "bench", 1_000_000 + at), {
        retain: true,
      });
  const { origin, adminToken } = await ours.run();
  const drive = async (command: WallCommand): Promise<number[]> => {
    const answer = await fetch(origin + routes.wallCommands, {
      method: "POST",
      headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
      body: JSON.stringify(command),
    });
    return WallAnswer.parse(await answer.json()).late;
  };
  const ourPages = await Promise.all([1, 2, 3, 4].map((number) => ours.page(number)));
  const barePages = await until(() => (bare.windows().length === 4 ? bare.windows() : null), {
    withinMs: 20_000,
    what: "four bare windows",
  });
  await until(() => (server.clients.size === 4 ? true : null), { withinMs: 20_000, what: "the bare windows' lines" });
  const [viewsSocket] = await viewsLine;

  const take = (scene: string, count: number) =>
    measure(ourPages, `:is([data-tile^="${scene}-"], [data-unseen^="${scene}-"])`, () =>
      drive({ type: "take", scene }),
    ).then(async (shown) => {
      await pause(restMs);
      // A change that was shown without its figures would be quick and worth nothing.
      for (const page of ourPages) {
        const texts = await page.locator(`[data-tile^="${scene}-"]`).allTextContents();
        if (texts.length !== count / 4 || texts.some((text) => !/1\.000\.0\d\d/.test(text)))
          throw new Error(`${scene} does not stand on the wall: ${texts.join(" | ")}`);
      }
      return shown;
    });
  const ways: Record<string, (scene: string, count: number) => Promise<Shown>> = {
    async prepared(scene, count) {
      await drive({ type: "prepare", scene });
      for (const page of ourPages)
        await until(
          async () => ((await page.locator(`[data-unseen^="${scene}-"]`).count()) === count / 4 ? true : null),
          { withinMs: 20_000, what: `${scene} in preparation` },
        );
      await pause(breathMs);
      return take(scene, count);
    },
    async bare(scene) {
      const shown = await measure(barePages, `body[data-page="${scene}"]`, () => {
        for (const client of server.clients) client.send(scene);
      });
      await pause(breathMs);
      return shown;
    },
    unprepared: take,
    async views(scene) {
      const painted = once(viewsSocket, "message") as Promise<[Buffer]>;
      const startedMs = nowMs();
      viewsSocket.send(scene);
      const [atMs] = await painted;
      await pause(restMs);
      return { afterMs: Number(String(atMs)) - startedMs, skewMs: Number.NaN };
    },
  };

  const found: Record<string, Shown[]> = {};
  /** Each wall goes from one scene to the other and back. */
  const turnsOf = { ours: 0, bare: 0, views: 0 };
  for (const count of measured.counts) {
    for (let repeat = 0; repeat <= (count === 16 ? repeats : repeatsForGrowth); repeat += 1)
      for (const [way, run] of Object.entries(ways)) {
        if (!measured.ways.includes(way) || (way === "views" && repeat > 1 && repeat % viewsEvery !== 1)) continue;
        const wall = way === "bare" || way === "views" ? way : "ours";
        turnsOf[wall] += 1;
        const shown = await run(`${sides[turnsOf[wall] % 2]}-${count}`, count);
        // The first of each warms up: what is read or drawn for the first time is not what an operator meets all day.
        if (repeat > 0) found[`${way} ${count}`] = [...(found[`${way} ${count}`] ?? []), shown];
      }
  }
  const at = (way: string, count: number, q: number, of: keyof Shown = "afterMs") =>
    quantile(
      (found[`${way} ${count}`] ?? []).map((shown) => shown[of]),
      q,
    );
  for (const [name, shown] of Object.entries(found)) {
    printFigure({
      name: `${name} tiles: command to four windows`,
      unit: "ms",
      samples: shown.map((one) => one.afterMs),
    });
    if (!name.startsWith("views"))
      printFigure({ name: `${name} tiles: between windows`, unit: "ms", samples: shown.map((one) => one.skewMs) });
  }
  const asked = (way: string, count = 16) => measured.ways.includes(way) && measured.counts.includes(count);
  for (const way of Object.keys(ways))
    if (asked(way, 4) && asked(way, 64))
      printFigure({ name: `${way}: from 4 to 64 tiles`, unit: "times", samples: [at(way, 64, 0.5) / at(way, 4, 0.5)] });
  const isPreparedAsked = asked("prepared") && asked("bare");
  const figures = {
    ...(isPreparedAsked && {
      preparedP95: at("prepared", 16, 0.95) / at("bare", 16, 0.95),
      framesOfSkewBeyondBare: (at("prepared", 16, 0.95, "skewMs") - at("bare", 16, 0.95, "skewMs")) / frameMs,
    }),
    ...(asked("unprepared") && asked("views") && { unprepared: at("unprepared", 16, 0.5) / at("views", 16, 0.5) }),
  };
  await publisher.endAsync();
  await close();
  await broker.remove();
  await folder[Symbol.asyncDispose]();
  const limits = { preparedP95: 1.5, framesOfSkewBeyondBare: 1, unprepared: 0.25 };
  finish("scene", figures, Object.fromEntries(Object.entries(limits).filter(([name]) => name in figures)));
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  await close();
  await broker.remove();
  await folder[Symbol.asyncDispose]();
  process.exit(1);
}
