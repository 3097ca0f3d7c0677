import type { CameraView } from "#contract/entities/camera.ts";
import type { CodedMessage } from "#contract/errors.ts";

/** No new picture for this long is frozen. */
export const frozenAfterMs = 4_000;
/** When the gateway says that the camera is gone, what is still in the buffer is played out, and no longer than this. */
const outlastsMs = 1_000;
/** When the gateway has pictures again, this screen has them within this time, or it is itself what stands still. */
const returnsWithinMs = 8_000;
/** Pictures that arrive but do not change for this long are one picture repeated. */
export const repeatsAfterMs = 10_000;

/** What the video element was seen to do. All times are of the page's monotonic clock, ms; null: never. */
export type Observation = {
  /** When a new picture was last shown. */
  pictureAt: number | null;
  /** When the shown picture last differed from the one before. */
  changedAt: number | null;
  /** Age of the picture that is shown, by the time at which it reached the gateway, ms. */
  delayMs: number | null;
};

/** What a tile says of its camera; times are epoch ms on the core's clock. */
export type Presentation =
  | { kind: "connecting" }
  | { kind: "live"; delayMs: number | null }
  | { kind: "frozen"; sinceMs: number }
  | { kind: "last-picture"; sinceMs: number }
  | { kind: "no-signal"; sinceMs: number; reason: CodedMessage | null }
  | { kind: "wrong-password"; sinceMs: number; reason: CodedMessage | null }
  | { kind: "unsupported"; sinceMs: number; reason: CodedMessage | null };

/**
 * LIVE is what new pictures on this very screen prove, whatever the gateway says; without them the gateway's word
 * explains why. So a tile can neither keep saying LIVE over a dead buffer nor blame a camera for a dead screen.
 * @param now the page's monotonic clock, ms
 * @param coreNowMs epoch ms on the core's clock at that moment
 * @param hasKept whether a kept picture of the camera is there to be shown
 */
export function present(
  view: CameraView | undefined,
  seen: Observation,
  now: number,
  coreNowMs: number,
  hasKept: boolean,
): Presentation {
  const atMs = (monotonic: number) => Math.round(coreNowMs - (now - monotonic));
  // The gateway compares pictures that this screen may not have looked at for long enough.
  if (view?.state === "frozen" && view.reason?.code === "camera.repeats")
    return { kind: "frozen", sinceMs: view.sinceMs };
  const silentMs = seen.pictureAt === null ? Number.POSITIVE_INFINITY : now - seen.pictureAt;
  const isDenied = view !== undefined && view.state !== "ok" && view.state !== "connecting" && view.state !== "idle";
  if (silentMs <= (isDenied ? outlastsMs : frozenAfterMs)) {
    const isRepeating = seen.changedAt !== null && now - seen.changedAt > repeatsAfterMs;
    return isRepeating && seen.changedAt !== null
      ? { kind: "frozen", sinceMs: atMs(seen.changedAt) }
      : { kind: "live", delayMs: seen.delayMs };
  }
  const { state, sinceMs, reason } = view ?? { state: "connecting" as const, sinceMs: coreNowMs, reason: null };
  switch (state) {
    case "wrong-password":
      return { kind: "wrong-password", sinceMs, reason };
    case "unsupported":
      return { kind: "unsupported", sinceMs, reason };
    case "gateway-missing":
      return { kind: "no-signal", sinceMs, reason };
    case "no-signal":
      return hasKept ? { kind: "last-picture", sinceMs } : { kind: "no-signal", sinceMs, reason };
    case "frozen":
      return { kind: "frozen", sinceMs };
    default: {
      if (seen.pictureAt === null) return { kind: "connecting" };
      // The camera is back and its first pictures are on their way: what stood still before says nothing of it.
      const isReturning = state === "ok" && atMs(seen.pictureAt) < sinceMs && coreNowMs - sinceMs < returnsWithinMs;
      return isReturning ? { kind: "connecting" } : { kind: "frozen", sinceMs: atMs(seen.pictureAt) };
    }
  }
}

/** Whether two presentations read the same on a tile: a delay counts by the tenth of a second. */
export function readsSame(a: Presentation, b: Presentation): boolean {
  const told = (p: Presentation) => (p.kind === "live" && p.delayMs !== null ? Math.round(p.delayMs / 100) : 0);
  const since = (p: Presentation) => ("sinceMs" in p ? Math.round(p.sinceMs / 1_000) : 0);
  const reason = (p: Presentation) => ("reason" in p ? JSON.stringify(p.reason) : "");
  return a.kind === b.kind && told(a) === told(b) && since(a) === since(b) && reason(a) === reason(b);
}
