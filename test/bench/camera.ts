/**
 * Cameras beside the barest that can do it, in one run: from the camera's clock to the page, the processor that the gateway
 * takes, and the pictures that a page of many tiles presents. The peer is one ffmpeg a tile, a script that passes on what it
 * writes, and a page of bare video elements (bare/pictures.*), fed with the same fragmented MP4.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { _electron, type ElectronApplication } from "@playwright/test";
import { WebSocket } from "ws";
import { routes } from "#contract/http.ts";
import { picturesProtocol } from "#contract/pictures.ts";
import { startVirtualWall } from "../../build/virtual-wall.mjs";
import { copied, fragmentedOutput } from "../../main/core/cameras/ffmpeg-arguments.ts";
import { cameraId, writeCameraProfile } from "../e2e/camera-profile.ts";
import { openWall } from "../e2e/wall-under-test.ts";
import { startProcess } from "../lab/process.ts";
import { type RtspServer, startRtspServer } from "../lab/rtsp-server.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { finish, median, printFigure, quantile } from "./figures.ts";
import { processTree } from "./memory.ts";
import { takePictures, watchVideos } from "./time-code.ts";

const root = path.resolve(import.meta.dirname, "../..");
const isRoot = process.getuid?.() === 0;
const resolution = { width: 1920, height: 1080 };
const output = fragmentedOutput("0:v:0", copied);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const seconds = Number(process.env.BENCH_SECONDS ?? 12);
const repeats = Number(process.env.BENCH_REPEATS ?? 3);

async function bareScript(server: RtspServer, cameras: number) {
  const urls = Array.from({ length: cameras }, (_, at) =>
    server.address(at + 1).replace("://", `://${server.username}:${server.password}@`),
  );
  const script = await startProcess(
    process.execPath,
    [path.join(import.meta.dirname, "bare/pictures.cjs"), JSON.stringify(urls), ...output],
    { withIpc: true },
  );
  const port = await new Promise<number>((resolve) =>
    script.child.once("message", (message) => resolve((message as { port: number }).port)),
  );
  return { script, port };
}

const launchBare = (display: string, port: number, count: number, data: string): Promise<ElectronApplication> =>
  _electron.launch({
    args: [path.join(import.meta.dirname, "bare/main.cjs"), ...(isRoot ? ["--no-sandbox"] : [])],
    cwd: root,
    env: {
      ...(process.env as Record<string, string>),
      DISPLAY: display,
      BARE_PAGE: "pictures.html",
      BARE_PORT: String(port),
      BARE_COUNT: String(count),
      BARE_DATA: data,
    },
  });

const site = (cameras: number) => ({
  columns: 1,
  rows: 1,
  resolution,
  cameras,
  tiles: [
    {
      id: "grid",
      panel: "camera-grid",
      x: 0,
      y: 0,
      width: 24,
      height: 24,
      settings: { cameras: Array.from({ length: cameras }, (_, at) => cameraId(at + 1)) },
    },
  ],
});

/** Both at the same time, as one camera costs little: whatever the machine does hits both. */
async function glassToGlass() {
  await using folder = await temporaryFolder("ioc-bench-camera");
  const server = await startRtspServer({ framesPerSecond: 15, keyEvery: 15, hasTimeCode: true, sub: "h264" });
  const walls = [
    await startVirtualWall({ columns: 1, rows: 1, ...resolution }),
    await startVirtualWall({ columns: 1, rows: 1, ...resolution }),
  ] as const;
  const profile = await writeCameraProfile(folder.path, server, site(1));
  const { script, port } = await bareScript(server, 1);
  const data = path.join(folder.path, "data");
  const secrets = { camera: server.password };
  const ours = await openWall({ display: walls[0].display, profile, data, secrets });
  const bare = await launchBare(walls[1].display, port, 1, path.join(folder.path, "bare"));
  try {
    const pages = { ours: await ours.page(1), bare: await bare.firstWindow() };
    await pages.ours.waitForSelector('[data-presentation="live"]', { timeout: 60_000 });
    for (const page of Object.values(pages)) await page.evaluate(watchVideos, true);
    const ages: Record<"ours" | "bare", number[][]> = { ours: [], bare: [] };
    await pause(5_000);
    for (const page of Object.values(pages)) await takePictures(page);
    for (let round = 0; round < repeats + 2; round += 1) {
      await pause(seconds * 1_000);
      for (const side of ["ours", "bare"] as const) ages[side].push((await takePictures(pages[side])).agesMs);
    }
    if ([...ages.ours, ...ages.bare].some((each) => each.length < seconds))
      throw new Error("too few pictures were read");
    const of = (side: "ours" | "bare", q: number) => ages[side].map((each) => quantile(each, q));
    printFigure({ name: "glass to glass over WebSocket, wall, p50", unit: "ms", samples: of("ours", 0.5) });
    printFigure({ name: "glass to glass, bare page, p50", unit: "ms", samples: of("bare", 0.5) });
    printFigure({ name: "glass to glass over WebSocket, wall, p95", unit: "ms", samples: of("ours", 0.95) });
    printFigure({ name: "glass to glass, bare page, p95", unit: "ms", samples: of("bare", 0.95) });
    const ratio = (q: number) => of("ours", q).map((ms, at) => ms / (of("bare", q)[at] ?? Number.NaN));
    return {
      glassP50: printFigure({ name: "glass to glass, wall / bare, p50", unit: "ratio", samples: ratio(0.5) }),
      glassP95: printFigure({ name: "glass to glass, wall / bare, p95", unit: "ratio", samples: ratio(0.95) }),
    };
  } finally {
    await ours.close();
    await bare.close();
    await script.stop();
    for (const wall of walls) await wall.stop();
    await server.stop();
  }
}

