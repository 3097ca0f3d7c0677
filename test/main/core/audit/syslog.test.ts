import pino from "pino";
import { expect, it } from "vitest";
import { AuditQuery } from "#contract/audit/http.ts";
import type { AuditSyslog } from "#contract/audit/settings.ts";
import { openAudit } from "../../../../main/core/audit/audit.ts";
import { startSyslog } from "../../../../main/core/audit/syslog.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { startRsyslog } from "../../../lab/rsyslog.ts";
import { startTcpProxy } from "../../../lab/tcp-proxy.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const log = pino({ level: "silent" });
const limits = () => ({ keepMonths: 12, mostEntries: 1_000_000 });

/** Generous: it is only ever waited for in full when the test fails. */
const patience = { timeout: 20_000 };

/** The trail with its copy, as a core has them. */
async function open(folder: string, server: AuditSyslog, now: () => number) {
  const store = await openStore(folder);
  const syslog = startSyslog({
    ...{ repository: store.audit, server: () => server, resolve: async (address) => address, now, log },
    pauses: { gatherMs: 20, firstMs: 50, lastMs: 200 },
  });
  const audit = await openAudit({ repository: store.audit, folder, now, log, settings: limits, syslog });
  const view = async () => (await audit.list(AuditQuery.parse({ limit: 1 }))).syslog;
  return {
    ...{ audit, view, store },
    async tell(text: string, outcome: "done" | "refused" = "done", detail?: string) {
      const who = { kind: "token" as const, id: "1", role: "admin", name: "Trực ban" };
      await audit.tell({
        ...{ who, from: "10.0.0.1", deed: text, target: "Cửa khẩu", outcome, status: outcome === "done" ? 200 : 403 },
        ...(detail === undefined ? {} : { before: detail, after: { detail } }),
      });
    },
    waiting: async () => (await view())?.waiting,
    async stop() {
      await audit.stop();
      await store.close();
    },
  };
}

it("keeps a copy on rsyslog over TLS, and nothing is missing after cuts on both sides", async () => {
  await using folder = await temporaryFolder();
  await using server = await startRsyslog();
  await using line = await startTcpProxy(server.port);
  let nowMs = Date.UTC(2026, 10, 27, 3);
  const wanted: AuditSyslog = { host: "localhost", port: line.port, ca: server.certificateFile };
  const now = () => nowMs;
  let core = await open(folder.path, wanted, now);

  for (let number = 1; number <= 30; number += 1) await core.tell(`PUT /api/wall/scenes/:id ${number}`);
  await core.tell("GET /api/tokens", "refused");
  await core.tell("POST /api/catalogue", "done", "ệ\n".repeat(2_000));
  await expect.poll(core.waiting, patience).toBe(0);
  // What was sent was heard, and the answer is lost: it comes twice, under its number.
  line.loseAnswers();
  for (let number = 33; number <= 40; number += 1) await core.tell(`heard ${number}`);
  await expect.poll(async () => (await core.view())?.state, patience).toBe("cut");
  await line.cut();
  for (let number = 41; number <= 300; number += 1) await core.tell(`cut off ${number}`);
  expect(core.audit.failure()).toBeNull();
  nowMs += 61_000;
  expect(core.audit.failure()).toMatchObject({ code: "audit.syslog-cut", params: { host: `localhost:${line.port}` } });
  // The core is started anew while it is cut off, and the server while it is up.
  await core.stop();
  core = await open(folder.path, wanted, now);
  await core.tell("after the start");
  await line.mend();
  await expect.poll(core.waiting, patience).toBe(0);
  expect(core.audit.failure()).toBeNull();
  await server.stop();
  for (let number = 302; number <= 350; number += 1) await core.tell(`without a server ${number}`);
  await expect.poll(async () => (await core.view())?.state, patience).toBe("cut");
  await server.start();
  await expect.poll(core.waiting, patience).toBe(0);

  // Under a certificate that nobody vouches for it gets nothing.
  await core.stop();
  core = await open(folder.path, { host: "localhost", port: server.port }, now);
  await expect.poll(async () => (await core.view())?.state, patience).toBe("cut");
  const entries = await core.store.audit.sealed(0, 1_000);
  await core.stop();
  await server.stop();

  const messages = await server.messages();
  const seen = new Map<number, { deed: string; seal: string; isShortened?: true }>();
  for (const message of messages) {
    const [, number, json = ""] =
      /^<1(?:08|09)>1 \d{4}-\d\d-\d\dT[\d:.]+Z [!-~]+ ioc-wall - audit \[meta sequenceId="(\d+)"\] \uFEFF(\{.*\})$/u.exec(
        message,
      ) ?? [];
    expect(number, message).toBeDefined();
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(8_192);
    seen.set(Number(number), JSON.parse(json));
  }
  expect([...seen].map(([number, { seal }]) => [number, seal])).toEqual(entries.map((one) => [one.number, one.seal]));
  expect(seen.size).toBe(350);
  expect(seen.get(32)).toMatchObject({ deed: "POST /api/catalogue", isShortened: true });
  expect(messages[30]).toMatch(/^<108>.*"outcome":"refused"/);
});
