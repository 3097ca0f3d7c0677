import { createHmac } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CitizenReport } from "#contract/entities/citizen-report.ts";
import { ReportMapEventList } from "#contract/entities/map-event.ts";
import { Failure, IngestResult, Refusals, routes, SourceTrial, signatureHeader } from "#contract/http.ts";
import { serviceRequest, startOpen311 } from "../../../lab/open311.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { startServer, type TestServer } from "../api/server-for-test.ts";
import { type Rig, startRig } from "../connectors/rig.ts";

const secret = /Bí Mật|0912345678|bimat|bi-mat|ngõ 7|bãi rác/;
const minute = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const words = (vi: string) => ({ vi, en: vi });
const platform = (origin: string, more: Record<string, unknown> = {}) => ({
  ...{ id: "phan-anh", type: "rest", name: words("Phản ánh hiện trường"), gives: "citizen-reports" },
  ...{ url: `${origin}/requests.json`, every: "1s", lateAfter: "1m", mapping: "$" },
  ...more,
});
const called = {
  ...{ id: "goi", type: "webhook", name: words("Nền tảng gọi sang"), gives: "citizen-reports", lateAfter: "7d" },
  secret: "$".concat("{secret.goi}"),
  acceptTokens: true as const,
};
const told = async (server: TestServer, query = "", token = server.run.viewer) =>
  ReportMapEventList.parse(
    await (await server.get(`${routes.reportMapEvents}?withinMs=${90 * 86_400_000}${query}`, token)).json(),
  );
const view = (server: TestServer, id = "phan-anh") => server.sourceViews().find((one) => one.id === id);
const send = async (server: TestServer, reports: unknown) => {
  const answer = await fetch(`${server.origin}${routes.ingest("goi")}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${await server.token("ingest")}` },
    body: JSON.stringify(reports),
  });
  return IngestResult.parse(await answer.json());
};
const codes = ({ readings }: IngestResult) =>
  readings.map((one) => (one.outcome === "refused" ? one.reason.code : one.outcome));

it("mirrors what a server of Open311 GeoReport v2 tells: each report once, with the state it has now", async () => {
  await using open311 = await startOpen311(2);
  open311.requests = [
    serviceRequest("pa-1"),
    serviceRequest("pa-2", { status: "closed", requested_datetime: ago(120 * minute) }),
    serviceRequest("pa-3", { lat: null, long: null, requested_datetime: ago(180 * minute) }),
  ];
  const paging = { by: "page", parameter: "page" };
  await using server = await startServer({ sources: [platform(open311.origin, { paging })], areSourcesRunning: true });
  await until(async () => (await told(server, "&closed=true")).mapEvents.length === 3);
  expect(open311.asked.slice(0, 3)).toEqual([
    "/requests.json?page=1",
    "/requests.json?page=2",
    "/requests.json?page=3",
  ]);
  const { mapEvents, isCut } = await told(server, "&closed=true");
  expect(isCut).toBe(false);
  expect(mapEvents).toMatchObject([
    { origin: "report", number: 1, service: "Rác thải", state: "open", position: { lat: 22, lon: 107 } },
    { number: 2, state: "closed", isSimulated: false, source: "phan-anh" },
    { number: 3, position: null },
  ]);
  expect((await told(server)).mapEvents.map(({ number }) => number)).toEqual([1, 3]);
  await until(() => (view(server)?.counts.repeated ?? 0) > 3);
  expect(view(server)).toMatchObject({ state: "ok", gives: "citizen-reports", counts: { accepted: 3, refused: 0 } });

  // Closed there, it is closed here; the number stays.
  open311.requests[0] = serviceRequest("pa-1", { status: "CLOSED", updated_datetime: ago(0) });
  await until(async () => (await told(server)).mapEvents.length === 1);
  expect(view(server)?.counts.accepted).toBe(4);
  expect((await told(server, "&closed=true")).mapEvents[0]).toMatchObject({ number: 1, state: "closed" });
});

it("hears that there is nothing, and nothing else than before: a platform that answers is not late", async () => {
  await using open311 = await startOpen311();
  await using server = await startServer({ sources: [platform(open311.origin)], areSourcesRunning: true });
  await until(() => view(server)?.state === "ok");
  expect(view(server)?.counts.accepted).toBe(0);
  const heardMs = () => view(server)?.lastReadingAtMs ?? 0;
  const first = heardMs();
  await until(() => heardMs() > first, { what: "heard again that there is none" });
  open311.requests = [serviceRequest("pa-1")];
  await until(() => view(server)?.counts.accepted === 1);
  const second = heardMs();
  // 304 to its own ETag from now on.
  await until(() => heardMs() > second, { what: "heard that nothing changed" });
  expect(view(server)).toMatchObject({ state: "ok", reason: null });
  await open311.stop();
  await until(() => view(server)?.state === "failing");
  expect((await told(server)).mapEvents).toHaveLength(1);
});

