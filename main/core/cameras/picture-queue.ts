import { performance } from "node:perf_hooks";
import { type Cut, keepClip, keepPicture } from "./last-picture.ts";
import type { Clip } from "./picture-buffer.ts";

/** A live camera's picture is kept this often as it came, in case the machine itself goes down; at any other end the last one is cut. */
const everyMs = 60_000;
/** One that may be repeating its picture is looked at this often, to be found out within 10 s. */
const suspectedEveryMs = 2_500;
/** What the queue needs of a camera. */
export type Sitter = {
  readonly folder: string;
  /** Pictures arrive now. */
  readonly isLive: boolean;
  /** It may be repeating one picture: worth comparing. */
  readonly isSuspected: boolean;
  clip(): Clip | null;
  /** @param isLive false: cut from what was left when the pictures ended */
  onCut(cut: Cut, isLive: boolean): void;
  /** A newer picture is kept. @param atMs when it was taken, epoch ms */
  setLastPicture(atMs: number): void;
};

/**
 * Cuts pictures one at a time. Clips of cameras that just went away come first; there is at most one a camera, a newer
 * one takes its place. Then those that may be repeating one picture; then all live ones in turn, the oldest first, which
 * are not decoded.
 */
export class PictureQueue {
  readonly #ffmpegPath: string | null;
  readonly #lastClips = new Map<Sitter, Clip>();
  /** When a key picture was kept as it came, and when one was decoded. */
  readonly #keptAt = new WeakMap<Sitter, number>();
  readonly #cutAt = new WeakMap<Sitter, number>();
  #work: Promise<void> | null = null;

  constructor(ffmpegPath: string | null) {
    this.#ffmpegPath = ffmpegPath;
  }

  keepLast(sitter: Sitter, clip: Clip): void {
    this.#lastClips.set(sitter, clip);
    this.#next([]);
  }

  /** To be called now and then with all cameras. */
  tick(sitters: readonly Sitter[]): void {
    this.#next(sitters);
  }

  /** Cuts no more pictures of it. Resolves when none of its is being written. */
  async forget(sitter: Sitter): Promise<void> {
    this.#lastClips.delete(sitter);
    await this.#work;
  }

  /** Resolves once the clips of ended streams are cut; live ones no longer count. */
  async drain(): Promise<void> {
    while (this.#work !== null) await this.#work;
  }

  #next(sitters: readonly Sitter[]): void {
    const ffmpegPath = this.#ffmpegPath;
    if (ffmpegPath === null || this.#work !== null) return;
    const [last] = this.#lastClips;
    const job = last === undefined ? this.#cutLive(ffmpegPath, sitters) : this.#cutLast(ffmpegPath, ...last);
    if (job === null) return;
    this.#work = job
      .catch(() => undefined)
      .then(() => {
        this.#work = null;
        this.#next(this.#lastClips.size > 0 ? [] : sitters);
      });
  }

  async #cutLast(ffmpegPath: string, sitter: Sitter, clip: Clip): Promise<void> {
    this.#lastClips.delete(sitter);
    const cut = await keepPicture(ffmpegPath, sitter.folder, clip, "last");
    if (cut !== null) sitter.onCut(cut, false);
  }

  #cutLive(ffmpegPath: string, sitters: readonly Sitter[]): Promise<void> | null {
    const now = performance.now();
    const timesOf = ({ isSuspected }: Sitter) => (isSuspected ? this.#cutAt : this.#keptAt);
    const takenAt = (sitter: Sitter) => timesOf(sitter).get(sitter) ?? Number.NEGATIVE_INFINITY;
    const isDue = (sitter: Sitter) => now - takenAt(sitter) > (sitter.isSuspected ? suspectedEveryMs : everyMs);
    const [due] = sitters
      .filter((sitter) => sitter.isLive && isDue(sitter))
      .sort((a, b) => Number(b.isSuspected) - Number(a.isSuspected) || takenAt(a) - takenAt(b));
    const clip = due?.clip() ?? null;
    if (due === undefined || clip === null) return null;
    timesOf(due).set(due, now);
    if (!due.isSuspected)
      return keepClip(due.folder, clip).then((atMs) => {
        if (atMs !== null && !this.#lastClips.has(due)) due.setLastPicture(atMs);
      });
    return keepPicture(ffmpegPath, due.folder, clip, "first").then((cut) => {
      if (cut !== null && !this.#lastClips.has(due)) due.onCut(cut, true);
    });
  }
}
