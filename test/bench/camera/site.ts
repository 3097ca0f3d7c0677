import { cameraId } from "../../e2e/camera-profile.ts";

export const resolution = { width: 1920, height: 1080 };
export const seconds = Number(process.env.BENCH_SECONDS ?? 8);
export const repeats = Number(process.env.BENCH_REPEATS ?? 3);
export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One window whose grid shows all of the cameras. */
export const site = (cameras: number) => ({
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
