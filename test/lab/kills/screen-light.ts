import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runProcess } from "../process.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** Samples of a monitor; small, so that a look costs little. */
const across = 192;
const down = 108;
/** Brighter than the wall's grounds, whose lightest has a luminance of some 30 of 255. */
const litFrom = 70;

/**
 * How much of each monitor of a virtual wall is lit by figures and words: a share of its samples, row by row. It looks at what
 * the X server shows, not at what a page thinks it shows.
 */
export async function litShares(
  display: string,
  wall: { columns: number; rows: number; width: number; height: number },
): Promise<number[]> {
  const { columns, rows } = wall;
  await using folder = await temporaryFolder("ioc-light");
  const file = join(folder.path, "light.gray");
  const taken = await runProcess("ffmpeg", [
    ...["-v", "error", "-f", "x11grab", "-draw_mouse", "0"],
    ...["-video_size", `${columns * wall.width}x${rows * wall.height}`, "-i", display, "-frames:v", "1"],
    ...["-vf", `scale=${columns * across}:${rows * down}:flags=area,format=gray`, "-f", "rawvideo", file],
  ]);
  if (taken.code !== 0) throw new Error(`ffmpeg ended with ${taken.code}: ${taken.stderr}`);
  const samples = await readFile(file);
  return Array.from({ length: columns * rows }, (_, monitor) => {
    const left = (monitor % columns) * across;
    const top = Math.floor(monitor / columns) * down;
    let lit = 0;
    for (let y = top; y < top + down; y += 1)
      for (let x = left; x < left + across; x += 1) if ((samples[y * columns * across + x] ?? 0) >= litFrom) lit += 1;
    return lit / (across * down);
  });
}
