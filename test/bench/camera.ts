/**
 * Cameras beside the barest that can do it, in one run: from the camera's clock to the page, the processor that the gateway
 * takes, the pictures that a page of many tiles presents, and how soon those of a prepared scene are seen. The peer is one
 * ffmpeg a tile, a script that passes on what it writes, and a page of bare video elements (bare/pictures.*), fed with the
 * same fragmented MP4.
 */
import { gatewayCpu } from "./camera/gateway-cpu.ts";
import { glassByHls } from "./camera/glass-by-hls.ts";
import { glassToGlass } from "./camera/glass-to-glass.ts";
import { preparedScene } from "./camera/prepared-scene.ts";
import { presentedPictures } from "./camera/presented-pictures.ts";
import { repeats } from "./camera/site.ts";
import { finish } from "./figures.ts";

/** `npm run bench -- camera [glass|hls|cpu|tiles|scene]`: all, or one of them, which then has its own limits only. */
const part = process.argv[2];
const figures: Record<string, number> = {};
const limits: Record<string, number> = {};
if (part === undefined || part === "glass") {
  Object.assign(figures, await glassToGlass());
  Object.assign(limits, { glassP50: 1.2, glassP95: 1.2 });
}
if (part === undefined || part === "hls") {
  Object.assign(figures, await glassByHls());
  Object.assign(limits, { hlsP50: 1.2, hlsP95: 1.2 });
}
if (part === undefined || part === "cpu") {
  figures.cpu = await gatewayCpu();
  figures.cpuAt2Mbps = await gatewayCpu(2_000);
  Object.assign(limits, { cpu: 1.2, cpuAt2Mbps: 1.2 });
}
if (part === undefined || part === "tiles")
  for (const cameras of [4, 9, 16]) {
    figures[`tiles${cameras}`] = await presentedPictures(cameras);
    limits[`tiles${cameras}`] = 1 / 0.95;
  }
if (part === undefined || part === "scene") {
  figures.scene = await preparedScene(repeats * 4);
  limits.scene = 1.5;
}
finish("camera", figures, limits);
