import { createServer } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Postgresql, startPostgresql } from "../../../lab/postgresql.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { startRig } from "./rig.ts";

let server: Postgresql;
beforeAll(async () => {
  server = await startPostgresql();
  await server.run(`
    CREATE DATABASE "một cửa";
    CREATE ROLE ioc LOGIN PASSWORD 'mật khẩu dài';`);
  await server.run(
    `CREATE TABLE gate (code text, waiting int, share numeric, at timestamptz, local timestamp, day date, more jsonb);
     CREATE TABLE hidden (a int);
     CREATE TABLE log (a int);
     CREATE FUNCTION sly() RETURNS int LANGUAGE sql AS 'INSERT INTO log VALUES (1); SELECT 1';
     GRANT SELECT ON gate TO ioc;
     GRANT ALL ON log TO ioc;
     INSERT INTO gate VALUES ('huu-nghi', 21, 41.25, '2026-03-01 08:00+07', '2026-03-01 08:00:00.5', '2026-03-01', '{"a": [1]}');`,
    "một cửa",
  );
}, 60_000);
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
});

const secrets = { mk: "mật khẩu dài" };
const password = "$".concat("{secret.mk}");
const source = (over: Record<string, unknown> = {}) => ({
  type: "postgresql",
  url: `postgresql://localhost:${server.port}/một cửa`,
  username: "ioc",
  password,
  ca: server.certificateFile,
  every: "1s",
  timeout: "5s",
  query: "SELECT code, waiting, at FROM gate",
  mapping: '$.{ "indicator": "xe", "place": code, "value": waiting, "asOf": at }',
  ...over,
});

it("asks a real server over TLS with a password, and keeps its rows for diagnosis", async () => {
  const query = "SELECT *, count(*) OVER () AS n, 1e300::numeric AS big, now() AS now FROM gate -- mọi cột";
  await using rig = await startRig([source({ query })], { secrets });
  await rig.untilNewest(21, "xe", "huu-nghi");
  const view = await rig.untilState("ok");
  expect(view.line).toMatchObject({ failingSinceMs: null, refusedBy: null, isResting: false });
  const answer = await rig.sources.lastAnswer("nguon");
  expect(answer?.from).toBe("/m%E1%BB%99t%20c%E1%BB%ADa");
  const [row] = JSON.parse(answer?.text ?? "");
  expect(row).toMatchObject({
    code: "huu-nghi",
    waiting: 21,
    share: 41.25,
    at: "2026-03-01T08:00:00+07:00",
    local: "2026-03-01T08:00:00.5",
    day: "2026-03-01",
    more: { a: [1] },
    n: 1,
    big: `1${"0".repeat(300)}`,
  });
  // In the site's time zone, whatever the server's is.
  expect(row.now).toMatch(/\+07:00$/);
  expect(rig.logged() + JSON.stringify(rig.views)).not.toContain("mật khẩu");
});

it("tells a wrong password, a missing right and a missing database apart", async () => {
  {
    await using rig = await startRig([source()], { secrets: { mk: "sai" } });
    const view = await rig.untilState("refused");
    expect(view).toMatchObject({ reason: { code: "source.refused" } });
    expect(view.line?.refusedBy).toBe(`localhost:${server.port}`);
  }
  {
    await using rig = await startRig([source({ query: "SELECT a FROM hidden" })], { secrets });
    expect((await rig.untilState("refused")).reason).toMatchObject({
      code: "source.no-right",
      params: { detail: "permission denied for table hidden" },
    });
  }
  await using rig = await startRig([source({ url: `postgresql://localhost:${server.port}/khong` })], { secrets });
  expect((await rig.untilState("mis-mapped")).reason).toMatchObject({
    code: "source.query-failed",
    params: { detail: 'database "khong" does not exist' },
  });
});

it("names the line of a mistake in the query", async () => {
  await using rig = await startRig([source({ query: "SELECT code,\n  cho\nFROM gate" })], { secrets });
  expect((await rig.untilState("mis-mapped")).reason).toMatchObject({
    code: "source.query-wrong",
    params: { line: 2, detail: 'column "cho" does not exist' },
  });
});

it("writes nothing, whatever the query tries", async () => {
  const attempts = [
    ["SELECT sly() AS n", "source.query-writes"],
    ["WITH gone AS (DELETE FROM log RETURNING a) SELECT count(*) FROM gone", "source.query-writes"],
    ["INSERT INTO log VALUES (2)", "source.query-wrong"],
    ["SELECT 1; COMMIT; INSERT INTO log VALUES (3)", "source.query-failed"],
    ["SELECT a INTO copy FROM log", "source.query-wrong"],
    ["SELECT 1 FROM log FOR UPDATE", "source.query-writes"],
  ] as const;
  for (const [query, code] of attempts) {
    await using rig = await startRig([source({ query })], { secrets });
    await until(() => rig.view().reason !== null);
    expect(rig.view(), query).toMatchObject({ state: "mis-mapped", reason: { code } });
  }
  expect(await server.run("SELECT count(*) FROM log", "một cửa")).toBe("0\n");
  expect(await server.run("SELECT to_regclass('copy') IS NULL", "một cửa")).toBe("t\n");
});

it("gives up a slow query in time, and so does the server", async () => {
  await using rig = await startRig([source({ timeout: "1s", query: "SELECT pg_sleep(60)" })], { secrets });
  expect((await rig.untilState("failing")).reason).toMatchObject({ code: "source.timeout", params: { seconds: 1 } });
  await until(() => server.log().includes("canceling statement due to statement timeout"));
});

