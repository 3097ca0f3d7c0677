import type { Fragment } from "./fragments.ts";
import type { Cut } from "./last-picture.ts";

/** A picture that says "as before" takes this much at most, box heads counted; or this share of a key picture. */
const smallBytes = 450;
const smallShare = 0.015;
/** A camera whose clock counts seconds in the picture has something larger than that every second. */
const suspectedAfterMs = 3_000;
/** Two key pictures that are alike prove it when this much lies between them: more than the second that a clock counts. */
const provenOverMs = 1_500;
/**
 * A picture that stood still and then moved again by itself was a quiet scene, or a recording that is played in a loop: from then on it
 * must stand still for longer to be called frozen, so that such a camera is not called frozen and live in turn. Forgotten once nothing of
 * the kind was seen for so long.
 */
const onceMovedAfterMs = 25_000;
const onceMovedForMs = 10 * 60_000;
const thumbnailTolerance = 10;
/** An encoder that has just begun refines its first group, of whatever it sees: judged from the next key picture on, or after this long. */
const settledAfterMs = 2_000;

/**
 * Finds out whether a stream repeats one picture. The sizes of its encoded pictures cost nothing and raise the suspicion;
 * only then key pictures are decoded and compared, which proves it. The first picture of another size clears it.
 */
export class RepeatWatch {
  #keyBytes = 0;
  #firstAtMs: number | null = null;
  #beganAtMs: number | null = null;
  #newestAtMs = 0;
  #movedAtMs = 0;
  #seen: Cut | null = null;
  #sinceMs: number | null = null;
  /** When it last moved again after a while in which it looked frozen. */
  #resumedAtMs: number | null = null;

  /** Epoch ms of the first of the pictures that are all the same; null unless that is proven. */
  get sinceMs(): number | null {
    return this.#sinceMs;
  }

  /** Whether anything in it moved since it began. */
  get hasMoved(): boolean {
    return this.#movedAtMs > 0;
  }

  reset(): void {
    this.#keyBytes = 0;
    this.#firstAtMs = null;
    this.#beganAtMs = null;
    this.#movedAtMs = 0;
    this.#seen = null;
    this.#sinceMs = null;
  }

  add(fragment: Fragment): void {
    const bytes = fragment.message.length;
    if (this.#beganAtMs === null) {
      const isFirst = this.#firstAtMs === null;
      this.#firstAtMs ??= fragment.arrivedAtMs;
      if (isFirst || (!fragment.isKey && fragment.arrivedAtMs - this.#firstAtMs < settledAfterMs)) return;
    }
    this.#beganAtMs ??= fragment.arrivedAtMs;
    this.#newestAtMs = fragment.arrivedAtMs;
    const small = Math.max(smallBytes, this.#keyBytes * smallShare);
    // Key pictures of one repeated picture hardly differ in size; where all are key pictures, nothing else tells.
    const isMoving = fragment.isKey ? this.#keyBytes > 0 && Math.abs(bytes - this.#keyBytes) > small : bytes > small;
    if (fragment.isKey) this.#keyBytes = bytes;
    if (!isMoving) return;
    this.#noteQuiet(fragment.arrivedAtMs, this.#beganAtMs);
    this.#movedAtMs = fragment.arrivedAtMs;
    this.#seen = null;
    this.#sinceMs = null;
  }

  /** It moves again: what stood still for long enough to be called frozen, or would have been, was a quiet scene. */
  #noteQuiet(atMs: number, beganAtMs: number): void {
    const stoodMs = atMs - Math.max(beganAtMs, this.#movedAtMs);
    if (this.#sinceMs !== null || (this.#wasQuiet && stoodMs >= suspectedAfterMs)) this.#resumedAtMs = atMs;
  }

  /** It stood still before, and moved again, not long ago. */
  get #wasQuiet(): boolean {
    return this.#resumedAtMs !== null && this.#newestAtMs - this.#resumedAtMs < onceMovedForMs;
  }

  /** By the time of its own pictures, which may have been taken a while ago. */
  get isSuspected(): boolean {
    const afterMs = this.#wasQuiet ? onceMovedAfterMs : suspectedAfterMs;
    return this.#beganAtMs !== null && this.#newestAtMs - Math.max(this.#beganAtMs, this.#movedAtMs) >= afterMs;
  }

  /** Takes a decoded key picture. */
  compare(cut: Cut): void {
    if (this.#beganAtMs === null || cut.atMs < this.#movedAtMs) return;
    if (this.#seen === null || differs(this.#seen.thumbnail, cut.thumbnail)) {
      if (this.#sinceMs !== null) this.#noteQuiet(cut.atMs, this.#beganAtMs);
      this.#seen = cut;
      this.#sinceMs = null;
      return;
    }
    const stillSinceMs = Math.max(this.#beganAtMs, this.#movedAtMs);
    if (this.#wasQuiet && cut.atMs - stillSinceMs < onceMovedAfterMs) return;
    if (cut.atMs - this.#seen.atMs >= provenOverMs) this.#sinceMs ??= stillSinceMs;
  }
}

/** Whether two thumbnails (gray, same size) show different pictures: the same picture encoded anew differs by less. */
export function differs(before: Buffer, after: Buffer): boolean {
  if (before.length !== after.length) return true;
  for (let at = 0; at < after.length; at += 1)
    if (Math.abs((after[at] ?? 0) - (before[at] ?? 0)) > thumbnailTolerance) return true;
  return false;
}
