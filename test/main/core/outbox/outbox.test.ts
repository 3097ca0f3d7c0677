import { randomUUID } from "node:crypto";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import Database from "better-sqlite3";
import fc from "fast-check";
import pino from "pino";
import { describe, expect, it } from "vitest";
import { Delivery } from "#contract/entities/deed.ts";
import type { Outage, SourceOutage } from "#contract/entities/outage.ts";
import { CentreSource } from "#contract/entities/source-config.ts";
import { Failure, OutageList, routes } from "#contract/http.ts";
import { createOutboxDelivery, type OutboxDelivery } from "../../../../main/core/outbox/delivery.ts";
import { storeFile } from "../../../../main/core/store/opening.ts";
import type { Store } from "../../../../main/core/store/repositories.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { type MirroredSite, startMirroredSite } from "../../../lab/mirrored-site.ts";
import { runProcess } from "../../../lab/process.ts";
import { entryOf } from "../../../lab/programs.ts";
import { startTcpProxy } from "../../../lab/tcp-proxy.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { startServer, type TestServer } from "../api/server-for-test.ts";

const names = { vi: "Cửa khẩu số", en: "Gates" };
const outage = (number: number) => ({
  ...{ id: randomUUID() as string, source: "cua-khau-so", name: names, cause: "source" as const, caughtUp: number },
  ...{ fromMs: 1_000 * number, toMs: 1_000 * number + 500 },
  indicators: [{ indicator: "xe-cho", expected: 9, late: number % 9 }],
});
const said = (atMs: number) => ({ atMs, by: { role: "operator", name: "Trực ban" }, note: "đã xem" });

/** What came to a centre, in the order in which it counted. */
function cameTo(folder: string): string[] {
  const database = new Database(storeFile(folder), { readonly: true });
  const subjects = database.prepare("SELECT subject FROM inbox ORDER BY number").pluck().all() as string[];
  database.close();
  return subjects;
}

/** The side that sends: its store, which can be opened anew, and whoever hands on what lies in it. */
async function sender(url: string, token: string) {
  const folder = await temporaryFolder();
  const config = CentreSource.parse({
    id: "tt",
    type: "centre",
    name: names,
    lateAfter: "1m",
    url,
    token: `\${secret.tt}`,
  });
  let store: Store;
  let delivery: OutboxDelivery;
  const start = async () => {
    store = await openStore(folder.path);
    delivery = createOutboxDelivery({
      ...{ repository: store.outbox, centres: [config], now: () => 5_000, log: pino({ level: "silent" }) },
      resolve: async (address) => address.replace(`\${secret.tt}`, token),
    });
    delivery.start();
  };
  const stop = async () => {
    await delivery.stop();
    await store.close();
  };
  await start();
  return {
    get store() {
      return store;
    },
    get delivery() {
      return delivery;
    },
    async acknowledge(one: ReturnType<typeof outage>) {
      await store.outages.put([one]);
      const told = await store.outages.acknowledge(one.id, said(4_000), ["tt"]);
      delivery.wake();
      return told;
    },
    async restart() {
      await stop();
      await start();
    },
    /** Tries at once instead of after its pause. */
    nudge() {
      delivery.onSource({ id: "tt", state: "failing" });
      delivery.onSource({ id: "tt", state: "ok" });
    },
    forwarding: async (id: string) =>
      (await store.outages.list(100)).find((one) => one.id === id)?.acknowledgement?.forwarding,
    async [Symbol.asyncDispose]() {
      await stop();
      await folder.remove();
    },
  };
}

const listAt = async (server: TestServer): Promise<Outage[]> =>
  OutageList.parse(await (await server.get(routes.outages, server.run.viewer)).json()).outages;

