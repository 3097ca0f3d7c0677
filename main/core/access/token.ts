import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 32 random bytes, base64url: 43 characters that cannot be guessed, so a plain SHA-256 is enough to keep it. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** SHA-256, hex. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
