import { createHmac } from "node:crypto";
import { connect, type Socket } from "node:net";
import { expect, it } from "vitest";
import { LastAnswer } from "#contract/entities/source.ts";
import { Failure, IngestResult, routes, SourceTrial, signatureHeader } from "#contract/http.ts";
import { until } from "../../../lab/until.ts";
import { drip, flood } from "../connectors/contract/peer.ts";
import { serve } from "../connectors/platform.ts";
import { startServer, type TestServer } from "./server-for-test.ts";

const words = { vi: "Gọi tới", en: "Calls" };
const secret = "chia-khoa-chung";
const webhook = (over: Record<string, unknown> = {}) => ({
  id: "goi-toi",
  type: "webhook",
  name: words,
  lateAfter: "5m",
  secret: "$".concat("{secret.goi-toi}"),
  acceptTokens: true,
  ...over,
});
const one = (value: unknown, asOf = "2026-01-01T00:00:00+07:00") => ({
  indicator: "xe-cho",
  place: "cua-a",
  value,
  asOf,
});

async function start(over: Record<string, unknown> = {}, limits = {}): Promise<TestServer> {
  const server = await startServer({ sources: [webhook(over)], areSourcesRunning: true, limits });
  await server.setSecret("goi-toi", secret);
  return server;
}

function post(server: TestServer, body: string, headers: Record<string, string>, source = "goi-toi") {
  return fetch(server.origin + routes.ingest(source), { method: "POST", body, headers });
}
const signed = (body: string, atMs = Date.now(), key = secret) => {
  const seconds = Math.round(atMs / 1_000);
  const hex = createHmac("sha256", key).update(`${seconds}.${body}`).digest("hex");
  return { [signatureHeader]: `t=${seconds},v1=${hex}`, "content-type": "application/json" };
};
/** Stored readings but for the one that is published in the profile. */
const stored = async (server: TestServer) =>
  (await server.parts.store.readings.counts()).readings -
  (await server.parts.store.readings.latest()).filter((r) => r.source === "cong-bo").length;
const codeOf = async (response: Response) => Failure.parse(await response.json()).code;

it("answers for each reading once all that was accepted is stored", async () => {
  await using server = await start();
  const token = await server.token("ingest");
  const body = JSON.stringify([
    one(312),
    one(312),
    one(1, "2099-01-01T00:00:00Z"),
    { indicator: "xe-cho" },
    one(7, "2026-01-02T00:00:00Z"),
  ]);
  const response = await post(server, body, { authorization: `Bearer ${token}` });
  expect(response.status).toBe(200);
  const result = IngestResult.parse(await response.json());
  expect(result).toMatchObject({ accepted: 2, repeated: 1, refused: 2 });
  expect(result.readings).toEqual([
    { outcome: "accepted" },
    { outcome: "repeated" },
    { outcome: "refused", reason: expect.objectContaining({ code: "reading.from-future" }) },
    { outcome: "refused", reason: expect.objectContaining({ code: "reading.invalid" }) },
    { outcome: "accepted" },
  ]);
  expect(await stored(server)).toBe(2);
  const again = IngestResult.parse(await (await post(server, body, signed(body))).json());
  expect(again).toMatchObject({ accepted: 0, repeated: 3, refused: 2 });
});

it("takes a good signature or a token that may, and nothing else", async () => {
  await using server = await start();
  const body = JSON.stringify(one(1));
  const cases: [status: number, code: string, headers: Record<string, string>, sent?: string][] = [
    [401, "access.no-token", {}],
    [401, "access.bad-token", { authorization: "Bearer xyz" }],
    [403, "access.forbidden", { authorization: `Bearer ${await server.token("viewer")}` }],
    [403, "access.forbidden", { authorization: `Bearer ${await server.token("operator")}` }],
    [401, "access.bad-signature", signed(body, Date.now(), "khoa khac")],
    [401, "access.bad-signature", signed(body, Date.now() - 6 * 60_000)],
    [401, "access.bad-signature", signed(body, Date.now() + 6 * 60_000)],
    [401, "access.bad-signature", signed(body), `${body} `],
    [401, "access.bad-signature", { [signatureHeader]: "t=1,v1=" }],
  ];
  for (const [status, code, headers, sent = body] of cases) {
    const response = await post(server, sent, headers);
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  }
  // Who may not call is not told which sources there are; who may is.
  expect(await codeOf(await post(server, body, signed(body), "khong-co"))).toBe("access.no-token");
  const token = await server.token("ingest");
  const { admin } = server.run;
  expect((await post(server, body, { authorization: `Bearer ${admin}` }, "khong-co")).status).toBe(404);
  expect((await post(server, body, { authorization: `Bearer ${admin}` }, "tha")).status).toBe(404);
  expect(await stored(server)).toBe(0);
  expect(await server.parts.sources.lastAnswer("goi-toi")).toBeNull();
  expect((await post(server, body, signed(body))).status).toBe(200);
  // The token of a platform opens nothing else.
  expect((await server.get(routes.status, token)).status).toBe(403);
});

