import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pictureHeight, pictureWidth } from "./landscape.ts";
import { painted } from "./painting.ts";
import { type Pattern, type Ride, type Scene, scenes } from "./scenes.ts";
import { kinds, type VehicleKind } from "./vehicles.ts";
import type { Window } from "./views.ts";

export const framesPerSecond = 10;
/** Every vehicle is where it was after this; so the end goes over into the beginning. */
export const loopS = 36;
/** Macroblocks of 16 points in a line, and of the slices: two lines each, so that the uppermost can be written anew (caption-slice.ts). */
export const macroblocksAcross = pictureWidth / 16;
export const captionLines = 2;
/** How many times smaller a vehicle is at the horizon than at the bottom edge. */
const depth = 9;

/** Paints what stands still in a scene into `folder`, which is made. */
export async function paintScene(pattern: Pattern, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const scene = scenes[pattern]();
  await writeFile(groundFile(folder), await painted(pictureWidth, pictureHeight, scene.layers));
  for (const kind of vehiclesOf(scene)) {
    const { width, height, layers } = kinds[kind];
    await writeFile(vehicleFile(folder, kind), await painted(width, height, layers));
  }
}

const groundFile = (folder: string): string => join(folder, "ground.pam");
const vehicleFile = (folder: string, kind: VehicleKind): string => join(folder, `${kind}.pam`);
const vehiclesOf = ({ rides }: Scene): VehicleKind[] => [...new Set(rides.map((ride) => ride.vehicle))];

/**
 * @param folder where the scene was painted
 * @param window what is shown of it; null: all
 * @returns ffmpeg's arguments for the scene once from beginning to end, at the pace of the clock, as FLV on standard output: ffmpeg
 *   moves the vehicles, which costs a few percent of a core
 */
export function sceneArguments(pattern: Pattern, folder: string, window: Window | null): string[] {
  const scene = scenes[pattern]();
  const vehicles = vehiclesOf(scene);
  const still = (file: string) => ["-f", "image2", "-loop", "1", "-framerate", String(framesPerSecond), "-i", file];
  return [
    ...["-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-re", ...still(groundFile(folder))],
    ...vehicles.flatMap((kind) => still(vehicleFile(folder, kind))),
    ...["-filter_complex_threads", "1", "-filter_complex", graph(scene, vehicles, window), "-map", "[out]"],
    ...["-frames:v", String(loopS * framesPerSecond), ...encoder, "-f", "flv", "-flush_packets", "1", "pipe:1"],
  ];
}

const encoder = [
  ...["-c:v", "libx264", "-profile:v", "baseline", "-preset", "ultrafast", "-tune", "zerolatency", "-threads", "1"],
  ...["-pix_fmt", "yuv420p", "-g", String(framesPerSecond), "-keyint_min", String(framesPerSecond)],
  ...["-sc_threshold", "0", "-crf", "24", "-maxrate", "1200k", "-bufsize", "1200k"],
  // No filter over the edges of slices, whose neighbour may be another one than the encoder had.
  ...["-x264-params", `slice-max-mbs=${macroblocksAcross * captionLines}:no-deblock=1`],
];

/** What is written anew afterwards is bright here, so that the encoder takes no part of it for the pictures that follow. */
const uppermost = `drawbox=x=0:y=0:w=iw:h=${captionLines * 16}:color=white:t=fill`;

/** The filter graph: inputs are the ground and one for each vehicle kind; the output is [out]. */
function graph(scene: Scene, vehicles: readonly VehicleKind[], window: Window | null): string {
  const steps: string[] = ["[0:v]format=yuv420p[g0]"];
  vehicles.forEach((kind, index) => {
    const users = scene.rides.flatMap((ride, at) => (ride.vehicle === kind ? [`[v${at}]`] : []));
    const split = users.length > 1 ? `,split=${users.length}` : "";
    steps.push(`[${index + 1}:v]format=yuva420p${split}${users.join("")}`);
  });
  scene.rides.forEach((ride, at) => {
    const { size, x, y } = placed(ride, scene);
    steps.push(`[v${at}]${size}[s${at}]`);
    steps.push(`[g${at}][s${at}]overlay=x='${x}':y='${y}':eval=frame:format=yuv420[g${at + 1}]`);
  });
  const shown = window === null ? "" : `${cropped(window)},`;
  steps.push(`[g${scene.rides.length}]${shown}${uppermost}[out]`);
  return steps.join(";");
}

const cropped = ({ left, top, width, height }: Window): string =>
  `crop=${width}:${height}:${left}:${top},scale=${pictureWidth}:${pictureHeight}:flags=bicubic`;

/** Where a vehicle is and how large, as expressions of the time t in seconds. */
function placed(ride: Ride, scene: Scene): { size: string; x: string; y: string } {
  const { width, height } = kinds[ride.vehicle];
  const turn = `mod(t/${ride.turnS}+${ride.start},1)`;
  if (ride.way === "across") {
    const w = Math.round(width * ride.scale);
    const h = Math.round(height * ride.scale);
    const way = `(${pictureWidth}+${2 * w})*${turn}-${w}`;
    return {
      size: `${ride.isLeftwards ? "hflip," : ""}scale=${w}:${h}:flags=bilinear`,
      x: ride.isLeftwards ? `${pictureWidth}-${w}-(${way})` : way,
      y: `${ride.baseY}-h`,
    };
  }
  // Steady speed on the ground: the distance changes evenly, the size by its inverse.
  const along = ride.way === "towards" ? turn : `(1-${turn})`;
  const near = `(1/(${depth}-${depth - 0.55}*${along}))`;
  const [vx, vy] = scene.vanishing;
  return {
    size: `scale=w='max(2,trunc(${(width * 1.5).toFixed(1)}*${near}/2)*2)':h='max(2,trunc(${(height * 1.5).toFixed(1)}*${near}/2)*2)':eval=frame:flags=bilinear`,
    x: `${vx}+(${ride.atX - vx})*${near}-w/2`,
    y: `${vy}+${pictureHeight - vy}*${near}-h`,
  };
}
