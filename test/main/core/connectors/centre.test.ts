import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { WebSocketServer } from "ws";
import { sentence } from "#contract/errors.ts";
import { liveProtocol } from "#contract/live.ts";
import { startNginx } from "../../../lab/nginx.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { startServer, type TestServer } from "../api/server-for-test.ts";
import { type Rig, startRig } from "./rig.ts";

const dayMs = 86_400_000;
/** Of the small profile of the server and of the site of the rig alike: only `tinh` is a place of both. */
const source = (url: string, more: object = {}) => ({ type: "centre", url, token: `\${secret.trung-tam}`, ...more });

async function store(server: TestServer, ...readings: [value: number, asOfMs: number, receivedAtMs?: number][]) {
  const rows = readings.map(([value, asOfMs, receivedAtMs = asOfMs]) => ({
    ...{ indicator: "xe", place: "tinh", value, asOfMs, receivedAtMs, source: "tha" },
    ...{ status: "official" as const, quality: "good" as const },
  }));
  const appended = await server.parts.store.readings.append(rows);
  server.parts.hub.publish(
    "readings",
    appended.filter((one) => one.isNewest).map((one) => one.reading),
  );
}
const all = async (rig: Rig) =>
  (await rig.store.feed.page({ fromMs: 0, isCondensed: () => false, limit: 9_999 })).readings.map(
    ({ value, asOfMs, revision }) => [value, asOfMs, revision],
  );

it("takes over everything anew when the centre does not know any more what was missed, and nothing twice", async () => {
  await using server = await startServer();
  const { feed, condense } = server.parts.store;
  const token = await server.token("mirror");
  const atMs = Date.now() - 1_000;
  await store(server, [1, atMs - 50], [2, atMs - 40]);
  await using rig = await startRig([source(server.origin)], { secrets: { "trung-tam": token } });
  await until(async () => (await all(rig)).length === 2);
  await rig.untilState("ok");
  await until(() => rig.store.sourceMemory.get("nguon", "·mark"));
  // As after days in which the wall was away: what arrived meanwhile is noted no more.
  await store(server, [3, atMs - 40, atMs], [4, atMs - 60]);
  const rule = { retention: { raw: 999 * dayMs, hourly: 999 * dayMs }, isCondensed: () => false, dayOffsetMs: 0 };
  await condense(rule, Date.now() + 3 * dayMs);
  await store(server, [5, atMs - 50, atMs + 1], [6, atMs - 10]);
  await feed.begin(Date.now());
  await until(async () => (await all(rig)).length === 6);
  expect(await all(rig)).toEqual([
    [4, atMs - 60, 0],
    [1, atMs - 50, 0],
    [5, atMs - 50, 1],
    [2, atMs - 40, 0],
    [3, atMs - 40, 1],
    [6, atMs - 10, 0],
  ]);
  expect(rig.logged()).toContain("taking over all of it");
}, 60_000);

it("goes back over a cut that was longer than the history it took at first", async () => {
  const names = { name: { vi: "Xe", en: "Vehicles" }, unit: { vi: "xe", en: "vehicles" } };
  const freshness = { lateAfter: "2m", staleAfter: "10m", lostAfter: "1h" };
  const minutely = { code: "xe", ...names, sector: "a", period: "minute", decimals: 0, freshness };
  await using server = await startServer({ indicators: [minutely] });
  const { feed, condense } = server.parts.store;
  const secrets = { "trung-tam": await server.token("mirror") };
  await using folder = await temporaryFolder();
  const firstMs = Date.now() - 30 * dayMs;
  const history = { history: "1d" };
  await store(server, [1, firstMs - 2 * dayMs], [2, firstMs - 60_000]);
  // A wall of a month ago: its clock says so.
  {
    await using rig = await startRig([source(server.origin, history)], {
      ...{ folder: folder.path, secrets, now: () => firstMs },
    });
    await until(async () => (await all(rig)).length === 1);
    await until(() => rig.store.sourceMemory.get("nguon", "·caught-up"));
  }
  await store(server, [3, firstMs + dayMs], [4, firstMs + 20 * dayMs], [5, Date.now() - 1_000]);
  const rule = { retention: { raw: 999 * dayMs, hourly: 999 * dayMs }, isCondensed: () => false, dayOffsetMs: 0 };
  await condense(rule, Date.now() + 3 * dayMs);
  await feed.begin(Date.now());
  await using rig = await startRig([source(server.origin, history)], { folder: folder.path, secrets });
  await until(async () => (await all(rig)).length === 4);
  expect((await all(rig)).map(([value]) => value)).toEqual([2, 3, 4, 5]);
}, 60_000);

