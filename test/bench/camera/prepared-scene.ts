import { once } from "node:events";
import path from "node:path";
import type { Page } from "@playwright/test";
import { WebSocketServer } from "ws";
import type { WallCommand } from "#contract/entities/wall-state.ts";
import { routes } from "#contract/http.ts";
import { startVirtualWall } from "../../../build/virtual-wall.mjs";
import { cameraId, writeCameraProfile } from "../../e2e/camera-profile.ts";
import { openWall } from "../../e2e/wall-under-test.ts";
import { startRtspServer } from "../../lab/rtsp-server.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";
import { until } from "../../lab/until.ts";
import { median, printFigure } from "../figures.ts";
import { bareScript, launchBare } from "./bare-pictures.ts";
import { pause, resolution } from "./site.ts";

const each = 4;
const restMs = 1_500;
const nowMs = () => performance.timeOrigin + performance.now();

/** Since the command, ms. */
type Shown = { seen: number; renewed: number };

/**
 * In a page: notes the frame in which these videos are seen, and when each has presented another picture since; the same code
 * in both pages. Both draw what is not seen at opacity 0, so that its pictures go on.
 */
function watchFirstPictures([selector, count]: readonly [selector: string, count: number]): void {
  const shown = new Promise<Shown>((resolve) => {
    const now = () => performance.timeOrigin + performance.now();
    const areSeen = (videos: readonly HTMLVideoElement[]) =>
      videos.length >= count &&
      videos.every((video) => {
        for (let one: Element | null = video; one !== null; one = one.parentElement)
          if (getComputedStyle(one).opacity !== "1") return false;
        return true;
      });
    const look = () => {
      const videos = [...document.querySelectorAll<HTMLVideoElement>(selector)];
      if (!areSeen(videos)) return void requestAnimationFrame(look);
      setTimeout(() => {
        const seen = now();
        let left = videos.length;
        for (const video of videos)
          video.requestVideoFrameCallback(() => {
            left -= 1;
            if (left === 0) resolve({ seen, renewed: now() });
          });
      });
    };
    requestAnimationFrame(look);
  });
  Object.assign(globalThis, { benchShown: shown });
}

async function measure(page: Page, selector: string, command: () => unknown): Promise<Shown> {
  await page.evaluate(watchFirstPictures, [selector, each] as const);
  const startedMs = nowMs();
  const answer = command();
  const shown = await page.evaluate(() => (globalThis as unknown as { benchShown: Promise<Shown> }).benchShown);
  await answer;
  return { seen: shown.seen - startedMs, renewed: shown.renewed - startedMs };
}

const grid = (side: string, from: number) => [
  {
    ...{ id: `${side}-luoi`, panel: "camera-grid", x: 0, y: 0, width: 24, height: 24 },
    settings: { cameras: Array.from({ length: each }, (_, at) => cameraId(from + at)) },
  },
];

/**
 * From the command to the first pictures of four cameras of a prepared scene, beside a page in which as many bare videos play unseen
 * and are shown by CSS. Both play all the time and take turns. @returns how many times as long the wall takes, in the median
 */
export async function preparedScene(repeats: number): Promise<number> {
  await using folder = await temporaryFolder("ioc-bench-camera");
  const server = await startRtspServer({ cameras: 2 * each, sub: "h264" });
  const walls = [
    await startVirtualWall({ columns: 1, rows: 1, ...resolution }),
    await startVirtualWall({ columns: 1, rows: 1, ...resolution }),
  ] as const;
  const profile = await writeCameraProfile(folder.path, server, {
    ...{ columns: 1, rows: 1, resolution, cameras: 2 * each, tiles: grid("a", 1) },
    moreScenes: [
      { id: "a", tiles: grid("a", 1) },
      { id: "b", tiles: grid("b", 1 + each) },
    ],
  });
  const swap = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(swap, "listening");
  const { script, port } = await bareScript(server, 2 * each);
  const [data, secrets] = [path.join(folder.path, "data"), { camera: server.password }];
  const ours = await openWall({ display: walls[0].display, profile, data, secrets });
  const swapPort = (swap.address() as { port: number }).port;
  const bare = await launchBare(walls[1].display, port, 2 * each, path.join(folder.path, "bare"), swapPort);
  try {
    const [page, barePage] = [await ours.page(1), await bare.firstWindow()];
    const { origin, adminToken } = await ours.run();
    const drive = (command: WallCommand) =>
      fetch(origin + routes.wallCommands, {
        method: "POST",
        headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
        body: JSON.stringify(command),
      });
    const arePlaying = (selector: string) =>
      until(
        () =>
          barePage.evaluate(
            ([all, count]) =>
              [...document.querySelectorAll<HTMLVideoElement>(all)].filter((video) => video.currentTime > 0).length >=
              count,
            [selector, each] as const,
          ),
        { withinMs: 60_000, what: `${selector} to play` },
      );
    const areLive = (tile: string) =>
      until(
        () =>
          page.evaluate(([all, count]) => document.querySelectorAll(all).length === count, [
            `${tile} [data-presentation="live"]`,
            each,
          ] as const),
        { withinMs: 60_000, what: `${tile} to be live` },
      );
    await areLive('[data-tile^="a-"]');
    await arePlaying("main:first-of-type video");
    await arePlaying("main:last-of-type video");
    const samples = { ours: [] as Shown[], bare: [] as Shown[] };
    for (let repeat = 0; repeat <= repeats; repeat += 1) {
      const [scene, at] = repeat % 2 === 0 ? (["b", 1] as const) : (["a", 0] as const);
      const prepared = await drive({ type: "prepare", scene });
      if (!prepared.ok) throw new Error(`the scene was not prepared: ${prepared.status}`);
      await areLive(`[data-unseen^="${scene}-"]`);
      await pause(restMs);
      // By what is drawn, not by the tile's name: the page says "unseen" of it for a moment longer than it is.
      const shown = `:is([data-tile^="${scene}-"], [data-unseen^="${scene}-"]) video:not(.camera-behind)`;
      const oursShown = await measure(page, shown, () => drive({ type: "take", scene }));
      await pause(restMs);
      const bareShown = await measure(barePage, `main:nth-of-type(${at + 1}).shown video`, () => {
        for (const client of swap.clients) client.send(String(at));
      });
      await pause(restMs);
      // What is read or drawn for the first time is not what an operator meets all day.
      if (repeat === 0) continue;
      samples.ours.push(oursShown);
      samples.bare.push(bareShown);
    }
    const of = (side: "ours" | "bare", moment: keyof Shown) => samples[side].map((shown) => shown[moment]);
    const what = `prepared scene of ${each} cameras, from the command until`;
    for (const [moment, until] of [
      ["seen", "it is seen"],
      ["renewed", "each has shown another picture"],
    ] as const) {
      printFigure({ name: `${what} ${until}, wall`, unit: "ms", samples: of("ours", moment) });
      printFigure({ name: `${what} ${until}, bare videos by CSS`, unit: "ms", samples: of("bare", moment) });
    }
    const ratio = median(of("ours", "renewed")) / median(of("bare", "renewed"));
    return printFigure({ name: "prepared scene, pictures, wall / bare", unit: "ratio", samples: [ratio] });
  } finally {
    await ours.close();
    await bare.close();
    await script.stop();
    swap.close();
    for (const wall of walls) await wall.stop();
    await server.stop();
  }
}
