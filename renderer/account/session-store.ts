import { makeStore } from "../state/store.ts";

/**
 * How this browser's session of a person stands. unwatched: there is none, as with a token's link, or it is not known yet · open · locked:
 * nothing was done for too long, and nothing of the site may be on the page · ended: it is over, for whatever reason.
 */
export type WatchedSession =
  | { phase: "unwatched" }
  | { phase: "open"; name: string; fullName: string; idleLockMs: number | null }
  | { phase: "locked"; name: string; fullName: string; idleLockMs: number | null }
  | { phase: "ended" };

export const sessionStore = makeStore<WatchedSession>({ phase: "unwatched" });

/** What a locked page leads to while the core, which alone can unlock it, is not there: what was kept for that; null: there is nothing. */
export const keptWayStore = makeStore<(() => void) | null>(null);