it("says which versions do not fit, whichever side says so", async () => {
  for (const answer of [
    { type: "refused", reason: { code: "live.protocol-mismatch", params: { client: liveProtocol, server: 9 } } },
    { type: "welcome", protocol: 9, version: "9.0.0", role: "mirror", session: "a", nowMs: 1 },
  ]) {
    const centre = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    await once(centre, "listening");
    centre.on("connection", (socket) => socket.on("message", () => socket.send(JSON.stringify(answer))));
    await using rig = await startRig([source(`http://127.0.0.1:${(centre.address() as AddressInfo).port}`)]);
    const { reason } = await rig.untilState("failing");
    expect(reason).toMatchObject({ code: "centre.other-version", params: { own: liveProtocol, theirs: 9 } });
    expect(sentence(reason ?? { code: "", params: {} }, "vi")).toContain(
      `phiên bản giao thức 9, máy này dùng ${liveProtocol};`,
    );
    for (const client of centre.clients) client.terminate();
    centre.close();
  }
});

it("is refused with a token that is wrong or withdrawn, and is let in when it is set", async () => {
  await using server = await startServer();
  await store(server, [1, Date.now()]);
  const secrets = { "trung-tam": "khong-dung" };
  await using rig = await startRig([source(server.origin)], { secrets });
  expect((await rig.untilState("refused")).reason?.code).toBe("source.refused");
  const { id, token } = await server.parts.access.create("mirror", "Máy tường");
  secrets["trung-tam"] = token;
  await rig.untilNewest(1);
  await rig.untilState("ok");
  await server.parts.access.revoke(id);
  await rig.untilState("refused");
  expect(rig.logged()).not.toContain(token);
}, 30_000);

it("passes over what this site does not have or derives itself, and believes nobody else what he says of others", async () => {
  await using server = await startServer();
  await store(server, [1, Date.now()]);
  await server.parts.store.readings.append([
    {
      ...{ indicator: "la", place: "tinh", value: 1, asOfMs: Date.now(), receivedAtMs: 1, source: "tha" },
      ...{ status: "official", quality: "good" },
    },
  ]);
  const token = await server.token("mirror");
  await using rig = await startRig([source(server.origin), { id: "goi", type: "webhook" }], {
    secrets: { "trung-tam": token },
  });
  await rig.untilNewest(1);
  await until(() => rig.store.sourceMemory.get("nguon", "·mark"));
  expect(rig.view().counts.refused).toBe(0);
  const origin = { source: "chinh-phu", receivedAt: 1 };
  const body = Buffer.from(JSON.stringify([{ indicator: "xe", value: 9, asOf: Date.now(), origin }]));
  const verdicts = await rig.sources.receive("goi", "webhook", { body, signature: undefined, isTrusted: true });
  expect(verdicts).toMatchObject([
    { outcome: "refused", reason: { code: "reading.invalid", params: { at: "origin" } } },
  ]);
}, 30_000);

it("is tried like any source: what it would take over is shown, and nothing stored", async () => {
  await using server = await startServer();
  await store(server, [8, Date.now()]);
  const token = await server.token("mirror");
  await using rig = await startRig([source(server.origin)], { secrets: { "trung-tam": token } });
  const trial = await rig.sources.tryOnce("nguon");
  expect(trial).toMatchObject({ type: "centre", isLive: true, valid: 1, invalid: 0, reason: null });
  expect(trial.readings).toMatchObject([{ value: 8, source: "nguon", origin: { source: "tha" } }]);
  expect(trial.answer?.text).not.toContain(token);
}, 30_000);

it("reaches a centre behind nginx with its own authority, and follows no redirect of it", async () => {
  await using server = await startServer();
  await store(server, [1, Date.now() - 5_000], [2, Date.now() - 5_000]);
  await using nginx = await startNginx(`
    location /trung-tam/ {
      proxy_pass ${server.origin}/;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
    }
    location /moi/ { return 301 https://khac.example.vn/; }`);
  const secrets = { "trung-tam": await server.token("mirror") };
  {
    await using rig = await startRig([source(`${nginx.url}/trung-tam`)], { secrets });
    expect((await rig.untilState("failing")).reason?.code).toBe("source.tls");
  }
  {
    await using rig = await startRig([source(`${nginx.url}/moi`, { ca: nginx.certificateFile })], { secrets });
    const { reason } = await rig.untilState("failing");
    expect(reason).toMatchObject({ code: "source.redirected", params: { to: "khac.example.vn" } });
  }
  await using rig = await startRig([source(`${nginx.url}/trung-tam`, { ca: nginx.certificateFile })], { secrets });
  // The revision comes by the feed alone.
  await rig.untilNewest(2);
  await store(server, [3, Date.now()]);
  await rig.untilNewest(3);
  await rig.untilState("ok");
}, 60_000);
