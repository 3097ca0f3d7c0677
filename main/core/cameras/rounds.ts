import { performance } from "node:perf_hooks";
import type { Camera } from "./camera.ts";
import { isOfSecret } from "./secret-failure.ts";

/** Cameras that nobody watches are asked how they are: this many at a time, each one this often. */
const askedAtOnce = 8;
const askEveryMs = 45_000;
/** A camera locks an account after a few wrong passwords. */
const askRefusedEveryMs = 300_000;
/** One whose password is not set yet was not asked at all: it is to be known soon after that is done. */
const askMissingEveryMs = 5_000;
/** And visited for a picture, one at a time, with a rest this many times as long as the visit took. */
const restFactor = 3;
const shortestRestMs = 1_000;
const visitEveryMs = 120_000;

type DueTimes = WeakMap<Camera, number>;
const isDue = (at: DueTimes, now: number) => (camera: Camera) => !camera.isWanted && now >= (at.get(camera) ?? 0);
const byDueTime = (at: DueTimes) => (one: Camera, other: Camera) => (at.get(one) ?? 0) - (at.get(other) ?? 0);

/**
 * Goes round the cameras that nobody watches, so that the state of each is known and each has a fresh picture, while at most
 * one of them is open. Asking opens none.
 */
export class Rounds {
  #cameras: readonly Camera[] = [];
  readonly #mayVisit: () => boolean;
  readonly #asking = new Set<Camera>();
  readonly #askAt = new WeakMap<Camera, number>();
  readonly #visitAt = new WeakMap<Camera, number>();
  #visiting: Promise<void> | null = null;
  #restUntil = 0;

  /** @param mayVisit whether one more stream may be opened for that */
  constructor(mayVisit: () => boolean) {
    this.#mayVisit = mayVisit;
  }

  /** Goes round these from now on; new ones are asked next. None: nobody is asked any more. */
  take(cameras: Iterable<Camera>): void {
    this.#cameras = [...cameras];
  }

  /** To be called about twice a second. */
  tick(): void {
    const now = performance.now();
    this.#askDue(now);
    if (this.#visiting !== null || now < this.#restUntil || !this.#mayVisit()) return;
    const [next] = this.#cameras
      .filter((camera) => camera.isKnownWell && !this.#asking.has(camera))
      .filter(isDue(this.#visitAt, now))
      .sort(byDueTime(this.#visitAt));
    if (next === undefined) return;
    this.#visiting = next.visit().then(() => {
      const doneAt = performance.now();
      this.#visiting = null;
      this.#visitAt.set(next, doneAt + visitEveryMs);
      this.#restUntil = doneAt + Math.max(shortestRestMs, (doneAt - now) * restFactor);
    });
  }

  /** The place of one that has answered is another's at once: of hundreds of cameras each is known as soon as can be. */
  #askDue(now: number): void {
    const places = askedAtOnce - this.#asking.size;
    if (places <= 0) return;
    const due = this.#cameras.filter((camera) => !this.#asking.has(camera)).filter(isDue(this.#askAt, now));
    for (const camera of due.sort(byDueTime(this.#askAt)).slice(0, places)) {
      this.#asking.add(camera);
      void camera.askState().then((state) => {
        this.#asking.delete(camera);
        const isMissing = isOfSecret(camera.view.reason?.code);
        const pauseMs = state !== "wrong-password" ? askEveryMs : isMissing ? askMissingEveryMs : askRefusedEveryMs;
        const doneAt = performance.now();
        this.#askAt.set(camera, doneAt + pauseMs * (0.85 + 0.3 * Math.random()));
        this.#askDue(doneAt);
      });
    }
  }
}
