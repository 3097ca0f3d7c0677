import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import Database from "better-sqlite3";
import pino from "pino";
import { expect, it } from "vitest";
import { AuditList, AuditQuery, AuditVerification } from "#contract/audit/http.ts";
import { openAudit } from "../../../../main/core/audit/audit.ts";
import { openCore } from "../../../../main/core/open-core.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { projectRoot } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const log = pino({ level: "silent" });
const deed = (name: string, outcome: "done" | "refused" = "done") => ({
  ...{
    who: { kind: "token" as const, id: "1", role: "admin", name: "Trực" },
    from: "10.0.0.1",
    deed: name,
    target: "",
  },
  ...{ outcome, status: outcome === "done" ? 200 : 403 },
});

async function core(data: string) {
  const started = await openCore({
    ...{ profile: path.join(projectRoot, "test/fixtures/profiles/small"), data, port: 0, version: "0.0.0-test" },
    ...{ assetsFolder: path.join(projectRoot, "assets"), rendererFolder: path.join(data, "renderer") },
    openLog: () => log,
  });
  const send = (route: string, init: RequestInit & { token?: string } = {}) =>
    fetch(`${started.origin}${route}`, {
      ...init,
      headers: {
        authorization: `Bearer ${init.token ?? started.tokens.admin}`,
        ...(init.body && { "content-type": "application/json" }),
      },
    });
  const entries = async (query = "") => AuditList.parse(await (await send(`/api/audit?${query}`)).json()).entries;
  return {
    ...started,
    send,
    entries,
    verify: async () => AuditVerification.parse(await (await send("/api/audit/verification")).json()),
  };
}

it("has who did, saw and was refused what, and finds what was changed behind its back", async () => {
  await using folder = await temporaryFolder();
  const data = path.join(folder.path, "data");
  let at = await core(data);
  const made = await at.send("/api/tokens", { method: "POST", body: '{"role":"viewer","label":"Lãnh đạo"}' });
  const { id, token } = (await made.json()) as { id: number; token: string };
  expect((await at.send("/api/tokens", { token })).status).toBe(403);
  expect((await at.send("/api/status", { token: "x".repeat(43) })).status).toBe(401);
  expect((await at.send("/api/contacts")).status).toBe(200);
  expect((await at.send("/api/contacts")).status).toBe(200);
  expect((await at.send("/api/status")).status).toBe(200);
  expect((await at.send(`/api/tokens/${id}`, { method: "DELETE" })).status).toBe(204);

  const told = (await at.entries()).map(({ deed, target, outcome, who }) => [
    deed,
    target,
    outcome,
    who.kind,
    who.name,
  ]);
  expect(told.reverse()).toEqual([
    ["POST /api/tokens", String(id), "done", "run", ""],
    ["GET /api/tokens", "", "refused", "token", "Lãnh đạo"],
    ["GET /api/status", "", "refused", "nobody", ""],
    // A list that is open asks again: that is no other look.
    ["GET /api/contacts", "", "done", "run", ""],
    ["DELETE /api/tokens/:id", String(id), "done", "run", ""],
  ]);
  const text = JSON.stringify(await at.entries());
  expect(text).toContain('\\"label\\":\\"Lãnh đạo\\"');
  expect(text).not.toContain(token);
  expect((await at.entries("outcome=refused")).length).toBe(2);
  expect((await at.entries("deed=tokens&who=l%C3%A3nh")).length).toBe(1);
  expect(await at.verify()).toMatchObject({ isWhole: true });
  await at.close();

  const database = new Database(path.join(data, "wall.db"));
  expect(() => database.exec("UPDATE audit SET body = '{}'")).toThrow(/never changed/);
  database.exec("DROP TRIGGER audit_is_written_once");
  database.exec(`UPDATE audit SET body = replace(body, 'refused', 'done') WHERE number = 2`);
  database.close();
  at = await core(data);
  expect(await at.verify()).toMatchObject({ isWhole: false, fault: { fault: "changed", number: 2 } });
  await at.close();
});

it("goes on after a restart, drops what is too old or too much, and is whole all the same", async () => {
  await using folder = await temporaryFolder();
  let nowMs = 1e12;
  const open = async (mostEntries = 100) => {
    const store = await openStore(folder.path);
    const audit = await openAudit({
      ...{ repository: store.audit, folder: folder.path, now: () => nowMs, log },
      // A second.
      settings: () => ({ keepMonths: 1_000 / (30.5 * 86_400_000), mostEntries }),
    });
    return {
      audit,
      store,
      async stop() {
        await audit.stop();
        await store.close();
      },
    };
  };
  let at = await open();
  for (let number = 1; number <= 30; number += 1) {
    nowMs += 100;
    await at.audit.tell(deed(`deed ${number}`));
  }
  await at.stop();
  at = await open(5);
  const anchored = async () => (await at.store.audit.anchor())?.number ?? 0;
  await expect.poll(anchored).toBe(25);
  await at.audit.tell(deed("after"));
  const { entries, extent } = await at.audit.list(AuditQuery.parse({ limit: 2 }));
  expect(entries.map(({ number, deed }) => [number, deed])).toEqual([
    [31, "after"],
    [30, "deed 30"],
  ]);
  expect(extent).toMatchObject({ entries: 6, oldestAtMs: 1e12 + 2_600 });
  expect(await at.audit.verify()).toMatchObject({ isWhole: true, firstNumber: 26, lastNumber: 31 });
  await at.stop();

  // The end cut off, in the database alone.
  const database = new Database(path.join(folder.path, "wall.db"));
  database.exec("DELETE FROM audit WHERE number > 29");
  database.close();
  at = await open();
  expect(await at.audit.verify()).toMatchObject({ fault: { fault: "cut", number: 30 } });
  // What was cut stays known, whatever comes after it.
  await at.audit.tell(deed("later"));
  expect(await at.audit.verify()).toMatchObject({ fault: { fault: "cut", number: 30 } });
  await at.stop();
  await writeFile(path.join(folder.path, "audit.head"), "damaged");
  at = await open();
  expect(await at.audit.verify()).toMatchObject({ fault: { fault: "cut" } });
  await at.stop();
  await rm(path.join(folder.path, "audit.key"));
  at = await open();
  expect((await at.audit.verify()).isWhole).toBe(false);
  await at.stop();
});

it("tells of a flood of refusals by its number, and of everything else as ever", async () => {
  await using folder = await temporaryFolder();
  let nowMs = 60_000_000;
  const store = await openStore(folder.path);
  const audit = await openAudit({
    ...{ repository: store.audit, folder: folder.path, now: () => nowMs, log },
    settings: () => ({ keepMonths: 12, mostEntries: 1_000_000 }),
  });
  for (let number = 0; number < 500; number += 1) await audit.tell(deed("GET /api/tokens", "refused"));
  await audit.tell(deed("POST /api/tokens"));
  nowMs += 60_000;
  await audit.tell(deed("DELETE /api/tokens/:id"));
  const { entries } = await audit.list(AuditQuery.parse({ limit: 500 }));
  expect(entries).toHaveLength(63);
  expect(entries[1]).toMatchObject({ deed: "refusals", after: '{"count":440,"addresses":1}' });
  await audit.stop();
  await store.close();
});
