import { performance } from "node:perf_hooks";
import type { CameraStream } from "./camera-stream.ts";
import { type Clip, keepPicture, newestClip } from "./last-picture.ts";

/** A live camera's picture is kept this often, in case the machine itself goes down. */
const everyMs = 10_000;
/** Cutting costs a quarter of a second of a core: with many cameras each one's turn comes less often. */
const pauseMs = 2_500;

/**
 * Cuts last pictures one at a time. Clips of cameras that just went away come first; there is at most one a camera,
 * a newer one takes its place. Live cameras follow in turn, the one whose picture is oldest first.
 */
export class PictureQueue {
  readonly #ffmpegPath: string | null;
  readonly #lastClips = new Map<CameraStream, Clip>();
  readonly #cutAt = new Map<CameraStream, number>();
  #work: Promise<void> | null = null;
  #pausedUntil = 0;

  constructor(ffmpegPath: string | null) {
    this.#ffmpegPath = ffmpegPath;
  }

  get isCutting(): boolean {
    return this.#work !== null;
  }

  keepLast(stream: CameraStream, clip: Clip): void {
    this.#lastClips.set(stream, clip);
    this.#next([]);
  }

  /** To be called now and then with all cameras. */
  tick(streams: readonly CameraStream[]): void {
    this.#next(streams);
  }

  /** Resolves once the clips of ended streams are cut; live ones no longer count. */
  async drain(): Promise<void> {
    while (this.#work !== null) await this.#work;
  }

  #next(streams: readonly CameraStream[]): void {
    const ffmpegPath = this.#ffmpegPath;
    if (ffmpegPath === null || this.#work !== null) return;
    const [last] = this.#lastClips;
    const job = last === undefined ? this.#cutLive(ffmpegPath, streams) : this.#cutLast(ffmpegPath, ...last);
    if (job === null) return;
    this.#work = job
      .catch(() => undefined)
      .then(() => {
        this.#work = null;
        if (this.#lastClips.size > 0) this.#next([]);
      });
  }

  async #cutLast(ffmpegPath: string, stream: CameraStream, clip: Clip): Promise<void> {
    this.#lastClips.delete(stream);
    const atMs = await keepPicture(ffmpegPath, stream.folder, clip, "last");
    if (atMs !== null) stream.setLastPicture(atMs);
  }

  #cutLive(ffmpegPath: string, streams: readonly CameraStream[]): Promise<void> | null {
    const now = performance.now();
    if (now < this.#pausedUntil) return null;
    const cutAt = (stream: CameraStream) => this.#cutAt.get(stream) ?? Number.NEGATIVE_INFINITY;
    const due = streams
      .filter((stream) => stream.isLive && now - cutAt(stream) > everyMs)
      .sort((a, b) => cutAt(a) - cutAt(b))[0];
    if (due === undefined) return null;
    this.#cutAt.set(due, now);
    this.#pausedUntil = now + pauseMs;
    return newestClip(due.liveFolder, due.newestPictureAtMs).then(async (clip) => {
      if (clip === null || this.#lastClips.has(due)) return;
      const atMs = await keepPicture(ffmpegPath, due.folder, clip, "first");
      if (atMs !== null) due.setLastPicture(atMs);
    });
  }
}
