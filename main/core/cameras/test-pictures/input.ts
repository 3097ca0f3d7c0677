import { spawn } from "node:child_process";
import { copyFile, mkdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fragmentedOutput } from "../ffmpeg-arguments.ts";
import type { CameraGatewayOptions } from "../gateway-interface.ts";
import { pictureHeight, pictureWidth } from "./landscape.ts";
import { painted } from "./painting.ts";
import { type Pattern, type Ride, type Scene, scenes } from "./scenes.ts";
import { kinds, type VehicleKind } from "./vehicles.ts";

/** Raised when scenes or vehicles change, so that what is painted and kept on disk is painted anew. */
const edition = 1;
const framesPerSecond = 10;
/** How many times smaller a vehicle is at the horizon than at the bottom edge. */
const depth = 9;
const clockFile = "clock.txt";

/**
 * ffmpeg's arguments for a moving picture of traffic with a clock in it. The still parts are painted once and kept
 * in the camera's folder; ffmpeg moves the vehicles, so one camera costs a few percent of a core.
 */
export async function testInput(
  pattern: Pattern,
  cameraFolder: string,
  options: Pick<CameraGatewayOptions, "ffmpegPath" | "fontFile" | "timeZone">,
): Promise<string[]> {
  const folder = join(cameraFolder, "scene");
  await mkdir(folder, { recursive: true });
  const scene = scenes[pattern]();
  const vehicles = [...new Set(scene.rides.map((ride) => ride.vehicle))];
  const ground = join(folder, `${pattern}-${edition}.pam`);
  if (!(await isThere(ground))) await keep(ground, await painted(pictureWidth, pictureHeight, scene.layers));
  for (const kind of vehicles) {
    const file = vehicleFile(folder, kind);
    const { width, height, layers } = kinds[kind];
    if (!(await isThere(file))) await keep(file, await painted(width, height, layers));
  }
  const clock = await clockFilter(folder, options);
  const still = (file: string) => ["-f", "image2", "-loop", "1", "-framerate", String(framesPerSecond), "-i", file];
  return [
    ...["-re", ...still(ground)],
    ...vehicles.flatMap((kind) => still(vehicleFile(folder, kind))),
    ...["-filter_complex_threads", "1", "-filter_complex", graph(scene, vehicles, clock)],
    ...fragmentedOutput("[out]", encoder),
  ];
}

const encoder = [
  ...["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-threads", "1", "-pix_fmt", "yuv420p"],
  ...["-g", String(framesPerSecond), "-keyint_min", String(framesPerSecond), "-sc_threshold", "0"],
  ...["-crf", "24", "-maxrate", "1200k", "-bufsize", "1200k"],
];

const vehicleFile = (folder: string, kind: VehicleKind): string => join(folder, `${kind}-${edition}.pam`);

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Written whole or not at all: a half picture would be kept for ever. */
async function keep(file: string, bytes: Buffer): Promise<void> {
  await writeFile(`${file}.next`, bytes);
  await rename(`${file}.next`, file);
}

/** The filter graph: inputs are the ground and one for each vehicle kind; the output is [out]. */
function graph(scene: Scene, vehicles: readonly VehicleKind[], clock: string): string {
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
  const last = `[g${scene.rides.length}]`;
  steps.push(`${last}${clock}null[out]`);
  return steps.join(";");
}

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

const clocks = new Map<string, Promise<boolean>>();

/** The clock as a filter with its comma, or "" where this ffmpeg cannot write text. Tried once for each font. */
async function clockFilter(
  folder: string,
  { ffmpegPath, fontFile }: Pick<CameraGatewayOptions, "ffmpegPath" | "fontFile">,
): Promise<string> {
  const text = join(folder, clockFile);
  await writeFile(text, "%{localtime:%d/%m/%Y  %H\\:%M\\:%S}");
  const font = join(folder, "clock-font");
  const hasFont =
    fontFile !== undefined &&
    (await copyFile(fontFile, font).then(
      () => true,
      () => false,
    ));
  for (const file of hasFont ? [font, null] : [null]) {
    const filter = [
      `drawtext=textfile=${quoted(text)}:fontsize=20:fontcolor=0xe8edf2:x=14:y=12`,
      ...(file === null ? [] : [`fontfile=${quoted(file)}`]),
      "box=1:boxcolor=0x0b1016@0.55:boxborderw=6",
    ].join(":");
    const key = `${ffmpegPath}|${file === null ? "" : fontFile}`;
    const tried = clocks.get(key) ?? canDraw(ffmpegPath ?? "ffmpeg", filter);
    clocks.set(key, tried);
    if (await tried) return `${filter},`;
  }
  return "";
}

/** A value inside a filter graph: one level for the filter's options, one for the graph. */
const quoted = (text: string): string =>
  text.replace(/[\\':]/g, (c) => `\\${c}`).replace(/[\\'[\],;]/g, (c) => `\\${c}`);

function canDraw(ffmpegPath: string, filter: string): Promise<boolean> {
  return new Promise((resolve) => {
    const source = "color=s=320x64:d=0.1:r=10";
    const child = spawn(
      ffmpegPath,
      ["-v", "quiet", "-nostdin", "-f", "lavfi", "-i", source, "-vf", filter, "-f", "null", "-"],
      {
        stdio: "ignore",
        windowsHide: true,
      },
    );
    child.on("error", () => resolve(false));
    child.on("close", (exit) => resolve(exit === 0));
  });
}
