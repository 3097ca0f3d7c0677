import { spawn } from "node:child_process";
import { readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { oneAtATime } from "../tables/one-at-a-time.ts";
import { mediaOf } from "./fragments.ts";
import type { KeptPicture } from "./gateway-interface.ts";
import type { Clip } from "./picture-buffer.ts";

const pictureName = "last.jpg";
/** A key picture as it came: kept where nobody has asked for it yet, as decoding costs a quarter of a second of a core. */
const clipName = "last.mp4";
const slowestCutMs = 10_000;
/** A digit of a camera's clock is larger than one of these points, so that a clock that runs is seen to run. */
const thumbnailWidth = 160;
const thumbnailHeight = 90;

/** What was cut from a clip; `thumbnail` is gray, one byte a point, to compare pictures by. */
export type Cut = { atMs: number; thumbnail: Buffer };

/** What was decoded of it: a file of its own, so that it can never take the place of a newer picture that is cut meanwhile. */
const decodedName = "asked.jpg";

/** Requests for pictures that are still to be decoded wait for one another. */
const oneByOne = oneAtATime();

/**
 * The picture kept of a camera and when it was taken; null when there is none. The time is that of the file.
 * @param ffmpegPath decodes it where that was not done yet; null: there is none, and an older one may be given
 */
export async function keptPicture(folder: string, ffmpegPath: string | null): Promise<KeptPicture | null> {
  if (ffmpegPath !== null && (await newestOf(folder))?.name === clipName)
    await oneByOne(() => decodeClip(folder, ffmpegPath));
  const newest = await newestOf(folder, [pictureName, decodedName]);
  const jpeg = newest === null ? null : await readFile(join(folder, newest.name)).catch(() => null);
  return newest === null || jpeg === null ? null : { jpeg, atMs: newest.atMs };
}

/** When the kept picture was taken, epoch ms; null when there is none. */
export const keptPictureAtMs = async (folder: string): Promise<number | null> => (await newestOf(folder))?.atMs ?? null;

/** Of several of the same moment the first, which is decoded already. */
async function newestOf(
  folder: string,
  names: readonly string[] = [pictureName, decodedName, clipName],
): Promise<{ name: string; atMs: number } | null> {
  const found = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ mtimeMs }) => ({ name, atMs: Math.round(mtimeMs) }),
        () => null,
      ),
    ),
  );
  return found.reduce((best, one) => (one !== null && (best === null || one.atMs > best.atMs) ? one : best), null);
}

async function decodeClip(folder: string, ffmpegPath: string): Promise<void> {
  // Another request may have had it decoded meanwhile.
  const clip = await newestOf(folder);
  if (clip?.name !== clipName) return;
  const bytes = await readFile(join(folder, clipName)).catch(() => null);
  const next = join(folder, "asked.next.jpg");
  if (bytes === null) return;
  if ((await cut(ffmpegPath, next, [bytes])) === null) return rm(next, { force: true });
  await replace(next, join(folder, decodedName), clip.atMs);
}

/** In one step; the time of the file is that of the picture. */
async function replace(next: string, file: string, atMs: number): Promise<void> {
  await utimes(next, atMs / 1_000, atMs / 1_000);
  await rename(next, file);
}

/** Keeps the key picture of a clip as it is, to be decoded if it is asked for. @returns when it was taken; null when there is none */
export async function keepClip(folder: string, { initialization, fragments }: Clip): Promise<number | null> {
  const [key] = fragments;
  if (key === undefined) return null;
  const next = join(folder, "last.next.mp4");
  await writeFile(next, Buffer.concat([initialization, mediaOf(key)]));
  const atMs = Math.round(key.arrivedAtMs);
  await replace(next, join(folder, clipName), atMs);
  return atMs;
}

/**
 * Cuts a picture from a clip and keeps it, in place of the one before, in one step.
 * @param which "first": the key picture, cheap · "last": every picture is decoded, so that it is truly the last
 * @returns null when nothing could be cut (the one before stays)
 */
export async function keepPicture(
  ffmpegPath: string,
  folder: string,
  clip: Clip,
  which: "first" | "last",
): Promise<Cut | null> {
  const fragments = which === "first" ? clip.fragments.slice(0, 1) : clip.fragments;
  const taken = fragments.at(-1);
  if (taken === undefined) return null;
  const next = join(folder, "last.next.jpg");
  const thumbnail = await cut(ffmpegPath, next, [clip.initialization, ...fragments.map(mediaOf)]);
  if (thumbnail === null) {
    await rm(next, { force: true });
    return null;
  }
  const atMs = Math.round(taken.arrivedAtMs);
  await replace(next, join(folder, pictureName), atMs);
  return { atMs, thumbnail };
}

/** Writes the last picture of `parts` to a file and gives its thumbnail; null when there was no picture in them. */
function cut(ffmpegPath: string, file: string, parts: readonly Buffer[]): Promise<Buffer | null> {
  const size = thumbnailWidth * thumbnailHeight;
  return new Promise((resolve) => {
    const child = spawn(
      ffmpegPath,
      [
        ...["-v", "error", "-nostdin", "-threads", "1", "-f", "mp4", "-i", "pipe:0"],
        ...["-map", "0:v", "-fps_mode", "passthrough", "-q:v", "4", "-update", "1", "-y", file],
        ...["-map", "0:v", "-fps_mode", "passthrough", "-f", "rawvideo"],
        ...["-vf", `scale=${thumbnailWidth}:${thumbnailHeight}:flags=area,format=gray`, "pipe:1"],
      ],
      { stdio: ["pipe", "pipe", "ignore"], windowsHide: true },
    );
    // Sixteen cameras that went away together must not be in their own way when they come back.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    const timer = setTimeout(() => child.kill("SIGKILL"), slowestCutMs);
    let last = Buffer.alloc(0);
    child.stdout.on("data", (chunk: Buffer) => {
      const joined = Buffer.concat([last, chunk]);
      // Only the last whole picture and the beginning of the next are kept.
      const whole = Math.floor(joined.length / size);
      last = whole > 1 ? joined.subarray((whole - 1) * size) : joined;
    });
    const finish = (isCut: boolean) => {
      clearTimeout(timer);
      resolve(isCut && last.length >= size ? last.subarray(0, size) : null);
    };
    child.on("error", () => finish(false));
    child.on("close", (exit) => finish(exit === 0));
    child.stdin.on("error", () => undefined);
    child.stdin.end(Buffer.concat(parts));
  });
}
