import { CodedError } from "#contract/errors.ts";
import { hashOf } from "../access/token.ts";
import type { CredentialsRepository, StoredFailures } from "./repository.ts";

/** In a row (TCVN 14423:2026, level 3: at most five). */
const mostFailures = 5;
/** Twice as long each time, until somebody signs in or it is unlocked: nobody is shut out for ever by a stranger's guesses. */
const firstLockMs = 30 * 60_000;
const longestLockMs = 24 * 3_600_000;
/** Failures that are as old are forgotten. */
const rememberedForMs = 2 * longestLockMs;
/** Names that nobody has: they are locked as others are, so that nobody can tell them from those that somebody has. */
const mostUnknown = 20_000;

export type LockOut = {
  /** @throws CodedError sign-in.locked */
  check(name: string): Promise<void>;
  fail(name: string, isKnown: boolean): Promise<void>;
  /** Somebody has signed in, or was let in again. */
  forget(name: string): Promise<void>;
  /** Until when a name is locked; undefined: it is not. */
  lockedUntilMs(name: string): Promise<number | undefined>;
  /** The same of all names that are somebody's. */
  allLocked(): Promise<(name: string) => number | undefined>;
};

/** Counts wrong passwords and codes by the name that was given. The counts outlive the run. */
export function createLockOut(options: {
  repository: Pick<CredentialsRepository, "failuresOf" | "failuresOfKnown" | "noteFailures" | "forgetFailures">;
  now(): number;
}): LockOut {
  const { repository, now } = options;
  const keyOf = (name: string) => hashOf(`sign-in ${name}`);
  const untilOf = (found: StoredFailures | undefined): number | undefined =>
    found?.lockedUntilMs != null && found.lockedUntilMs > now() ? found.lockedUntilMs : undefined;
  const lockedUntilMs = async (name: string) => untilOf(await repository.failuresOf(keyOf(name)));
  return {
    lockedUntilMs,
    async check(name) {
      const untilMs = await lockedUntilMs(name);
      if (untilMs !== undefined)
        throw new CodedError("sign-in.locked", { minutes: Math.ceil((untilMs - now()) / 60_000) });
    },
    async fail(name, isKnown) {
      const key = keyOf(name);
      const nowMs = now();
      const found = await repository.failuresOf(key);
      const isRecent = found !== undefined && nowMs - found.lastAtMs < rememberedForMs;
      const failures = (isRecent ? found.failures : 0) + 1;
      const locks = isRecent ? found.locks : 0;
      const isLocked = failures >= mostFailures;
      await repository.noteFailures(
        key,
        isKnown,
        {
          failures: isLocked ? 0 : failures,
          locks: isLocked ? locks + 1 : locks,
          lastAtMs: nowMs,
          lockedUntilMs: isLocked ? nowMs + Math.min(firstLockMs * 2 ** locks, longestLockMs) : null,
        },
        mostUnknown,
      );
    },
    forget: (name) => repository.forgetFailures(keyOf(name)),
    async allLocked() {
      const all = await repository.failuresOfKnown();
      return (name) => untilOf(all.get(keyOf(name)));
    },
  };
}
