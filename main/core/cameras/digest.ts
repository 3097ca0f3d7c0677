import { createHash, randomBytes } from "node:crypto";
import type { Account } from "./account-mask.ts";
import { type Challenge, challengesOf } from "./challenges.ts";

type Hash = { name: string; isSession: boolean };
/** RFC 7616, 6.1. MD5 first: every camera that offers it has been tried with it. */
const algorithms: readonly [name: string, hash: Hash][] = [
  ["md5", { name: "md5", isSession: false }],
  ["md5-sess", { name: "md5", isSession: true }],
  ["sha-256", { name: "sha256", isSession: false }],
  ["sha-256-sess", { name: "sha256", isSession: true }],
  ["sha-512-256", { name: "sha512-256", isSession: false }],
  ["sha-512-256-sess", { name: "sha512-256", isSession: true }],
];
const algorithmOf = ({ params }: Challenge): string => (params.get("algorithm") ?? "md5").toLowerCase();
const qopsOf = ({ params }: Challenge): string[] =>
  (params.get("qop") ?? "")
    .toLowerCase()
    .split(/[,\s]+/)
    .filter((one) => one !== "");

/** qop=auth-int alone is known; a qop that is something else altogether is not. */
const isKnownQop = (challenge: Challenge): boolean => {
  const qops = qopsOf(challenge);
  return qops.length === 0 || qops.some((one) => one === "auth" || one === "auth-int");
};

/**
 * The Authorization header for a challenge: digest where it is offered (RFC 2069, 2617, 7616), else basic.
 * @param headers values of WWW-Authenticate, read as latin1: a letter a byte, so that a realm in whatever letters goes back as it came
 * @param target what is asked for: the whole address in RTSP, path and query in HTTP; the question has no body
 * @returns to be written as latin1; null where nothing is offered that is known here
 */
export function authorizationFor(
  headers: readonly string[],
  method: string,
  target: string,
  account: Account,
): string | null {
  const challenges = challengesOf(headers);
  const digests = challenges.filter((one) => one.scheme === "digest" && one.params.has("nonce") && isKnownQop(one));
  for (const [name, hash] of algorithms) {
    const digest = digests.find((one) => algorithmOf(one) === name);
    if (digest !== undefined) return digestOf(digest, hash, method, bytesOf(target), account);
  }
  if (!challenges.some(({ scheme }) => scheme === "basic")) return null;
  return `Basic ${Buffer.from(`${account.username}:${account.password}`).toString("base64")}`;
}

function digestOf(challenge: Challenge, hash: Hash, method: string, target: string, account: Account): string {
  const h = (text: string): string => createHash(hash.name).update(text, "latin1").digest("hex");
  const part = (name: string) => challenge.params.get(name) ?? "";
  const [realm, nonce, opaque, algorithm] = [part("realm"), part("nonce"), part("opaque"), part("algorithm")];
  const qops = qopsOf(challenge);
  const qop = qops.length === 0 ? null : qops.includes("auth") ? "auth" : "auth-int";
  const own = randomBytes(8).toString("hex");
  const base = h(`${bytesOf(account.username)}:${realm}:${bytesOf(account.password)}`);
  const secret = hash.isSession ? h(`${base}:${nonce}:${own}`) : base;
  const what = h(qop === "auth-int" ? `${method}:${target}:${h("")}` : `${method}:${target}`);
  const count = "00000001";
  const response =
    qop === null ? h(`${secret}:${nonce}:${what}`) : h(`${secret}:${nonce}:${count}:${own}:${qop}:${what}`);
  const name = bytesOf(account.username).replace(/[\\"]/g, "\\$&");
  const fields = [`username="${name}"`, `realm="${realm}"`, `nonce="${nonce}"`, `uri="${target}"`];
  if (opaque !== "") fields.push(`opaque="${opaque}"`);
  // Old cameras offer none and need not be told one.
  if (algorithm !== "") fields.push(`algorithm=${algorithm}`);
  if (qop !== null) fields.push(`qop=${qop}`, `nc=${count}`);
  if (qop !== null || hash.isSession) fields.push(`cnonce="${own}"`);
  return `Digest ${[...fields, `response="${response}"`].join(", ")}`;
}

/** A letter for each byte of UTF-8. */
export const bytesOf = (text: string): string => Buffer.from(text).toString("latin1");

/** The nonce was too old, the account is none the worse for it (RFC 7616, 3.3): to be asked once more with the new one. */
export const isStale = (headers: readonly string[]): boolean =>
  challengesOf(headers).some(({ params }) => params.get("stale")?.toLowerCase() === "true");

/** What a camera offers, for people: "NTLM", "Digest SHA-512". */
export const offeredIn = (headers: readonly string[]): string =>
  [...new Set(challengesOf(headers).map((one) => nameOf(one)))].join(", ").slice(0, 100) || "?";

const shown: Record<string, string> = { digest: "Digest", basic: "Basic", bearer: "Bearer", ntlm: "NTLM" };
function nameOf(challenge: Challenge): string {
  const name = shown[challenge.scheme] ?? challenge.scheme;
  const algorithm = challenge.params.get("algorithm");
  return challenge.scheme === "digest" && algorithm !== undefined ? `${name} ${algorithm}` : name;
}

/** Whether ffmpeg (7.1) can answer one of them: its digest knows MD5 alone. */
export const isForFfmpeg = (headers: readonly string[]): boolean =>
  challengesOf(headers).some(
    (one) => one.scheme === "basic" || (one.scheme === "digest" && /^md5(?:-sess)?$/.test(algorithmOf(one))),
  );
