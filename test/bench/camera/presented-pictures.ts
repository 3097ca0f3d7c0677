import path from "node:path";
import { startVirtualWall } from "../../../build/virtual-wall.mjs";
import { writeCameraProfile } from "../../e2e/camera-profile.ts";
import { openWall } from "../../e2e/wall-under-test.ts";
import { startRtspServer } from "../../lab/rtsp-server.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";
import { until } from "../../lab/until.ts";
import { median, printFigure } from "../figures.ts";
import { takePictures, watchVideos } from "../time-code.ts";
import { bareScript, launchBare } from "./bare-pictures.ts";
import { pause, repeats, resolution, seconds, site } from "./site.ts";

/** Each round starts both programs anew: two are enough for whichever came first to come last. */
const rounds = Math.max(2, repeats - 1);

/** One after the other, as each takes the whole machine; the order changes with each round. */
export async function presentedPictures(cameras: number) {
  await using folder = await temporaryFolder("ioc-bench-camera");
  const server = await startRtspServer({ cameras, sub: "h264" });
  const display = await startVirtualWall({ columns: 1, rows: 1, ...resolution });
  const profile = await writeCameraProfile(folder.path, server, site(cameras));
  const rates: Record<"ours" | "bare", number[]> = { ours: [], bare: [] };
  try {
    for (let repeat = 0; repeat < rounds; repeat += 1)
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
