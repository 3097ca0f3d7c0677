import { existsSync } from "node:fs";
import { chromium, type Page } from "@playwright/test";
import { routes } from "#contract/http.ts";
import { cameraId, writeCameraProfile } from "../../e2e/camera-profile.ts";
import { startCore } from "../../lab/core.ts";
import { startRtspServer } from "../../lab/rtsp-server.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";
import { until } from "../../lab/until.ts";
import { printFigure, quantile } from "../figures.ts";
import { takePictures, watchVideos } from "../time-code.ts";
import { startBareHls } from "./bare-hls.ts";
import { pause, repeats, resolution, seconds, site } from "./site.ts";

/**
 * From the camera's clock to a page that gets HLS from the gateway, beside one that gets it by hls.js from a folder that ffmpeg
 * writes; both in one browser at the same time. The wall's page is kept from the quick way, as a proxy may do.
 */
export async function glassByHls() {
  await using folder = await temporaryFolder("ioc-bench-camera");
  const server = await startRtspServer({ framesPerSecond: 15, keyEvery: 15, hasTimeCode: true, sub: "h264" });
  const profile = await writeCameraProfile(folder.path, server, site(1));
  const core = await startCore({ profile });
  const bareHls = await startBareHls(server.address(1).replace("://", `://${server.username}:${server.password}@`));
  const browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  try {
    const secret = await core.fetch(`${routes.secrets}/camera`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ value: server.password }),
    });
    if (!secret.ok) throw new Error(`the secret was not taken: ${secret.status}`);
    const pages = {
      ours: await browser.newPage({ viewport: resolution }),
      bare: await browser.newPage({ viewport: resolution }),
    };
    await pages.ours.routeWebSocket(/\/pictures$/, () => undefined);
    // The link with the token leads to the page without it; one monitor is asked for after that.
    await pages.ours.goto(await core.viewerLink());
    await pages.ours.goto(`${core.origin}/?display=1`);
    await pages.ours.waitForSelector(`[data-camera="${cameraId(1)}"][data-way="hls"][data-presentation="live"]`, {
      timeout: 90_000,
    });
    await until(() => startsBare(pages.bare, bareHls.origin), { withinMs: 60_000, what: "the bare page to play" });
    for (const page of Object.values(pages)) await page.evaluate(watchVideos, true);
    const ages: Record<keyof typeof pages, number[][]> = { ours: [], bare: [] };
    await pause(10_000);
    for (const page of Object.values(pages)) await takePictures(page);
    for (let round = 0; round < repeats; round += 1) {
      await pause(seconds * 1_000);
      for (const side of ["ours", "bare"] as const) ages[side].push((await takePictures(pages[side])).agesMs);
    }
    if ([...ages.ours, ...ages.bare].some((each) => each.length < seconds))
      throw new Error("too few pictures were read");
    const of = (side: keyof typeof pages, q: number) => ages[side].map((each) => quantile(each, q));
    for (const [name, q] of [
      ["p50", 0.5],
      ["p95", 0.95],
    ] as const) {
      printFigure({ name: `glass to glass by HLS, wall's page, ${name}`, unit: "ms", samples: of("ours", q) });
      printFigure({ name: `glass to glass by HLS, bare page, ${name}`, unit: "ms", samples: of("bare", q) });
    }
    const ratio = (q: number) => of("ours", q).map((ms, at) => ms / (of("bare", q)[at] ?? Number.NaN));
    return {
      hlsP50: printFigure({ name: "glass to glass by HLS, wall / bare, p50", unit: "ratio", samples: ratio(0.5) }),
      hlsP95: printFigure({ name: "glass to glass by HLS, wall / bare, p95", unit: "ratio", samples: ratio(0.95) }),
    };
  } finally {
    await browser.close();
    await bareHls.stop();
    await core.remove();
    await server.stop();
  }
}

/** ffmpeg's first segment may not be there yet: the page is loaded until it plays. */
async function startsBare(page: Page, origin: string): Promise<boolean> {
  await page.goto(origin);
  await pause(4_000);
  return page.evaluate(() => (document.querySelector("video")?.currentTime ?? 0) > 0.5);
}