it("goes never back, and takes the last of two states of one moment", async () => {
  await using server = await startServer({ sources: [called] });
  const at = (updated: string, status: string) => serviceRequest("pa-1", { status, updated_datetime: updated });
  expect(codes(await send(server, at(ago(10 * minute), "open")))).toEqual(["accepted"]);
  const closed = ago(5 * minute);
  expect(codes(await send(server, [at(closed, "closed"), at(ago(8 * minute), "open")]))).toEqual([
    "accepted",
    "repeated",
  ]);
  expect((await told(server)).mapEvents).toEqual([]);
  expect(codes(await send(server, [at(closed, "closed"), at(closed, "open")]))).toEqual(["repeated", "accepted"]);
  expect((await told(server)).mapEvents).toHaveLength(1);
  expect(server.sourceViews().find(({ id }) => id === "goi")?.counts).toMatchObject({ accepted: 3, repeated: 2 });
});

it("counts what it refuses, each by its reason, and says it", async () => {
  await using server = await startServer({ sources: [called], retention: { citizenReports: "10d" } });
  const cases: [string, Record<string, unknown>][] = [
    ["citizen-report.no-id", { service_request_id: null }],
    ["citizen-report.no-service", { service_name: "", service_code: null }],
    ["citizen-report.bad-position", { lat: "hai mươi hai", long: 107 }],
    ["citizen-report.bad-position", { lat: 0, long: 0 }],
    ["citizen-report.bad-position", { lat: 22, long: null }],
    ["citizen-report.bad-position", { lat: 220, long: 107 }],
    ["citizen-report.outside", { lat: 10.8, long: 106.7 }],
    ["citizen-report.bad-position", { lat: 107, long: 22 }],
    ["citizen-report.from-future", { updated_datetime: ago(-10 * minute) }],
    ["citizen-report.too-old", { requested_datetime: ago(11 * 86_400_000), updated_datetime: null }],
    ["citizen-report.invalid", { status: "đang xử lý" }],
    ["citizen-report.invalid", { requested_datetime: "hôm qua" }],
    // An old one that somebody still works on is none.
    ["accepted", { requested_datetime: ago(30 * 86_400_000), updated_datetime: ago(0) }],
    // Servers leave out what they do not know, too.
    ["accepted", { lat: undefined, long: undefined }],
    ["accepted", { lat: "22.5", long: " 107.25 ", service_request_id: 4_711, expected_datetime: "" }],
  ];
  const result = await send(
    server,
    cases.map(([, more], at) => serviceRequest(`pa-${at}`, more)),
  );
  expect(codes(result)).toEqual(cases.map(([code]) => code));
  server.state.sources = server.sourceViews();
  const refusals = Refusals.parse(await (await server.get(routes.refusals("goi"), server.run.admin)).json());
  expect(refusals.byCode).toMatchObject({ "citizen-report.bad-position": 5, "citizen-report.invalid": 2 });
  expect((await told(server)).mapEvents.map(({ position }) => position)).toContainEqual({ lat: 22.5, lon: 107.25 });
  expect(JSON.stringify(refusals)).not.toMatch(secret);
});

it("keeps nobody's words or name: not on the disk, in no answer, log or list of what was refused", async () => {
  await using open311 = await startOpen311();
  open311.requests = [serviceRequest("pa-1"), serviceRequest("pa-2", { lat: "?" })];
  await using server = await startServer({ sources: [platform(open311.origin), called], areSourcesRunning: true });
  await until(() => view(server)?.counts.accepted === 1);
  await send(server, [serviceRequest("pa-3"), serviceRequest("pa-4", { status: "?" })]);

  for (const role of ["viewer", "ingest", "mirror"] as const)
    expect((await server.get(routes.citizenReport(1), await server.token(role))).status).toBe(403);
  const one = await server.get(routes.citizenReport(1), await server.token("operator"));
  const report = CitizenReport.parse(await one.json());
  expect(report).toMatchObject({ id: "pa-1", agency: "UBND phường Đông Kinh", service: "Rác thải" });
  const none = await server.get(routes.citizenReport(99), server.run.admin);
  expect([none.status, Failure.parse(await none.json()).code]).toEqual([404, "citizen-report.unknown"]);
  expect((await server.get(`${routes.reportMapEvents}?withinMs=1000`)).status).toBe(401);

  const texts = [JSON.stringify(report), JSON.stringify(await told(server)), server.log()];
  for (const id of ["phan-anh", "goi"]) {
    const raw = await (await server.get(routes.sourceAnswer(id), server.run.admin)).text();
    expect(raw).toContain("service_request_id");
    texts.push(raw, JSON.stringify(server.parts.refusals(id)));
  }
  for (const name of await readdir(server.folder, { recursive: true })) {
    const bytes = await readFile(join(server.folder, name)).catch(() => Buffer.alloc(0));
    texts.push(bytes.toString("utf8"));
  }
  for (const text of texts) expect(text).not.toMatch(secret);
});

