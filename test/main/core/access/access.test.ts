import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createAccess } from "../../../../main/core/access/access.ts";
import { identityOfRole } from "../../../../main/core/access/identity.ts";
import { type AnyRole, hasRight, type Right } from "../../../../main/core/access/rights.ts";
import { createSessions, loadSessionKey, sessionLastsMs } from "../../../../main/core/access/session.ts";
import { hashOf, isSame, newToken } from "../../../../main/core/access/token.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

async function setUp() {
  const folder = await temporaryFolder();
  const store = await openStore(folder.path);
  const clock = { nowMs: 1_000_000 };
  const key = await loadSessionKey(path.join(folder.path, "session.key"));
  /** As a new run of the core on the same data. */
  const start = (run = {}) =>
    createAccess({ tokens: store.tokens, sessions: createSessions(key), run, now: () => clock.nowMs });
  return {
    folder: folder.path,
    store,
    clock,
    start,
    async [Symbol.asyncDispose]() {
      await store.close();
      await folder.remove();
    },
  };
}

describe("rights", () => {
  it("gives each role what it needs and nothing else", () => {
    const table: Record<AnyRole, Right[]> = {
      admin: ["read", "capture", "manage-tokens", "manage-secrets"],
      operator: ["read", "capture"],
      leader: ["read"],
      officer: ["read"],
      viewer: ["read"],
      ingest: [],
      mirror: ["read"],
      machine: ["read"],
      wall: ["read", "report-window"],
      shell: ["report-displays"],
    };
    const all: Right[] = ["read", "capture", "manage-tokens", "manage-secrets", "report-window", "report-displays"];
    for (const role of Object.keys(table) as AnyRole[]) expect(hasRight(role, "join"), role).toBe(role === "machine");
    for (const [role, rights] of Object.entries(table))
      for (const right of all)
        expect(hasRight(role as AnyRole, right), `${role} ${right}`).toBe(rights.includes(right));
  });
});

describe("tokens", () => {
  it("are long, different, and compared whole", () => {
    const tokens = new Set(Array.from({ length: 100 }, newToken));
    expect(tokens.size).toBe(100);
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(hashOf("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(isSame("abc", "abc")).toBe(true);
    expect(isSame("abc", "abd")).toBe(false);
    expect(isSame("abc", "ab")).toBe(false);
  });

  it("of a run are those that were given, and gone with the run", async () => {
    await using world = await setUp();
    const given = { wall: newToken(), shell: newToken() };
    const access = world.start(given);
    expect(await access.identify(given.wall)).toEqual(identityOfRole("wall", null));
    expect(await access.identify(given.shell)).toEqual(identityOfRole("shell", null));
    expect(await access.identify(access.run.admin)).toEqual(identityOfRole("admin", null));
    const next = world.start();
    expect(await next.identify(given.wall)).toBeUndefined();
    expect(await next.identify(access.run.admin)).toBeUndefined();
    expect(await world.store.tokens.list()).toEqual([]);
  });

  it("that are stored outlive the run, by their hash alone, until they are revoked", async () => {
    await using world = await setUp();
    const created = await world.start().create("operator", "Trực ban");
    const access = world.start();
    expect(await access.identify(created.token)).toEqual(identityOfRole("operator", created.id));
    expect(await access.identify(created.hash)).toBeUndefined();
    const stored = await world.store.tokens.list();
    expect(stored[0]?.hash).toBe(hashOf(created.token));
    expect(JSON.stringify(stored)).not.toContain(created.token);

    const revoked: number[] = [];
    const undo = access.onEnded((ended) => "token" in ended && revoked.push(ended.token));
    expect(await access.revoke(created.id)).toBe(true);
    expect(await access.revoke(created.id)).toBe(false);
    undo();
    expect(revoked).toEqual([created.id]);
    expect(await access.identify(created.token)).toBeUndefined();
    expect(await access.list()).toEqual([]);
  });
});

describe("sessions", () => {
  it("stand for their token over restarts, for 30 days, and end when it is revoked", async () => {
    await using world = await setUp();
    const access = world.start();
    const created = await access.create("viewer", "");
    const cookie = (await access.openSession(created.token)) ?? "";
    expect(cookie).not.toContain(created.token);
    expect(cookie).not.toContain(created.hash);
    expect(await world.start().resumeSession(cookie)).toEqual(identityOfRole("viewer", created.id));
    world.clock.nowMs += sessionLastsMs - 1;
    expect(await access.resumeSession(cookie)).toBeDefined();
    world.clock.nowMs += 1;
    expect(await access.resumeSession(cookie)).toBeUndefined();
    world.clock.nowMs -= 1;
    await access.revoke(created.id);
    expect(await access.resumeSession(cookie)).toBeUndefined();
  });

  it("of a browser that is in use are renewed, and never end by surprise", async () => {
    await using world = await setUp();
    const access = world.start();
    const created = await access.create("viewer", "");
    const first = (await access.openSession(created.token)) ?? "";
    expect(await access.renewSession(first)).toBeUndefined();
    world.clock.nowMs += 25 * 3_600_000;
    const next = (await access.renewSession(first)) ?? "";
    world.clock.nowMs += sessionLastsMs - 1;
    expect(await access.resumeSession(first)).toBeUndefined();
    expect(await access.resumeSession(next)).toEqual(identityOfRole("viewer", created.id));
    for (const forged of [next.replace(/.$/, "!"), `${created.id}.9.${next.split(".")[2]}`, "account.x", "", "a.b.c"])
      expect(await access.renewSession(forged), forged).toBeUndefined();
    await access.revoke(created.id);
    expect(await access.renewSession(next)).toBeUndefined();
  });

  it("of a token of the run end with the run", async () => {
    await using world = await setUp();
    const access = world.start();
    const cookie = (await access.openSession(access.run.viewer)) ?? "";
    expect(await access.resumeSession(cookie)).toEqual(identityOfRole("viewer", null));
    expect(await world.start().resumeSession(cookie)).toBeUndefined();
  });

  it("cannot be made up", async () => {
    await using world = await setUp();
    const access = world.start();
    const created = await access.create("viewer", "");
    const admin = await access.create("admin", "");
    const cookie = (await access.openSession(created.token)) ?? "";
    const [, expires, mac] = cookie.split(".");
    expect(await access.openSession("wrong")).toBeUndefined();
    for (const forged of [
      "",
      "..",
      `${admin.id}.${expires}.${mac}`,
      `run-admin.${expires}.${mac}`,
      `${created.id}.${Number(expires) + 1}.${mac}`,
      `${created.id}.${expires}.${"A".repeat(43)}`,
      `${cookie}.x`,
      "x".repeat(10_000),
    ])
      expect(await access.resumeSession(forged), forged.slice(0, 60)).toBeUndefined();
  });

  it("are signed with a key of the user's own, replaced when it is damaged", async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, "session.key");
    const key = await loadSessionKey(file);
    expect(key.length).toBe(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await loadSessionKey(file)).toEqual(key);
    await writeFile(file, "short");
    const next = await loadSessionKey(file);
    expect(next.equals(key)).toBe(false);
    expect(await readFile(file)).toEqual(next);
  });
});
