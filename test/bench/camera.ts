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

/** `npm run bench -- camera [glass|hls|cpu|tiles|scene]`: all in some ten minutes, or one of them, which then has its own limits only. */
const asked = process.argv[2];
const figures: Record<string, number> = {};
const limits: Record<string, number> = {};
const parts: Record<string, { limits: Record<string, number>; measure(): Promise<Record<string, number>> }> = {
  glass: { limits: { glassP50: 1.2, glassP95: 1.2 }, measure: glassToGlass },
  hls: { limits: { hlsP50: 1.2, hlsP95: 1.2 }, measure: glassByHls },
  cpu: {
    limits: { cpu: 1.2, cpuAt2Mbps: 1.2 },
    measure: async () => ({ cpu: await gatewayCpu(), cpuAt2Mbps: await gatewayCpu(2_000) }),
  },
  ...Object.fromEntries(
    [4, 9, 16].map((cameras) => [
      `tiles ${cameras}`,
      {
        limits: { [`tiles${cameras}`]: 1 / 0.95 },
        measure: async () => ({ [`tiles${cameras}`]: await presentedPictures(cameras) }),
      },
    ]),
  ),
  scene: { limits: { scene: 1.5 }, measure: async () => ({ scene: await preparedScene(repeats * 4) }) },
};
for (const [name, part] of Object.entries(parts)) {
  if (asked !== undefined && !name.startsWith(asked)) continue;
  Object.assign(limits, part.limits);
  try {
    Object.assign(figures, await part.measure());
  } catch (error) {
    // A figure that is not there has not met its limit; the others are measured all the same.
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : error}\n`);
  }
}
finish("camera", figures, limits);