/** Of a process and its threads, in ms of processor time. */
async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * The core and its processes while cameras are watched, less the core at rest, beside the same number of bare ffmpegs whose
 * output nobody is given, and beside the bare script that passes on what its ffmpegs write.
 */
async function gatewayCpu() {
  const cameras = 8;
  await using folder = await temporaryFolder("ioc-bench-camera");
  const usual = { width: 1280, height: 720, framesPerSecond: 15, keyEvery: 15, sub: "h264" } as const;
  const server = await startRtspServer({ ...usual, cameras });
  const profile = await writeCameraProfile(folder.path, server, site(cameras));
  const data = path.join(folder.path, "data");
  const core = await startProcess(process.execPath, [
    path.join(root, "dist/core/index.mjs"),
    ...["--profile", profile, "--data", data, "--port", "0"],
  ]);
  const bares: ChildProcess[] = [];
  const { script, port } = await bareScript(server, cameras);
  const sockets: WebSocket[] = [];
  try {
    const run = await until(
      async () => JSON.parse(await readFile(path.join(data, "core.json"), "utf8").catch(() => "null")),
      { withinMs: 20_000, what: "the core" },
    );
    const secret = await fetch(`${run.origin}${routes.secrets}/camera`, {
      method: "PUT",
      headers: { authorization: `Bearer ${run.adminToken}`, "content-type": "application/json" },
      body: JSON.stringify({ value: server.password }),
    });
    if (!secret.ok) throw new Error(`the secret was not taken: ${secret.status}`);
    await pause(3_000);
    const restBefore = await cpuMs(run.pid);
    await pause(seconds * 1_000);
    const restMs = (await cpuMs(run.pid)) - restBefore;

    let received = 0;
    for (let at = 0; at < cameras; at += 1) {
      const socket = new WebSocket(`${run.origin.replace("http", "ws")}${routes.cameraPictures(cameraId(at + 1))}`);
      sockets.push(socket);
      socket.on("open", () =>
        socket.send(
          JSON.stringify({ type: "watch", protocol: picturesProtocol, token: run.adminToken, stream: "main" }),
        ),
      );
      socket.on("message", () => {
        received += 1;
      });
      const url = server.address(at + 1).replace("://", `://${server.username}:${server.password}@`);
      const bare = spawn("ffmpeg", ["-v", "quiet", "-nostdin", "-rtsp_transport", "tcp", "-i", url, ...output], {
        stdio: ["ignore", "pipe", "ignore"],
      });
      bare.stdout?.resume();
      bares.push(bare);
      const passed = new WebSocket(`ws://127.0.0.1:${port}/${at}`);
      passed.on("message", () => undefined);
      sockets.push(passed);
    }
    await until(() => received > cameras * 30, { withinMs: 40_000, what: "pictures of all cameras" });
    const folders = await readdir(path.join(data, "cameras"));
    const pids = await Promise.all(
      folders.map(async (each) => Number(await readFile(path.join(data, "cameras", each, "main.pid"), "utf8"))),
    );
    const taken = async () => ({
      core: await cpuMs(run.pid),
      ours: sum(await Promise.all(pids.map(cpuMs))),
      bare: sum(await Promise.all(bares.map((bare) => cpuMs(bare.pid ?? 0)))),
      passed: sum(await Promise.all(processTree(script.pid).map(cpuMs))),
    });
    const share = (ms: number) => (ms / (seconds * 1_000) / cameras) * 100;
    const names = ["core", "ours", "bare", "passed", "ratio", "passedRatio"] as const;
    const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
      (typeof names)[number],
      number[]
    >;
    for (let round = 0; round < repeats + 2; round += 1) {
      const before = await taken();
      await pause(seconds * 1_000);
      const after = await taken();
      const core = after.core - before.core - restMs;
      samples.core.push(share(core));
      samples.ours.push(share(core + after.ours - before.ours));
      samples.bare.push(share(after.bare - before.bare));
      samples.passed.push(share(after.passed - before.passed));
      samples.ratio.push((core + after.ours - before.ours) / (after.bare - before.bare));
      samples.passedRatio.push((core + after.ours - before.ours) / (after.passed - before.passed));
    }
    printFigure({ name: "gateway's processor a camera", unit: "% of a core", samples: samples.ours });
    printFigure({ name: "of it in the core", unit: "% of a core", samples: samples.core });
    printFigure({ name: "bare ffmpeg's", unit: "% of a core", samples: samples.bare });
    printFigure({ name: "bare ffmpeg and script", unit: "% of a core", samples: samples.passed });
    return {
      cpu: printFigure({ name: "gateway / bare ffmpeg", unit: "ratio", samples: samples.ratio }),
      cpuPassed: printFigure({ name: "gateway / bare ffmpeg and script", unit: "ratio", samples: samples.passedRatio }),
    };
  } finally {
    for (const socket of sockets) socket.terminate();
    for (const bare of bares) bare.kill("SIGKILL");
    await core.stop();
    await script.stop();
    await server.stop();
  }
}

