export type FollowsRepository = {
  /** The series that an account follows, in its order; null: it has never chosen. */
  of(account: string): Promise<readonly string[] | null>;
  /** Written on the disk itself. @param series null: forgotten, as if nothing was ever chosen. Rejects with store.full, store.failed. */
  set(account: string, series: readonly string[] | null, atMs: number): Promise<void>;
};