it("holds back neither many rows nor large ones", async () => {
  const cases = [
    ["SELECT generate_series(1, 2000000000) AS n", "source.too-many-rows"],
    ["SELECT repeat('x', 30000) AS x FROM generate_series(1, 5000)", "source.too-large"],
    ["SELECT repeat('x', 200000000) AS x", "source.too-large"],
  ] as const;
  for (const [query, code] of cases) {
    const before = process.memoryUsage().rss;
    await using rig = await startRig([source({ query, timeout: "20s", every: "1h" })], { secrets });
    await until(() => rig.view().reason !== null, { withinMs: 25_000 });
    expect(rig.view(), query).toMatchObject({ state: "mis-mapped", reason: { code } });
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  }
}, 90_000);

it("trusts no stranger's certificate, none of another host, and no server without TLS", async () => {
  const cases = [
    [{ ca: undefined }, "source.tls", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    [{ url: `postgresql://127.0.0.2:${server.port}/một cửa` }, "source.tls", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ] as const;
  for (const [over, code, detail] of cases) {
    await using rig = await startRig([source(over)], { secrets });
    expect((await rig.untilState("failing")).reason).toMatchObject({ code, params: { detail } });
  }
  {
    await using rig = await startRig([source({ url: `postgresql://127.0.0.1:${server.port}/một cửa` })], { secrets });
    await rig.untilState("ok");
  }
  await using plain = await startPostgresql({ tls: false });
  await plain.run("CREATE ROLE ioc LOGIN PASSWORD 'mật khẩu dài'");
  const url = `postgresql://localhost:${plain.port}/postgres`;
  const query = "SELECT 'tinh' AS code, 9 AS waiting, now() AS at";
  {
    await using rig = await startRig([source({ url, query })], { secrets });
    expect((await rig.untilState("failing")).reason?.code).toBe("source.no-tls");
  }
  await using rig = await startRig([source({ url, query, tls: false })], { secrets });
  await rig.untilNewest(9);
}, 60_000);

it("says so when there is no PostgreSQL at the address", async () => {
  const other = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const address = other.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  await using rig = await startRig([source({ url: `postgresql://127.0.0.1:${port}/a` })], { secrets });
  expect((await rig.untilState("failing")).reason?.code).toBe("source.not-postgresql");
  other.close();
});

it("goes on by itself after the server was gone, and after it was frozen", async () => {
  await using rig = await startRig([source({ timeout: "2s" })], { secrets });
  await rig.untilState("ok");
  await server.stop();
  await until(() => rig.view().reason?.params.detail === "ECONNREFUSED");
  await server.restart();
  await rig.untilState("ok");
  server.freeze();
  await until(() => rig.view().reason?.code === "source.timeout");
  server.thaw();
  await rig.untilState("ok");
}, 60_000);

it("asks only for what is new, also after a restart, and for all again with another query", async () => {
  await server.run(
    "CREATE TABLE flow (n int, at timestamptz, local timestamp); GRANT SELECT ON flow TO ioc",
    "một cửa",
  );
  const add = (n: number) =>
    server.run(
      `INSERT INTO flow VALUES (${n}, timestamptz '2026-02-01 08:00+07' + '${n} min', timestamp '2026-02-01 08:00' + '${n} min')`,
      "một cửa",
    );
  const flow = source({
    since: "2026-02-01T08:02:00+07:00",
    query: "SELECT n, at FROM flow WHERE at > $1 AND local > $1 ORDER BY at",
    mapping: '$.{ "indicator": "xe", "value": n, "asOf": at }',
  });
  for (const n of [1, 2, 3, 4]) await add(n);
  await using folder = await temporaryFolder();
  const rowsOf = async (rig: Awaited<ReturnType<typeof startRig>>) =>
    JSON.parse((await rig.sources.lastAnswer("nguon"))?.text ?? "[]").map((row: { n: number }) => row.n);
  {
    await using rig = await startRig([flow], { secrets, folder: folder.path });
    await rig.untilNewest(4);
    expect(rig.view().counts.accepted).toBe(2);
    // Nothing new is an answer and no fault.
    await until(async () => (await rowsOf(rig)).length === 0);
    await add(5);
    await rig.untilNewest(5);
    await until(async () => (await rowsOf(rig)).length === 0);
    expect(await rig.untilState("ok")).toMatchObject({ counts: { accepted: 3, repeated: 0, failures: 0 } });
  }
  {
    await add(6);
    await using rig = await startRig([flow], { secrets, folder: folder.path });
    await rig.untilNewest(6);
    expect(rig.view().counts).toMatchObject({ accepted: 1, repeated: 0 });
  }
  await using rig = await startRig([{ ...flow, query: `${flow.query} LIMIT 3` }], { secrets, folder: folder.path });
  await until(() => rig.view().counts.repeated === 3);
}, 60_000);

it("can be tried without storing anything", async () => {
  await using rig = await startRig([source({ every: "1h" })], { secrets });
  await rig.untilState("ok");
  const before = rig.view().counts.accepted;
  const trial = await rig.sources.tryOnce("nguon");
  expect(trial).toMatchObject({ type: "postgresql", isLive: true, valid: 1, reason: null });
  expect(trial.readings[0]).toMatchObject({ indicator: "xe", place: "huu-nghi", value: 21 });
  expect(rig.view().counts.accepted).toBe(before);
});