describe("what was acknowledged", () => {
  it("comes to the centre whole, and here it is told that it did", async () => {
    await using server = await startServer();
    const { token } = await server.parts.access.create("mirror", "Máy tường Tân Thanh");
    await using wall = await sender(server.origin, token);
    const one = outage(4);
    expect((await wall.acknowledge(one))?.acknowledgement?.forwarding).toBe("waiting");
    await until(async () => (await wall.forwarding(one.id)) === "delivered");
    expect(await wall.delivery.views()).toEqual([
      { centre: "tt", waiting: 0, refused: 0, oldestAtMs: null, reason: null },
    ]);
    expect(await listAt(server)).toMatchObject([
      {
        ...{ id: one.id, machine: "Máy tường Tân Thanh", kind: "source", source: "cua-khau-so", name: names },
        ...{ fromMs: 4_000, toMs: 4_500, caughtUp: 4, periods: { expected: 9, late: 4, missing: 5 } },
        acknowledgement: {
          atMs: 4_000,
          by: { role: "operator", name: "Trực ban" },
          note: "đã xem",
          forwarding: "none",
        },
      },
    ]);
  });

  it("counts once and in order, whatever is lost on the way and whoever is started anew", async () => {
    const step = fc.constantFrom("acknowledge", "acknowledge", "cut", "lose answers", "mend", "restart", "wait");
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 20 }), async (steps) => {
        await using server = await startServer();
        await using line = await startTcpProxy(Number(new URL(server.origin).port));
        await using wall = await sender(`http://${line.host}`, await server.token("mirror"));
        const made: string[] = [];
        for (const what of steps) {
          if (what === "acknowledge") {
            const one = outage(made.length);
            made.push(one.id);
            await wall.acknowledge(one);
          } else if (what === "cut") await line.cut();
          else if (what === "lose answers") line.loseAnswers();
          else if (what === "mend") await line.mend();
          else if (what === "restart") await wall.restart();
          else {
            wall.nudge();
            await new Promise((resolve) => setImmediate(resolve));
          }
        }
        await line.mend();
        await until(async () => {
          wall.nudge();
          return (await wall.store.outbox.counts()).length === 0;
        });
        expect(cameTo(server.folder)).toEqual(made);
        const told = await listAt(server);
        expect(told.map((one) => one.id).sort()).toEqual([...made].sort());
        for (const one of told) expect(one.acknowledgement).toMatchObject(said(4_000));
        for (const id of made) expect(await wall.forwarding(id)).toBe("delivered");
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it("is refused when the outbox is full: nothing is acknowledged that would not be handed on", async () => {
    await using folder = await temporaryFolder();
    const store = await openStore(folder.path);
    const one = outage(1);
    await store.outages.put([one]);
    const database = new Database(storeFile(folder.path));
    database.exec(
      `INSERT INTO outbox (centre, key, subject, made_at_ms, deed)
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
       SELECT 'tt', printf('%036d', i), 'x', 1, '{}' FROM n`,
    );
    await expect(store.outages.acknowledge(one.id, said(1), ["khac", "tt"])).rejects.toMatchObject({
      ...{ code: "outbox.full", params: { limit: 10_000 }, httpStatus: 503 },
    });
    expect((await store.outages.list(9))[0]?.acknowledgement).toBeNull();
    expect(await store.outbox.counts()).toMatchObject([{ centre: "tt", waiting: 10_000 }]);
    database.exec("DELETE FROM outbox WHERE number = 1");
    database.close();
    expect((await store.outages.acknowledge(one.id, said(1), ["khac", "tt"]))?.acknowledgement).not.toBeNull();
    await store.close();
  });

  it("that a centre cannot understand is kept and told, does not hold up others, and is sent again after a start", async () => {
    const came: string[] = [];
    let isOld = true;
    const centre = createHttpServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        const { id, source } = Delivery.parse(JSON.parse(body)).deed.outage as SourceOutage;
        if (isOld && source === "la") response.writeHead(400).end("{}");
        else {
          came.push(id);
          response.end('{"outcome":"accepted","more":1}');
        }
      });
    });
    await new Promise<void>((resolve) => centre.listen(0, "127.0.0.1", resolve));
    await using wall = await sender(`http://127.0.0.1:${(centre.address() as AddressInfo).port}`, "ma");
    const [strange, good] = [{ ...outage(1), source: "la" }, outage(2)];
    await wall.acknowledge(strange);
    await wall.acknowledge(good);
    await until(async () => (await wall.forwarding(good.id)) === "delivered");
    expect(await wall.forwarding(strange.id)).toBe("refused");
    expect(await wall.delivery.views()).toMatchObject([{ waiting: 0, refused: 1, reason: null }]);
    isOld = false;
    await wall.restart();
    await until(async () => (await wall.forwarding(strange.id)) === "delivered");
    expect(came).toEqual([good.id, strange.id]);
    centre.close();
    centre.closeAllConnections();
  });

  it("waits while the token is refused, and says why", async () => {
    await using server = await startServer();
    await using wall = await sender(server.origin, await server.token("viewer"));
    await wall.acknowledge(outage(1));
    await until(async () => (await wall.delivery.views())[0]?.reason !== null);
    expect(await wall.delivery.views()).toMatchObject([
      { waiting: 1, refused: 0, oldestAtMs: 4_000, reason: { code: "source.refused" } },
    ]);
  });
});

