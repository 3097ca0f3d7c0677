import type { Follows } from "#contract/follows/http.ts";

/** What an account follows, in its order, and its own limits of these. */
export type Followed = { series: readonly string[]; limits: Follows["limits"] };

export type FollowsRepository = {
  /** null: it has never chosen. */
  of(account: string): Promise<Followed | null>;
  /** Written on the disk itself. @param followed null: forgotten, as if nothing was ever chosen. Rejects with store.full, store.failed. */
  set(account: string, followed: Followed | null, atMs: number): Promise<void>;
};
