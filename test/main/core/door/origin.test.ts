import type { IncomingMessage } from "node:http";
import os from "node:os";
import { describe, expect, it } from "vitest";
import { cameThrough, createDoor, type Door } from "../../../../main/core/door/door.ts";
import { limitKey, networkOf } from "../../../../main/core/door/limit-key.ts";
import { isOwnHost, isSameOrigin, isSecure, lineOrigin, strictTransportOf } from "../../../../main/core/door/origin.ts";

const request = (door: Door, headers: Record<string, string>, encrypted = false): IncomingMessage => {
  const made = { headers, socket: encrypted ? { encrypted } : {} } as unknown as IncomingMessage;
  cameThrough(made, door);
  return made;
};
const plain = createDoor("inner", undefined, () => []);
const proxied = createDoor("inner", new URL("https://tuong.example.vn:8443"), () => []);
const withTls = createDoor("public", undefined, () => ["tuong.example.vn", "*.noi-bo.example.vn"]);
const outside = createDoor("outside", new URL("https://ngoai.example.vn"), () => []);

describe("names", () => {
  it.each([
    [plain, "127.0.0.1:7780", true],
    [plain, "LOCALHOST", true],
    [plain, `${os.hostname()}:7780`, true],
    [plain, "[::1]:7780", true],
    [plain, "ke-xau.example", false],
    [plain, "a b", false],
    [proxied, "tuong.example.vn", true],
    [proxied, "Tuong.Example.vn:8443", true],
    [proxied, "tuong.example.vn.ke-xau.example", false],
    [withTls, "tuong.example.vn:7443", true],
    [withTls, "a.noi-bo.example.vn", true],
    [withTls, "a.b.noi-bo.example.vn", false],
    [withTls, "noi-bo.example.vn", false],
    [outside, "ngoai.example.vn", true],
    [outside, "10.0.0.5", false],
    [outside, "localhost", false],
  ] as const)("%# %o", (door, host, isOwn) => {
    expect(isOwnHost(request(door, { host }), "0.0.0.0")).toBe(isOwn);
  });
  it("without a Host there is none", () => {
    expect(isOwnHost(request(plain, {}), "127.0.0.1")).toBe(false);
  });
});

describe("pages of ours", () => {
  it.each([
    [plain, false, "127.0.0.1:7780", "http://127.0.0.1:7780", true],
    [plain, false, "127.0.0.1:7780", "https://127.0.0.1:7780", true],
    [plain, false, "127.0.0.1:7780", "http://127.0.0.1:7781", false],
    [plain, false, "127.0.0.1:7780", "null", false],
    [proxied, false, "tuong.example.vn:8443", "https://tuong.example.vn:8443", true],
    // nginx's $host has no port.
    [proxied, false, "tuong.example.vn", "https://tuong.example.vn:8443", true],
    [proxied, false, "tuong.example.vn", "https://tuong.example.vn", false],
    [proxied, false, "tuong.example.vn:8443", "http://tuong.example.vn:8443", false],
    [withTls, true, "tuong.example.vn:7443", "https://tuong.example.vn:7443", true],
    [withTls, true, "tuong.example.vn:7443", "http://tuong.example.vn:7443", false],
    [outside, false, "ngoai.example.vn", "https://tuong.example.vn", false],
  ] as const)("%# %o", (door, encrypted, host, origin, isSame) => {
    expect(isSameOrigin(request(door, { host, origin }, encrypted))).toBe(isSame);
  });
});

it("what nobody on the way can read is told by the connection or the public name, never by what a header says", () => {
  const forwarded = { "x-forwarded-proto": "https", "x-forwarded-host": "tuong.example.vn" };
  expect(isSecure(request(plain, { host: "10.0.0.5", ...forwarded }))).toBe(false);
  expect(isSecure(request(proxied, { host: "10.0.0.5", ...forwarded }))).toBe(false);
  expect(isSecure(request(proxied, { host: "tuong.example.vn" }))).toBe(true);
  expect(isSecure(request(withTls, { host: "10.0.0.5" }, true))).toBe(true);
  expect(strictTransportOf(request(withTls, { host: "10.0.0.5" }, true))).toBeUndefined();
  expect(strictTransportOf(request(withTls, { host: "localhost:7443" }, true))).toBeUndefined();
  expect(strictTransportOf(request(withTls, { host: "tuong.example.vn:7443" }, true))).toMatch(/^max-age=/);
  expect(lineOrigin(request(plain, { host: "10.0.0.5:7780" }))).toBe("ws://10.0.0.5:7780");
  expect(lineOrigin(request(proxied, { host: "tuong.example.vn" }))).toBe("wss://tuong.example.vn:8443");
  expect(lineOrigin(request(withTls, { host: "a:7443" }, true))).toBe("wss://a:7443");
});

it("requests are counted by account, else by address; all of a network by IPv6 are one", () => {
  expect(limitKey({ ip: "10.0.0.5" })).toBe("address 10.0.0.5");
  expect(limitKey({ ip: "10.0.0.5", identity: { role: "viewer" } })).toBe("address 10.0.0.5");
  expect(limitKey({ ip: "10.0.0.5", identity: { role: "leader", account: { id: 7 } } })).toBe("account 7");
  expect(networkOf("::ffff:10.0.0.5")).toBe("10.0.0.5");
  expect(networkOf("2001:db8:1:2::9")).toBe(networkOf("2001:db8:1:2:3:4:5:6"));
  expect(networkOf("2001:db8::9")).toBe("2001:db8:0:0");
  expect(networkOf("fe80::1%eth0")).toBe("fe80:0:0:0");
  expect(networkOf("::1")).toBe("0:0:0:0");
});
