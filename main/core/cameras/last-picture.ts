import { spawn } from "node:child_process";
import { readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { playlistName } from "./ffmpeg-arguments.ts";
import type { KeptPicture } from "./gateway-interface.ts";
import { parsePlaylist } from "./playlist.ts";

const pictureName = "last.jpg";
const slowestCutMs = 10_000;

/** A piece of video from which a picture can be cut: a key picture first, all in memory, as the files may go at any time. */
export type Clip = {
  bytes: Buffer;
  startedAtMs: number;
  endedAtMs: number;
};

/** The picture kept of a camera and when it was taken; null when there is none. The time is that of the file. */
export async function keptPicture(folder: string): Promise<KeptPicture | null> {
  try {
    const file = join(folder, pictureName);
    const [jpeg, { mtimeMs }] = await Promise.all([readFile(file), stat(file)]);
    return { jpeg, atMs: Math.round(mtimeMs) };
  } catch {
    return null;
  }
}

/** When the kept picture was taken, epoch ms; null when there is none. */
export const keptPictureAtMs = (folder: string): Promise<number | null> =>
  stat(join(folder, pictureName)).then(
    ({ mtimeMs }) => Math.round(mtimeMs),
    () => null,
  );

/**
 * The newest complete segment of a live folder.
 * @param newestPictureAtMs when the newest picture came: a segment closed by a timeout ends with it, not with the closing
 */
export async function newestClip(liveFolder: string, newestPictureAtMs: number): Promise<Clip | null> {
  try {
    const numbers = (await readdir(liveFolder)).flatMap((name) => /^s([0-9]+)\.m4s$/.exec(name)?.[1] ?? []).map(Number);
    if (numbers.length === 0) return null;
    const name = `s${Math.max(...numbers)}.m4s`;
    const [init, segment, { mtimeMs }, list] = await Promise.all([
      readFile(join(liveFolder, "init.mp4")),
      readFile(join(liveFolder, name)),
      stat(join(liveFolder, name)),
      readFile(join(liveFolder, playlistName), "utf8").catch(() => ""),
    ]);
    const endedAtMs = Math.round(Math.min(mtimeMs, newestPictureAtMs));
    const durationMs = parsePlaylist(list).segments.find((s) => s.name === name)?.durationMs ?? 1_000;
    return { bytes: Buffer.concat([init, segment]), startedAtMs: endedAtMs - durationMs, endedAtMs };
  } catch {
    return null;
  }
}

/**
 * Cuts a picture from a clip and keeps it, in place of the one before, in one step.
 * @param which "first": the key picture, cheap · "last": every picture is decoded, so that it is truly the last
 * @returns when the picture was taken, epoch ms; null when nothing could be cut (the one before stays)
 */
export async function keepPicture(
  ffmpegPath: string,
  folder: string,
  clip: Clip,
  which: "first" | "last",
): Promise<number | null> {
  const next = join(folder, "last.next.jpg");
  const isCut = await cut(ffmpegPath, next, clip.bytes, which);
  if (!isCut) {
    await rm(next, { force: true });
    return null;
  }
  const atMs = which === "first" ? clip.startedAtMs : clip.endedAtMs;
  await utimes(next, atMs / 1_000, atMs / 1_000);
  await rename(next, join(folder, pictureName));
  return atMs;
}

function cut(ffmpegPath: string, file: string, bytes: Buffer, which: "first" | "last"): Promise<boolean> {
  const input = which === "first" ? ["-skip_frame", "nokey", "-i", "pipe:0", "-frames:v", "1"] : ["-i", "pipe:0"];
  return new Promise((resolve) => {
    const child = spawn(
      ffmpegPath,
      [
        ...["-v", "error", "-nostdin", "-threads", "1", "-f", "mp4", ...input],
        ...["-fps_mode", "passthrough", "-q:v", "4", "-update", "1", "-y", file],
      ],
      { stdio: ["pipe", "ignore", "ignore"], windowsHide: true },
    );
    const timer = setTimeout(() => child.kill("SIGKILL"), slowestCutMs);
    const finish = (isCut: boolean) => {
      clearTimeout(timer);
      resolve(isCut);
    };
    child.on("error", () => finish(false));
    child.on("close", (exit) => finish(exit === 0));
    child.stdin.on("error", () => undefined);
    child.stdin.end(bytes);
  });
}