it("forgets what it wrote down of a source before anybody said that it tells of citizens", async () => {
  await using open311 = await startOpen311();
  open311.requests = [serviceRequest("pa-1")];
  await using folder = await temporaryFolder();
  const before = { ...platform(open311.origin), gives: undefined };
  const written = async (rig: Rig) => (await rig.store.sourceMemory.get("phan-anh", "·last-answer")) ?? "";
  {
    await using rig = await startRig([before], { folder: folder.path });
    await until(async () => secret.test(await written(rig)), { what: "the answer on the disk" });
  }
  await using rig = await startRig([platform(open311.origin)], { folder: folder.path });
  await until(async () => (await written(rig)) === "null", { what: "nothing of it left" });
  await until(() => rig.view().counts.refused > 0);
  expect(await written(rig)).toBe("null");
});

it("shows in a trial what would be taken, and stores nothing", async () => {
  await using open311 = await startOpen311();
  open311.requests = [serviceRequest("pa-1"), serviceRequest("pa-2", { lat: 10 })];
  await using server = await startServer({ sources: [platform(open311.origin), called] });
  const post = async (id: string, body?: unknown) =>
    SourceTrial.parse(
      await (
        await fetch(`${server.origin}${routes.sourceTest(id)}`, {
          method: "POST",
          headers: { authorization: `Bearer ${server.run.admin}`, "content-type": "application/json" },
          body: JSON.stringify(body ?? {}),
        })
      ).json(),
    );
  const trial = await post("phan-anh");
  expect(trial).toMatchObject({ valid: 1, invalid: 1, readings: [], reason: null });
  expect(trial.reports).toMatchObject([{ id: "pa-1", service: "Rác thải", position: { lat: 22, lon: 107 } }]);
  expect(trial.refused[0]?.reason.code).toBe("citizen-report.outside");
  const tried = await post("phan-anh", { mapping: '$.{ "service_request_id": service_code }' });
  expect([tried.valid, tried.refused[0]?.reason.code]).toEqual([0, "citizen-report.invalid"]);
  // A call is mapped anew from what is remembered of it.
  await send(server, serviceRequest("pa-9"));
  const again = await post("goi");
  expect(again.reports).toMatchObject([{ id: "pa-9" }]);
  expect(JSON.stringify([trial, tried, again])).not.toMatch(secret);
  expect((await told(server)).mapEvents).toHaveLength(1);
});

it("takes signed calls, and turns a stranger away", async () => {
  await using server = await startServer({ sources: [called] });
  await server.setSecret("goi", "khoa-chung");
  const body = JSON.stringify([serviceRequest("pa-1")]);
  const seconds = Math.floor(Date.now() / 1_000);
  const made = createHmac("sha256", "khoa-chung").update(`${seconds}.${body}`).digest("hex");
  const call = (headers: Record<string, string>) =>
    fetch(`${server.origin}${routes.ingest("goi")}`, { method: "POST", headers, body });
  expect((await call({ [signatureHeader]: `t=${seconds},v1=${made}` })).status).toBe(200);
  expect((await call({})).status).toBe(401);
  expect((await told(server)).mapEvents).toHaveLength(1);
});

it("lets go what changed the longest ago where there are too many, and does not take it in again", async () => {
  await using server = await startServer({ sources: [called], limits: { citizenReports: 3 } });
  const reports = [50, 40, 30, 20, 10].map((minutes) =>
    serviceRequest(`pa-${minutes}`, { requested_datetime: ago(60 * minute), updated_datetime: ago(minutes * minute) }),
  );
  expect(codes(await send(server, reports))).toEqual(Array(5).fill("accepted"));
  await until(async () => (await told(server)).mapEvents.length === 3, { what: "two are gone" });
  expect(codes(await send(server, reports))).toEqual([
    "citizen-report.no-room",
    "citizen-report.no-room",
    ...Array(3).fill("repeated"),
  ]);
});

it("lets go what has grown too old", async () => {
  await using server = await startServer({ sources: [called], retention: { citizenReports: "1d" } });
  await send(server, serviceRequest("pa-1"));
  expect((await told(server)).mapEvents).toHaveLength(1);
  server.clock.aheadMs = 2 * 86_400_000;
  await send(server, serviceRequest("pa-2", { updated_datetime: new Date(Date.now() + 2 * 86_400_000).toISOString() }));
  await until(async () => (await told(server)).mapEvents.length === 1, { what: "the first is gone" });
  expect((await told(server)).mapEvents[0]?.number).toBe(2);
});