/** One after the other, as each takes the whole machine; the order changes with each repeat. */
async function presented(cameras: number) {
  await using folder = await temporaryFolder("ioc-bench-camera");
  const server = await startRtspServer({ cameras, sub: "h264" });
  const display = await startVirtualWall({ columns: 1, rows: 1, ...resolution });
  const profile = await writeCameraProfile(folder.path, server, site(cameras));
  const rates: Record<"ours" | "bare", number[]> = { ours: [], bare: [] };
  try {
    for (let repeat = 0; repeat < repeats; repeat += 1)
      for (const side of repeat % 2 === 0 ? (["ours", "bare"] as const) : (["bare", "ours"] as const)) {
        const data = path.join(folder.path, `${side}-${repeat}`);
        if (side === "ours") {
          const secrets = { camera: server.password };
          await using wall = await openWall({ display: display.display, profile, data, secrets });
          const page = await wall.page(1);
          await until(
            () =>
              page.evaluate((all) => document.querySelectorAll('[data-presentation="live"]').length === all, cameras),
            { withinMs: 60_000, what: "all tiles to be live" },
          );
          await page.evaluate(watchVideos, false);
          await pause(4_000);
          await takePictures(page);
          await pause(seconds * 1_000);
          rates.ours.push((await takePictures(page)).presented / seconds);
        } else {
          const { script, port } = await bareScript(server, cameras);
          const bare = await launchBare(display.display, port, cameras, data);
          const page = await bare.firstWindow();
          await until(
            () =>
              page.evaluate(
                (all) => [...document.querySelectorAll("video")].filter((one) => one.currentTime > 0).length === all,
                cameras,
              ),
            { withinMs: 60_000, what: "all bare videos to play" },
          );
          await page.evaluate(watchVideos, false);
          await pause(4_000);
          await takePictures(page);
          await pause(seconds * 1_000);
          rates.bare.push((await takePictures(page)).presented / seconds);
          await bare.close();
          await script.stop();
        }
      }
  } finally {
    await display.stop();
    await server.stop();
  }
  printFigure({ name: `pictures a second over ${cameras} tiles, wall`, unit: "1/s", samples: rates.ours });
  printFigure({ name: `pictures a second over ${cameras} tiles, bare`, unit: "1/s", samples: rates.bare });
  const ratio = median(rates.bare) / median(rates.ours);
  printFigure({ name: `bare / wall over ${cameras} tiles`, unit: "ratio", samples: [ratio] });
  return ratio;
}

/** `npm run bench -- camera [glass|cpu|tiles]`: all, or one of them, which then has its own limits only. */
const part = process.argv[2];
const figures: Record<string, number> = {};
const limits: Record<string, number> = {};
if (part === undefined || part === "glass") {
  Object.assign(figures, await glassToGlass());
  Object.assign(limits, { glassP50: 1.2, glassP95: 1.2 });
}
if (part === undefined || part === "cpu") {
  Object.assign(figures, await gatewayCpu());
  limits.cpu = 1.2;
}
if (part === undefined || part === "tiles")
  for (const cameras of [4, 9, 16]) {
    figures[`tiles${cameras}`] = await presented(cameras);
    limits[`tiles${cameras}`] = 1 / 0.95;
  }
finish("camera", figures, limits);