describe("POST /api/deliveries", () => {
  it("is for other cores alone, and takes nothing that is not whole", async () => {
    await using server = await startServer();
    const one = { kind: "outage-acknowledged", outage: { id: "1" } };
    const post = async (token: string) => {
      const answer = await fetch(`${server.origin}${routes.deliveries}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ key: randomUUID(), madeAtMs: 1, deed: one }),
      });
      return [answer.status, Failure.parse(await answer.json()).code];
    };
    for (const token of [
      server.run.admin,
      server.run.viewer,
      await server.token("operator"),
      await server.token("ingest"),
    ])
      expect(await post(token)).toEqual([403, "access.forbidden"]);
    expect(await post(await server.token("mirror"))).toEqual([400, "request.invalid"]);
    expect(cameTo(server.folder)).toEqual([]);
  });
});

it("with two real cores, killed again and again on either side, each comes once and in order", async () => {
  await using site = await startMirroredSite();
  const outages = Array.from({ length: 24 }, (_, at) => outage(at));
  await site.stop("wall");
  const store = await openStore(site.wall.data);
  await store.outages.put(outages);
  await store.close();
  await site.start("wall");
  const acknowledge = async (id: string): Promise<void> => {
    const answer = await site.wall.fetch(routes.outageAcknowledgement(id), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(answer.status).toBe(200);
  };
  for (const [at, { id }] of outages.slice(0, -1).entries()) {
    await acknowledge(id);
    // Each time somewhere else: right after it was said, while it is on its way, or a little later.
    if (at % 6 === 1) await site.restart("wall", "SIGKILL");
    if (at % 6 === 3) await site.restart("centre", "SIGKILL");
    if (at % 6 === 4) site.line.loseAnswers();
    if (at % 6 === 5) await site.line.mend();
  }
  await site.line.cut();
  const last = outages.at(-1)?.id ?? "";
  await acknowledge(last);
  const { outbox, state } = await site.wall.status();
  expect([outbox[0]?.centre, state]).toEqual(["trung-tam", "attention"]);
  expect(outbox[0]?.waiting).toBeGreaterThan(0);
  const said = await runProcess(process.execPath, [entryOf("command"), "status", "--data", site.wall.data], {
    env: { IOC_LANG: "vi" },
  });
  expect(said.stdout).toMatch(/trung-tam .*việc chờ gửi lên/);
  await site.line.mend();
  await until(async () => (await site.wall.status()).outbox[0]?.waiting === 0, { withinMs: 60_000 });
  expect(cameTo(site.centre.data)).toEqual(outages.map((one) => one.id));
  const told = await listOf(site);
  expect(told.map((one) => one.id).sort()).toEqual(outages.map((one) => one.id).sort());
  expect(told.every((one) => one.machine === "Máy tường" && one.acknowledgement?.by.role === "admin")).toBe(true);
}, 180_000);

const listOf = async (site: MirroredSite): Promise<Outage[]> =>
  OutageList.parse(await (await site.centre.fetch(routes.outages)).json()).outages.filter(
    ({ machine }) => machine !== null,
  );
