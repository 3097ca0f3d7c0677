/** Looks at a picture so far as a program can: whether there is anything on it. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { runProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";

export interface Look {
  /** Different colours, each channel in 16 levels, so that noise and smooth shades do not count. */
  colours: number;
  /** Share of pixels that differ clearly from the one to their right: 0 on an empty ground, some 0.02 to 0.1 where there is writing. */
  edges: number;
  /** Share of the most frequent colour, 1 when there is no other. */
  ground: number;
}

const width = 960;
const height = 540;
const edgeFrom = 24;

/** @param rgb three bytes a pixel, row by row */
export function lookAt(rgb: Uint8Array, columns: number): Look {
  const counts = new Map<number, number>();
  let edges = 0;
  const pixels = rgb.length / 3;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const at = pixel * 3;
    const [red = 0, green = 0, blue = 0] = rgb.subarray(at, at + 3);
    const colour = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
    if (pixel % columns === columns - 1) continue;
    const [nextRed = 0, nextGreen = 0, nextBlue = 0] = rgb.subarray(at + 3, at + 6);
    if (Math.abs(red - nextRed) + Math.abs(green - nextGreen) + Math.abs(blue - nextBlue) >= edgeFrom) edges += 1;
  }
  return { colours: counts.size, edges: edges / pixels, ground: Math.max(0, ...counts.values()) / pixels };
}

/** Whether somebody would see something: writing or figures on a ground, not a single colour and not a bare frame. */
export const isFilled = ({ colours, edges, ground }: Look): boolean => colours >= 12 && edges > 0.005 && ground < 0.98;

export const inWords = ({ colours, edges, ground }: Look): string =>
  `${colours} colours, edges at ${(edges * 100).toFixed(1)} % of the pixels, ${(ground * 100).toFixed(0)} % of them ground`;

/** @param source what ffmpeg is to read: `["-i", FILE]`, or a display. Fails when there is no picture to be had. */
async function look(source: readonly string[]): Promise<Look> {
  await using folder = await temporaryFolder("ioc-picture");
  const file = path.join(folder.path, "rgb");
  const scaled = ["-vf", `scale=${width}:${height}`, "-f", "rawvideo", "-pix_fmt", "rgb24"];
  const run = await runProcess("ffmpeg", ["-v", "error", "-nostdin", ...source, "-frames:v", "1", ...scaled, file]);
  if (run.code !== 0) throw new Error(`no picture: ${run.stderr.trim().slice(-500)}`);
  return lookAt(await readFile(file), width);
}

export const lookAtFile = (file: string): Promise<Look> => look(["-i", file]);

/** What an X server shows at this moment, of its left upper part of that size. */
export const lookAtDisplay = (display: string, size: { width: number; height: number }): Promise<Look> =>
  look(["-f", "x11grab", "-draw_mouse", "0", "-video_size", `${size.width}x${size.height}`, "-i", display]);
