import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { challengesOf } from "../../../../main/core/cameras/challenges.ts";
import { authorizationFor, isForFfmpeg, isStale, offeredIn } from "../../../../main/core/cameras/digest.ts";

const account = { username: "Mufasa", password: "Circle of Life" };
const h = (algorithm: string, text: string) => createHash(algorithm).update(text).digest("hex");
const part = (header: string | null, name: string) =>
  new RegExp(`[ ,]${name}="?([^",]*)`).exec(header ?? "")?.[1] ?? "";

test("challenges are told apart: several in one header, commas and quotes within quotes, tokens, nonsense", () => {
  const read = (...headers: string[]) => challengesOf(headers).map(({ scheme, params }) => [scheme, ...params]);
  expect(read('Digest realm="Cổng, số 1", nonce="a==", qop="auth,auth-int", Basic realm="x"')).toEqual([
    ["digest", ["realm", "Cổng, số 1"], ["nonce", "a=="], ["qop", "auth,auth-int"]],
    ["basic", ["realm", "x"]],
  ]);
  expect(read('Basic realm="a\\"b", Digest nonce=abc,realm=camera 1', "NTLM TlRMTVNTUAAB==, Bearer")).toEqual([
    ["basic", ["realm", 'a\\"b']],
    ["digest", ["nonce", "abc"], ["realm", "camera 1"]],
    ["ntlm"],
    ["bearer"],
  ]);
  expect(read("Negotiate, Basic realm=x", ",,=,", "")).toEqual([["negotiate"], ["basic", ["realm", "x"]]]);
  expect(read('Digest realm="never ended, nonce=1')[0]?.[0]).toBe("digest");
  expect(read("Digest ".repeat(100)).length).toBeLessThanOrEqual(10);
});

test("the answers of RFC 7616 (3.9.1), by MD5 and SHA-256", () => {
  for (const [name, hash] of [
    ["MD5", "md5"],
    ["SHA-256", "sha256"],
  ] as const) {
    const nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    const offered = `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${name}, nonce="${nonce}", opaque="FQhe"`;
    const answer = authorizationFor([offered], "GET", "/dir/index.html", account);
    const [a1, a2] = [h(hash, `Mufasa:http-auth@example.org:${account.password}`), h(hash, "GET:/dir/index.html")];
    expect(part(answer, "response")).toBe(h(hash, `${a1}:${nonce}:00000001:${part(answer, "cnonce")}:auth:${a2}`));
    expect(answer).toContain(`algorithm=${name}`);
  }
});

test("a session's secret (MD5-sess), a realm with a comma and an escaped quote, auth-int alone, and no qop at all", () => {
  const answer = authorizationFor(
    ['Digest realm="a, \\"b\\"", nonce="n", algorithm=MD5-sess, qop=auth'],
    "M",
    "u",
    account,
  );
  const base = h("md5", `Mufasa:a, \\"b\\":${account.password}`);
  const own = part(answer, "cnonce");
  const secret = h("md5", `${base}:n:${own}`);
  expect(part(answer, "response")).toBe(h("md5", `${secret}:n:00000001:${own}:auth:${h("md5", "M:u")}`));
  expect(answer).toContain('realm="a, \\"b\\""');
  const whole = authorizationFor(['Digest realm="r", nonce="n", qop="auth-int"'], "M", "u", account);
  const plain = h("md5", `Mufasa:r:${account.password}`);
  const of = part(whole, "cnonce");
  expect(part(whole, "response")).toBe(
    h("md5", `${plain}:n:00000001:${of}:auth-int:${h("md5", `M:u:${h("md5", "")}`)}`),
  );
  const old = authorizationFor(['Digest realm="r", nonce="n"'], "M", "u", account);
  expect(part(old, "response")).toBe(h("md5", `${plain}:n:${h("md5", "M:u")}`));
  expect(old).not.toMatch(/qop|cnonce|algorithm/);
});

test("what is chosen of several, what nothing here can answer, and what ffmpeg cannot", () => {
  const sha = 'Digest realm="r", nonce="n", algorithm=SHA-256';
  const md5 = 'Digest realm="r", nonce="n", algorithm="MD5"';
  expect(authorizationFor([`${sha}, ${md5}`], "M", "u", account)).toContain("algorithm=MD5");
  expect(authorizationFor([`Basic realm="r", ${sha}`], "M", "u", account)).toContain("algorithm=SHA-256");
  const odd = 'Digest realm="r", nonce="n", algorithm=SHA3-512';
  expect(authorizationFor([`${odd}, Basic realm="r"`], "M", "u", account)).toMatch(/^Basic /);
  for (const none of [odd, "NTLM", 'Digest realm="r", nonce="n", qop="token"', ""])
    expect(authorizationFor([none], "M", "u", account)).toBeNull();
  expect(offeredIn([`${odd}, NTLM`])).toBe("Digest SHA3-512, NTLM");
  expect([sha, md5, "NTLM", "Basic"].map((one) => isForFfmpeg([one]))).toEqual([false, true, false, true]);
  expect(isStale(['Digest realm="r", nonce="n", stale=TRUE'])).toBe(true);
  expect(isStale([md5])).toBe(false);
});
