import { createHash, randomBytes } from "node:crypto";
import type { Account } from "./account-mask.ts";

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

/**
 * The Authorization header for a challenge: digest (MD5, RFC 2069 and 2617, as cameras speak it) where it is offered, else basic.
 * @param challenges values of WWW-Authenticate
 * @param target what is asked for: the whole address in RTSP, path and query in HTTP
 * @returns null where neither is offered
 */
export function authorizationFor(
  challenges: readonly string[],
  method: string,
  target: string,
  account: Account,
): string | null {
  const digest = challenges.find((one) => /^digest /i.test(one) && !/algorithm="?sha/i.test(one));
  if (digest === undefined) {
    if (!challenges.some((one) => /^basic/i.test(one))) return null;
    return `Basic ${Buffer.from(`${account.username}:${account.password}`).toString("base64")}`;
  }
  const part = (name: string) => new RegExp(`\\b${name}="?([^",]*)`, "i").exec(digest)?.[1] ?? "";
  const [realm, nonce, opaque] = [part("realm"), part("nonce"), part("opaque")];
  const secret = md5(`${account.username}:${realm}:${account.password}`);
  const what = md5(`${method}:${target}`);
  const fields = [`username="${account.username}"`, `realm="${realm}"`, `nonce="${nonce}"`, `uri="${target}"`];
  if (opaque !== "") fields.push(`opaque="${opaque}"`);
  if (!/\bauth\b/.test(part("qop")))
    return `Digest ${[...fields, `response="${md5(`${secret}:${nonce}:${what}`)}"`].join(", ")}`;
  const own = randomBytes(8).toString("hex");
  const response = md5(`${secret}:${nonce}:00000001:${own}:auth:${what}`);
  return `Digest ${[...fields, "qop=auth", "nc=00000001", `cnonce="${own}"`, `response="${response}"`].join(", ")}`;
}