it("patience with wrong signatures ends", async () => {
  await using server = await start({}, { refusalsPerMinute: 5 });
  const body = JSON.stringify(one(1));
  const statuses: number[] = [];
  for (let at = 0; at < 8; at++) statuses.push((await post(server, body, signed(body, Date.now(), "sai"))).status);
  expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
  expect(statuses.at(-1)).toBe(429);
});

it("takes a thousand readings a call and refuses more with 413, by number and by size", async () => {
  await using server = await start();
  const many = (count: number) =>
    JSON.stringify(
      Array.from({ length: count }, (_, at) => one(at, new Date(1_700_000_000_000 + at * 60_000).toISOString())),
    );
  const good = many(1_000);
  const result = IngestResult.parse(await (await post(server, good, signed(good))).json());
  expect(result.accepted).toBe(1_000);
  const more = many(1_001);
  const refused = await post(server, more, signed(more));
  expect([refused.status, await codeOf(refused)]).toEqual([413, "request.too-large"]);
  const large = JSON.stringify({ text: "x".repeat(1_000_001) });
  const cut = await post(server, large, signed(large));
  expect([cut.status, await codeOf(cut)]).toEqual([413, "request.too-large"]);
  expect(await stored(server)).toBe(1_000);
});

it("maps a foreign shape, and says what is wrong with one that does not fit", async () => {
  const mapping = 'xe.{ "indicator": "xe-cho", "place": "cua-a", "value": so, "asOf": luc }';
  await using server = await start({ mapping });
  const send = (body: string) => post(server, body, signed(body));
  const good = JSON.stringify({ xe: [{ so: 4, luc: "2026-02-01T00:00:00Z" }] });
  expect(IngestResult.parse(await (await send(good)).json()).accepted).toBe(1);
  const cases: [string, number, string][] = [
    ["{", 400, "request.invalid"],
    ["", 400, "request.invalid"],
    ['{"khac": 1}', 422, "source.nothing-given"],
  ];
  for (const [body, status, code] of cases) {
    const response = await send(body);
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  }
});

it("shows an administrator the last raw answer and a trial, with secrets masked", async () => {
  await using server = await start();
  const body = JSON.stringify([one(5), one("x".repeat(500)), { ...one(1), unit: secret }]);
  expect((await post(server, body, signed(body))).status).toBe(200);
  const { admin } = server.run;
  const answer = LastAnswer.parse(await (await server.get(routes.sourceAnswer("goi-toi"), admin)).json());
  expect(answer).toMatchObject({ from: "POST", bytes: body.length, text: body.replace(secret, "•••") });
  const tried = await fetch(server.origin + routes.sourceTest("goi-toi"), {
    method: "POST",
    headers: { authorization: `Bearer ${admin}` },
  });
  const trial = SourceTrial.parse(await tried.json());
  expect(trial).toMatchObject({ isLive: false, valid: 1, invalid: 2, reason: null });
  expect(trial.readings[0]).toMatchObject({ indicator: "xe-cho", place: "cua-a", value: 5, source: "goi-toi" });
  for (const role of ["viewer", "ingest"] as const) {
    const token = await server.token(role);
    for (const path of [routes.sourceAnswer("goi-toi"), routes.sourceMapping("goi-toi")])
      expect((await server.get(path, token)).status).toBe(403);
  }
  expect((await server.get(routes.sourceAnswer("goi-toi"), await server.token("operator"))).status).toBe(200);
  expect((await server.get(routes.sourceAnswer("khong-co"), admin)).status).toBe(404);
});

it("a trial asks the platform itself and stores nothing", async () => {
  await using platform = await serve((request, response) => {
    response.end(JSON.stringify({ so: 9, key: request.headers["x-key"] }));
  });
  const url = `${platform.url}/so-lieu`;
  const mapping =
    '[{ "indicator": "xe-cho", "value": so, "asOf": $receivedAt }, { "indicator": "khac", "value": 1, "asOf": $receivedAt }]';
  const rest = { id: "hoi", type: "rest", name: words, lateAfter: "5m", url, every: "1h", mapping };
  await using server = await startServer({
    sources: [
      { ...rest, headers: { "x-key": "$".concat("{secret.goi-toi}") } },
      { ...rest, id: "hong", url: "http://127.0.0.1:1/" },
    ],
  });
  await server.setSecret("goi-toi", secret);
  const ask = async (id: string) => {
    const headers = { authorization: `Bearer ${server.run.admin}` };
    const response = await fetch(server.origin + routes.sourceTest(id), { method: "POST", headers });
    return response.json();
  };
  const trial = SourceTrial.parse(await ask("hoi"));
  expect(trial).toMatchObject({ isLive: true, valid: 1, invalid: 1, reason: null });
  expect(trial.answer?.text).toBe('{"so":9,"key":"•••"}');
  expect(trial.refused[0]).toMatchObject({ reason: { code: "reading.unknown-indicator" } });
  expect(SourceTrial.parse(await ask("hong"))).toMatchObject({
    valid: 0,
    answer: null,
    reason: { code: "source.unreachable" },
  });
  expect(Failure.parse(await ask("khong-co")).code).toBe("source.unknown");
  expect(await stored(server)).toBe(0);
  expect(server.log()).not.toContain(secret);
});

