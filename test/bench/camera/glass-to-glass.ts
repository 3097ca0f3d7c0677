import path from "node:path";
import { startVirtualWall } from "../../../build/virtual-wall.mjs";
import { writeCameraProfile } from "../../e2e/camera-profile.ts";
import { openWall } from "../../e2e/wall-under-test.ts";
import { startRtspServer } from "../../lab/rtsp-server.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";
import { printFigure, quantile } from "../figures.ts";
import { takePictures, watchVideos } from "../time-code.ts";
import { bareScript, launchBare } from "./bare-pictures.ts";
import { pause, repeats, resolution, seconds, site } from "./site.ts";

/** Both at the same time, as one camera costs little: whatever the machine does hits both. */
export async function glassToGlass() {
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
