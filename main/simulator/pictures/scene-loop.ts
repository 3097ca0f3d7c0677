import { spawn } from "node:child_process";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type SliceForm, sliceFormOf } from "./caption-slice.ts";
import { flvReader } from "./flv.ts";
import { payloadsOf } from "./rtp-packets.ts";
import { framesPerSecond, loopS, sceneArguments } from "./scene-encoder.ts";
import type { Pattern } from "./scenes.ts";
import type { Window } from "./views.ts";

/** Raised when a scene, a vehicle or the encoder changes, so that what is kept on disk is made anew. */
const edition = 2;
const pictureCount = loopS * framesPerSecond;
/** Where nothing came for this long ffmpeg hangs, or the machine does. */
const slowestPictureMs = 20_000;

/** A picture of the loop: its uppermost slice, and the payloads of all that follows it, ready to be sent. */
export type LoopPicture = { isKey: boolean; uppermost: Buffer; payloads: readonly Buffer[] };
export type ParameterSets = { sps: Buffer; pps: Buffer; form: SliceForm };

/** A scene of some seconds, encoded once; its end goes over into its beginning. */
export type SceneLoop = {
  /** Rejects where there will be no pictures. */
  begun: Promise<ParameterSets>;
  /** null until then. */
  readonly parameters: ParameterSets | null;
  readonly length: number;
  /** How many pictures are encoded. */
  readonly available: number;
  /** undefined: not encoded yet; null: nor will it be. */
  picture(index: number): LoopPicture | null | undefined;
  /** Called when there is a picture more, or it is known that none will follow. @returns its undo */
  onMore(listener: () => void): () => void;
  /** It ended before its time: the next who asks begins a new one. */
  readonly isBroken: boolean;
  /** Ends the encoding of it; what is encoded whole stays. */
  stop(): void;
};

/** Where the loop of a scene is kept, as ffmpeg wrote it. */
export const keptLoop = (folder: string, pattern: Pattern, window: Window | null): string =>
  join(folder, `${[pattern, ...(window === null ? [] : [window.name]), edition].join("-")}.flv`);

/**
 * The loop of a scene: from disk, where it was encoded before; else it is encoded now, at the pace at which it is shown, so that it can
 * be shown at once, and kept.
 * @param window what is shown of it; null: all
 * @param folder for what is kept
 * @param painted gives the folder in which the scene is painted, when it is
 */
export function openSceneLoop(
  pattern: Pattern,
  window: Window | null,
  { folder, ffmpegPath, painted }: { folder: string; ffmpegPath: string; painted(pattern: Pattern): Promise<string> },
): SceneLoop {
  const pictures: LoopPicture[] = [];
  const begun = Promise.withResolvers<ParameterSets>();
  // Nobody may be waiting for it.
  begun.promise.catch(() => undefined);
  const listeners = new Set<() => void>();
  let parameters: ParameterSets | null = null;
  let isBroken = false;
  let isStopped = false;
  let end = (): void => undefined;
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const giveUp = (error: unknown) => {
    isBroken = true;
    begun.reject(error);
    tell();
  };
  const reader = () =>
    flvReader({
      onParameterSets(sps, pps) {
        parameters = { sps, pps, form: sliceFormOf(sps, pps) };
        begun.resolve(parameters);
      },
      onPicture(units, isKey) {
        // Beside slices there is what the encoder says of itself.
        const [uppermost, ...others] = units.filter((unit) => ((unit[0] ?? 0) & 0x1f) <= 5);
        if (uppermost !== undefined && pictures.length < pictureCount)
          pictures.push({ isKey, uppermost, payloads: payloadsOf(others) });
        tell();
      },
    });
  const file = keptLoop(folder, pattern, window);

  const fromDisk = async (): Promise<boolean> => {
    const bytes = await readFile(file).catch(() => null);
    if (bytes === null) return false;
    try {
      reader()(bytes);
    } catch {
      // Told by the count.
    }
    if (pictures.length === pictureCount) return true;
    pictures.length = 0;
    return false;
  };

  const encode = async (): Promise<void> => {
    const scene = await painted(pattern);
    if (isStopped) throw new Error(`${pattern}: not wanted any more`);
    const child = spawn(ffmpegPath, sceneArguments(pattern, scene, window), {
      stdio: ["ignore", "pipe", "ignore"],
      windowsHide: true,
    });
    end = () => child.kill("SIGKILL");
    const parts: Buffer[] = [];
    const take = reader();
    let watch = setTimeout(end, slowestPictureMs);
    child.stdout.on("data", (bytes: Buffer) => {
      clearTimeout(watch);
      watch = setTimeout(end, slowestPictureMs);
      parts.push(bytes);
      try {
        take(bytes);
      } catch {
        end();
      }
    });
    await new Promise<void>((resolve) => {
      child.on("error", () => resolve());
      child.on("close", () => resolve());
    });
    clearTimeout(watch);
    if (pictures.length < pictureCount) throw new Error(`${pattern}: ffmpeg ended after ${pictures.length} pictures`);
    // Whole or not at all: half a scene would be kept for ever. One that cannot be kept is encoded again the next time.
    await writeFile(`${file}.next`, Buffer.concat(parts)).then(
      () => rename(`${file}.next`, file),
      () => undefined,
    );
  };

  void fromDisk()
    .then((isThere) => (isThere ? tell() : encode()))
    .catch(giveUp);
  return {
    begun: begun.promise,
    length: pictureCount,
    get parameters() {
      return parameters;
    },
    get available() {
      return pictures.length;
    },
    picture: (index) => pictures[index] ?? (isBroken ? null : undefined),
    onMore(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get isBroken() {
      return isBroken;
    },
    stop() {
      isStopped = true;
      end();
    },
  };
}