it("tries a mapping that an operator gives, apart from the core, and stores nothing", async () => {
  await using platform = await serve((_request, response) => response.end(JSON.stringify({ so: 9 })));
  const mapping = '{ "indicator": "xe-cho", "value": so, "asOf": $receivedAt }';
  const rest = { id: "hoi", type: "rest", name: words, lateAfter: "5m", url: platform.url, every: "1h", mapping };
  await using server = await startServer({ sources: [rest] });
  const operator = await server.token("operator");
  expect(await (await server.get(routes.sourceMapping("hoi"), operator)).json()).toEqual({ id: "hoi", mapping });
  const ask = async (given: unknown, token = operator) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const body = JSON.stringify({ mapping: given });
    return fetch(server.origin + routes.sourceTest("hoi"), { method: "POST", headers, body });
  };
  const trial = async (given: string) => SourceTrial.parse(await (await ask(given)).json());
  expect(
    await trial('[{ "indicator": "xe-cho", "value": so * 2, "asOf": $receivedAt }, { "indicator": 1 }]'),
  ).toMatchObject({ isLive: true, valid: 1, invalid: 1, readings: [{ value: 18 }], answer: { text: '{"so":9}' } });
  expect((await trial('{\n "indicator": }')).reason).toMatchObject({
    code: "source.mapping-syntax",
    params: { line: 2 },
  });
  expect((await trial('$error("hong")')).reason).toMatchObject({ code: "source.mapping-failed" });
  // A pattern that would keep a processor busy for years, and one that wants all the memory there is.
  const slow = trial('$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)');
  const health = await fetch(server.origin + routes.health);
  expect(health.status).toBe(200);
  expect((await slow).reason).toMatchObject({ code: "source.mapping-too-slow" });
  expect((await ask("x".repeat(20_001))).status).toBe(400);
  expect((await ask(mapping, await server.token("viewer"))).status).toBe(403);
  expect(await stored(server)).toBe(0);
});

/** A caller on bare TCP, so that it can do what no decent one does. */
async function call(
  server: TestServer,
  then: (socket: Socket) => void,
): Promise<{ answer(): string; isClosed(): boolean; sentBytes(): number }> {
  const { hostname, port } = new URL(server.origin);
  const socket = connect(Number(port), hostname);
  let answer = "";
  let isClosed = false;
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    isClosed = true;
  });
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  then(socket);
  return {
    answer: () => answer,
    isClosed: () => isClosed,
    sentBytes: () => socket.bytesWritten - socket.writableLength,
  };
}

it("a caller that sends a gigabyte is cut, one that breaks off leaves nothing behind", async () => {
  await using server = await start();
  const token = await server.token("ingest");
  const head = (more: string) =>
    `POST ${routes.ingest("goi-toi")} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n${more}\r\n\r\n`;
  const chunk = Buffer.from(`f4240\r\n${" ".repeat(1_000_000)}\r\n`);
  const rssBefore = process.memoryUsage().rss;
  const flooding = await call(server, (socket) => {
    socket.write(head("transfer-encoding: chunked"));
    flood(socket, 1_000_000_000, chunk);
  });
  await until(() => flooding.answer().includes("413") && flooding.isClosed());
  expect(flooding.sentBytes()).toBeLessThan(30_000_000);
  expect(process.memoryUsage().rss - rssBefore).toBeLessThan(200_000_000);
  const body = JSON.stringify([one(1)]);
  const broken = await call(server, (socket) => {
    socket.write(head(`content-length: ${body.length}`));
    socket.write(body.slice(0, 10), () => socket.resetAndDestroy());
  });
  await until(broken.isClosed);
  expect(await stored(server)).toBe(0);
  expect((await post(server, body, { authorization: `Bearer ${token}` })).status).toBe(200);
});

it("a caller that drips is cut", async () => {
  await using server = await start({}, { requestWithinMs: 2_000 });
  const token = await server.token("ingest");
  const head = `POST ${routes.ingest("goi-toi")} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}`;
  const dripping = await call(server, (socket) => {
    socket.write(`${head}\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n`);
    drip(socket, " ".repeat(100_000));
  });
  await until(dripping.isClosed);
  expect((await post(server, JSON.stringify([one(1)]), { authorization: `Bearer ${token}` })).status).toBe(200);
});
