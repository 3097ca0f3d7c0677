import { createHmac, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { isSame } from "./token.ts";

/** A browser stays signed in this long after it opened a link with a token. */
export const sessionLastsMs = 30 * 24 * 3_600_000;

/** So old is a cookie that is used before it is replaced. */
const renewedAfterMs = 24 * 3_600_000;

/** What stands behind a cookie: the token it was opened with, by the hash that is kept of it. */
export type Holder = { key: string; hash: string };

const Cookie = z
  .string()
  .max(200)
  .regex(/^[a-z0-9-]{1,40}\.[0-9]{1,15}\.[A-Za-z0-9_-]{43}$/);

/**
 * Signed cookies: nothing is kept of them, so there is nothing to fill up, and they outlive a restart of the core. The
 * signature covers the hash of the token, so a session ends with its token: at once when it is revoked, with the run
 * when it was one of a run. The key is not in the database: a copy of that alone opens nothing.
 */
export type Sessions = {
  /** @returns the cookie's value */
  sign(holder: Holder, nowMs: number): string;
  /** @returns the holder's key when the cookie is well-formed and not expired; `verify` it with the holder's hash */
  holderOf(cookie: string, nowMs: number): string | undefined;
  verify(cookie: string, holder: Holder): boolean;
  /** Whether a cookie that is used now is to be replaced, so that a browser that is in use never has to open its link again. */
  isToRenew(cookie: string, nowMs: number): boolean;
};

export function createSessions(key: Buffer): Sessions {
  const signature = (holder: Holder, expiresAtMs: string) =>
    createHmac("sha256", key).update(`${holder.key}.${expiresAtMs}.${holder.hash}`).digest("base64url");
  const partsOf = (cookie: string) => {
    const [holder = "", expiresAtMs = "", mac = ""] = cookie.split(".");
    return { holder, expiresAtMs, mac };
  };
  return {
    sign(holder, nowMs) {
      const expiresAtMs = String(nowMs + sessionLastsMs);
      return `${holder.key}.${expiresAtMs}.${signature(holder, expiresAtMs)}`;
    },
    holderOf(cookie, nowMs) {
      if (!Cookie.safeParse(cookie).success) return undefined;
      const { holder, expiresAtMs } = partsOf(cookie);
      return Number(expiresAtMs) > nowMs ? holder : undefined;
    },
    isToRenew(cookie, nowMs) {
      const expiresAtMs = Number(partsOf(cookie).expiresAtMs);
      return expiresAtMs > nowMs && expiresAtMs - nowMs < sessionLastsMs - renewedAfterMs;
    },
    verify(cookie, holder) {
      const parts = partsOf(cookie);
      return isSame(parts.mac, signature(holder, parts.expiresAtMs));
    },
  };
}

/**
 * The key that signs sessions, made with mode 0600 when absent. Losing it only means that browsers open their link
 * again, so a damaged one is replaced.
 *
 * @param file its path in the data folder; fails as the file system does when the folder cannot be written
 */
export async function loadSessionKey(file: string): Promise<Buffer> {
  const found = await readFile(file).catch(() => undefined);
  if (found?.length === 32) return found;
  const made = randomBytes(32);
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

/**
 * By which peers know something of this data folder again: 20 letters and figures that tell nothing of the key. Two machines with
 * folders of the same name are two, and a restored folder is the one it was.
 */
export const knownAs = (key: Buffer, what: string): string =>
  createHmac("sha256", key).update(`known-as.${what}`).digest("hex").slice(0, 20);
