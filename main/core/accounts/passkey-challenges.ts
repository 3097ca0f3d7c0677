import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { isSame } from "../access/token.ts";

/** Long enough for a key that lies in a drawer; WebAuthn recommends 5 to 10 minutes where somebody has to prove who he is. */
export const challengeLastsMs = 5 * 60_000;
/** Remembered until they are over by themselves, so that nobody answers twice: some hundred sign-ins a minute. */
const mostSpent = 2_000;

/** What an answer is for: to sign in as whoever has the passkey (""), or as one account alone; to add a passkey to an account. */
export type Purpose = `sign-in.${string}` | `add.${string}`;

/**
 * Challenges that nothing is kept of until they are answered well: a stranger who asks for a million of them fills nothing up and pushes nobody
 * else's out. Each says until when it is good and for what, sealed by a key; good once.
 */
export type PasskeyChallenges = {
  /** At most 100 characters; its bytes are what the authenticator signs. */
  make(purpose: Purpose): string;
  /** Whether it is one of ours, for this purpose, not over and not spent. */
  isGood(challenge: string, purpose: Purpose): boolean;
  /** To be called when an answer was verified. @returns false where another one was first, or too many are remembered */
  spend(challenge: string): boolean;
};

/** @param options.key the one that signs sessions: from it, one of its own is made */
export function createPasskeyChallenges(options: { key: Buffer; now(): number }): PasskeyChallenges {
  const { now } = options;
  const key = Buffer.from(hkdfSync("sha256", options.key, "", "passkey challenges", 32));
  /** Until when each is remembered. */
  const spent = new Map<string, number>();
  const sealOf = (nonce: string, until: string, purpose: Purpose) =>
    createHmac("sha256", key).update(`${nonce}.${until}.${purpose}`).digest("base64url");

  return {
    make(purpose) {
      const nonce = randomBytes(16).toString("base64url");
      const until = (now() + challengeLastsMs).toString(36);
      return `${nonce}.${until}.${sealOf(nonce, until, purpose)}`;
    },
    isGood(challenge, purpose) {
      const [nonce = "", until = "", seal = "", ...more] = challenge.split(".");
      if (more.length > 0 || !/^[0-9a-z]{1,12}$/.test(until)) return false;
      const untilMs = Number.parseInt(until, 36);
      return untilMs > now() && isSame(seal, sealOf(nonce, until, purpose)) && !spent.has(challenge);
    },
    spend(challenge) {
      const nowMs = now();
      for (const [known, untilMs] of spent) if (untilMs <= nowMs) spent.delete(known);
      if (spent.has(challenge) || spent.size >= mostSpent) return false;
      spent.set(challenge, nowMs + challengeLastsMs);
      return true;
    },
  };
}
