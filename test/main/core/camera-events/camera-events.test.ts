import { createHmac } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { maxCameraEventsBytes } from "#contract/entities/camera-event.ts";
import { MapEventList, mostMapEvents } from "#contract/entities/map-event.ts";
import { CameraEventList, CameraEventsResult, Failure, routes, signatureHeader } from "#contract/http.ts";
import { everyTopic } from "#contract/told.ts";
import { drawnPicture } from "../../../lab/pictures.ts";
import { until } from "../../../lab/until.ts";
import { connect, startServer, type TestServer } from "../api/server-for-test.ts";

const jpeg = drawnPicture("jpeg");
const base64 = jpeg.toString("base64");
const camera = (id: string) => ({
  id,
  name: { vi: `Camera ${id}`, en: id },
  stream: { type: "rtsp", url: `rtsp://10.0.0.5/${id}` },
});
const start = (more: Parameters<typeof startServer>[0] = {}) =>
  startServer({
    sources: [
      {
        id: "ai",
        type: "camera-events",
        name: { vi: "Nền tảng camera", en: "Camera platform" },
        secret: "$".concat("{secret.ai}"),
        acceptTokens: true,
      },
      {
        id: "la",
        type: "camera-events",
        name: { vi: "Nền tảng khác", en: "Another" },
        mapping: '$.{ "id": $string(EventNo), "camera": Cam, "kind": "wrong-way", "time": At, "picture": Jpg }',
      },
    ],
    cameras: [camera("nga-tu"), camera("cau")],
    ...more,
  });
let count = 0;
const event = (more: Record<string, unknown> = {}) => ({
  ...{ id: `e-${++count}`, camera: "nga-tu", kind: "intrusion", time: new Date().toISOString() },
  ...more,
});
const call = (server: TestServer, body: unknown, headers: Record<string, string>, source = "ai") =>
  fetch(`${server.origin}${routes.cameraEventsOf(source)}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const asSender = async (server: TestServer) => ({ authorization: `Bearer ${await server.token("ingest")}` });
const list = async (server: TestServer, query = "") =>
  CameraEventList.parse(await (await server.get(`${routes.cameraEvents}${query}`, server.run.admin)).json()).events;
const codesOf = (result: CameraEventsResult) =>
  result.events.map((one) => (one.outcome === "refused" ? one.reason.code : one.outcome));
const files = async (server: TestServer): Promise<string[]> =>
  (await readdir(join(server.folder, "camera-events"), { recursive: true }).catch(() => [])).filter((name) =>
    name.includes("/"),
  );

it("takes events by token and by signature, once each, and gives them with their picture", async () => {
  await using server = await start();
  const sender = await asSender(server);
  const platform = () => server.sourceViews().find(({ id }) => id === "ai");
  expect(platform()).toMatchObject({ state: "starting", lastReadingAtMs: null });
  const plate = event({ id: "1", kind: "plate", plate: "12A-123.45", confidence: 0.93, picture: base64 });
  const first = CameraEventsResult.parse(await (await call(server, plate, sender)).json());
  expect(first).toMatchObject({ accepted: 1, repeated: 0, refused: 0 });
  const body = JSON.stringify([plate, event({ id: "2", camera: "cau", text: "Người vào khu vực cấm" })]);
  await server.setSecret("ai", "khoa-chung");
  const seconds = Math.floor(Date.now() / 1_000);
  const made = createHmac("sha256", "khoa-chung").update(`${seconds}.${body}`).digest("hex");
  const signed = await call(server, body, { [signatureHeader]: `t=${seconds},v1=${made}` });
  expect(codesOf(CameraEventsResult.parse(await signed.json()))).toEqual(["repeated", "accepted"]);
  const forged = await call(server, `${body} `, { [signatureHeader]: `t=${seconds},v1=${made}` });
  expect([forged.status, Failure.parse(await forged.json()).code]).toEqual([401, "access.bad-signature"]);
  expect((await call(server, body, {})).status).toBe(401);

  const events = await list(server);
  expect(events).toMatchObject([
    { number: 2, id: "2", camera: "cau", kind: "intrusion", text: "Người vào khu vực cấm", picture: "none" },
    { number: 1, source: "ai", kind: "plate", plate: "12A-123.45", confidence: 0.93, picture: "kept" },
  ]);
  const picture = await server.get(routes.cameraEventPicture(1), server.run.admin);
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  expect(Buffer.from(await picture.arrayBuffer()).equals(jpeg)).toBe(true);
  expect((await server.get(routes.cameraEventPicture(2), server.run.admin)).status).toBe(404);
  expect(server.sourceViews().find(({ id }) => id === "ai")).toMatchObject({
    ...{ state: "ok", counts: { accepted: 2, repeated: 1, refused: 0 } },
  });
  // What is shown for diagnosis is the platform's words, not a picture in letters; and no plate is in the log.
  const raw = await server.get(routes.sourceAnswer("ai"), server.run.admin);
  expect(await raw.text()).toContain("12A-123.45");
  expect(server.log()).not.toContain("12A-123.45");
});

it("takes events of cameras that have come by a list since the start, and no more of those that are gone", async () => {
  await using server = await start();
  const sender = await asSender(server);
  const codes = async () =>
    codesOf(
      CameraEventsResult.parse(await (await call(server, [event(), event({ camera: "cau-moi" })], sender)).json()),
    );
  expect(await codes()).toEqual(["accepted", "camera-event.unknown-camera"]);
  const imported = await fetch(`${server.origin}${routes.cameraList}`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.run.admin}`, "content-type": "text/csv" },
    body: "Mã camera;Tên camera;Địa chỉ luồng chính\ncau-moi;Cầu mới;rtsp://10.0.0.9/1",
  });
  expect(imported.status).toBe(200);
  expect(await codes()).toEqual(["accepted", "accepted"]);
  const undone = await fetch(`${server.origin}${routes.cameraListUndo}`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.run.admin}` },
  });
  expect(undone.status).toBe(200);
  expect(await codes()).toEqual(["accepted", "camera-event.unknown-camera"]);
});

it("is told to operators and administrators alone: a plate is personal data", async () => {
  await using server = await start();
  await call(server, event({ picture: base64 }), await asSender(server));
  for (const role of ["viewer", "ingest", "mirror"] as const) {
    const token = await server.token(role);
    expect((await server.get(routes.cameraEvents, token)).status).toBe(403);
    expect((await server.get(routes.cameraEventPicture(1), token)).status).toBe(403);
  }
  const operator = await server.token("operator");
  expect((await server.get(routes.cameraEvents, operator)).status).toBe(200);
  expect((await server.get(routes.cameraEventPicture(1), operator)).status).toBe(200);
});

it("refuses each event that cannot be right, with its reason, counts it, and takes the others", async () => {
  await using server = await start();
  const sender = await asSender(server);
  const bad = {
    "camera-event.unknown-camera": { camera: "khong-co" },
    "camera-event.from-future": { time: Date.now() + 6 * 60_000 },
    "camera-event.too-old": { time: Date.now() - 91 * 86_400_000 },
    "camera-event.invalid": { kind: "earthquake" },
    "camera-event.picture-too-large": { picture: Buffer.concat([jpeg, Buffer.alloc(2_000_000)]).toString("base64") },
  };
  const notPictures = [
    "khong phai anh",
    Buffer.from("<svg onload='x'></svg>").toString("base64"),
    jpeg.subarray(0, Math.floor(jpeg.length / 2)).toString("base64"),
    Buffer.from("GIF89a\x01\0\x01\0\0\0\0;", "latin1").toString("base64"),
    `data:image/png;base64,${Buffer.alloc(500).toString("base64")}`,
  ];
  const events = [
    event(),
    ...Object.values(bad).map((one) => event(one)),
    ...notPictures.map((picture) => event({ picture })),
    event({ picture: `data:image/png;base64,${drawnPicture("png", "64x36").toString("base64")}` }),
    { not: "an event" },
  ];
  const result = CameraEventsResult.parse(await (await call(server, events, sender)).json());
  expect(codesOf(result)).toEqual([
    "accepted",
    ...Object.keys(bad),
    ...notPictures.map(() => "camera-event.no-picture"),
    "accepted",
    "camera-event.invalid",
  ]);
  expect(await list(server)).toHaveLength(2);
  expect(await files(server)).toHaveLength(1);
  const view = server.sourceViews().find(({ id }) => id === "ai");
  expect(view).toMatchObject({ state: "ok", counts: { accepted: 2, refused: 11 } });
  expect(server.parts.refusals("ai").byCode).toMatchObject({ "camera-event.no-picture": 5, "camera-event.invalid": 2 });
  // Three calls in a row that hold nothing good speak for the source.
  for (let times = 0; times < 3; times++) await call(server, event({ camera: "khong-co" }), sender);
  expect(server.sourceViews().find(({ id }) => id === "ai")).toMatchObject({
    ...{ state: "mis-mapped", reason: { code: "camera-event.unknown-camera", params: { camera: "khong-co" } } },
  });

  const many = await call(
    server,
    Array.from({ length: 101 }, () => event()),
    sender,
  );
  expect([many.status, Failure.parse(await many.json()).code]).toEqual([413, "camera-event.too-large"]);
  const large = await call(server, "x".repeat(maxCameraEventsBytes + 1), sender);
  expect([large.status, Failure.parse(await large.json()).code]).toEqual([413, "camera-event.too-large"]);
  expect((await call(server, "{", sender)).status).toBe(400);
  expect((await call(server, event(), sender, "tha")).status).toBe(404);
  const wrongDoor = await fetch(`${server.origin}${routes.ingest("ai")}`, {
    method: "POST",
    headers: sender,
    body: "[]",
  });
  expect(wrongDoor.status).toBe(404);
});

it("understands a platform's own shape by a mapping, and tries one on its last call without storing anything", async () => {
  await using server = await start();
  const sender = await asSender(server);
  const given = [{ EventNo: 7, Cam: "cau", At: new Date().toISOString(), Jpg: base64 }];
  const result = CameraEventsResult.parse(await (await call(server, given, sender, "la")).json());
  expect(result.accepted).toBe(1);
  expect(await list(server)).toMatchObject([{ source: "la", id: "7", kind: "wrong-way", picture: "kept" }]);
  expect(await server.parts.sources.tryOnce("la")).toMatchObject({ valid: 1, invalid: 0, readings: [], reason: null });
  const other = '$.{ "id": "1", "camera": "x", "kind": "other", "time": At }';
  expect(await server.parts.sources.tryOnce("la", other)).toMatchObject({
    ...{ valid: 0, invalid: 1, refused: [{ reason: { code: "camera-event.unknown-camera" } }] },
  });
  expect(await list(server)).toHaveLength(1);
});

it("is asked for by camera, kind and time, in pages, and as it was known at a moment", async () => {
  await using server = await start();
  const sender = await asSender(server);
  const base = Date.now() - 60_000;
  for (let at = 0; at < 6; at++)
    await call(server, event({ id: `n-${at}`, time: base + at * 1_000, camera: at % 2 ? "cau" : "nga-tu" }), sender);
  const asOfMs = Date.now();
  server.clock.aheadMs = 60_000;
  await call(server, event({ id: "late", time: base + 2_500, kind: "smoke" }), sender);
  const ids = async (query: string) => (await list(server, query)).map(({ id }) => id);
  // A late one stands where it belongs.
  expect(await ids("")).toEqual(["n-5", "n-4", "n-3", "late", "n-2", "n-1", "n-0"]);
  expect(await ids(`?asOfMs=${asOfMs}`)).toEqual(["n-5", "n-4", "n-3", "n-2", "n-1", "n-0"]);
  expect(await ids("?camera=cau")).toEqual(["n-5", "n-3", "n-1"]);
  expect(await ids("?kind=smoke")).toEqual(["late"]);
  expect(await ids(`?fromMs=${base + 1_000}&toMs=${base + 3_000}`)).toEqual(["late", "n-2", "n-1"]);
  const page = await list(server, "?limit=3");
  expect(await ids(`?limit=3&before=${page.at(-1)?.number}`)).toEqual(["late", "n-2", "n-1"]);
});

it("tells every screen what happened of late and where, and nothing that is personal", async () => {
  await using server = await start();
  const sender = await asSender(server);
  const now = Date.now();
  const told = [
    event({ id: "1", kind: "plate", plate: "12A-123.45", picture: base64, time: now - 3_000 }),
    event({ id: "2", kind: "smoke", camera: "cau", text: "Khói ở xe 12A", time: now - 2_000 }),
    event({ id: "3", time: now - 1_000 }),
    event({ id: "4", time: now - 3 * 3_600_000 }),
  ];
  await call(server, told, sender);
  const ask = async (query: string, token = server.run.wall) => server.get(`${routes.mapEvents}?${query}`, token);
  const answer = await ask("withinMs=3600000&kind=plate&kind=smoke&kind=intrusion&kind=smoke");
  const text = await answer.text();
  expect(text).not.toContain("12A");
  expect(MapEventList.parse(JSON.parse(text))).toMatchObject({
    isCut: false,
    mapEvents: [
      { origin: "camera", number: 3, kind: "intrusion", camera: "nga-tu", source: "ai", atMs: now - 1_000 },
      { number: 2, kind: "smoke", camera: "cau", isSimulated: false },
      { number: 1, kind: "plate" },
    ],
  });
  const one = MapEventList.parse(await (await ask("withinMs=86400000&kind=intrusion")).json());
  expect(one.mapEvents.map(({ number }) => number)).toEqual([3, 4]);
  expect((await ask("withinMs=3600000&kind=smoke", await server.token("viewer"))).status).toBe(200);
  expect((await ask("withinMs=3600000&kind=smoke", await server.token("ingest"))).status).toBe(403);
  for (const query of ["withinMs=0&kind=smoke", "withinMs=3600000", "withinMs=3600000&kind=flood"])
    expect((await ask(query)).status).toBe(400);
});

it("tells the newest events where there are more than a map can show, and says so", async () => {
  await using server = await start();
  const sender = await asSender(server);
  const now = Date.now();
  for (let part = 0; part < 6; part++) {
    const many = Array.from({ length: 100 }, (_, at) =>
      event({ kind: at % 2 ? "crowd" : "smoke", time: now - 600_000 + (part * 100 + at) * 1_000 }),
    );
    await call(server, many, sender);
  }
  const answer = await server.get(`${routes.mapEvents}?withinMs=3600000&kind=crowd&kind=smoke`, server.run.wall);
  const { mapEvents, isCut } = MapEventList.parse(await answer.json());
  expect([mapEvents.length, isCut]).toEqual([mostMapEvents, true]);
  expect(mapEvents.map(({ atMs }) => atMs)).toEqual(
    Array.from({ length: mostMapEvents }, (_, at) => now - 600_000 + (599 - at) * 1_000),
  );
});

it("tells screens that there is one, without a plate, and only those that ask", async () => {
  await using server = await start();
  const sender = await asSender(server);
  using desk = await connect(server, { token: server.run.admin, topics: everyTopic });
  using other = await connect(server, { token: server.run.admin, topics: { ...everyTopic, cameraEvents: false } });
  await Promise.all([desk.next("snapshot"), other.next("snapshot")]);
  await call(server, event({ kind: "plate", plate: "12A-999.99" }), sender);
  const delta = await desk.next("delta", ({ cameraEvent }) => cameraEvent !== undefined);
  expect(delta.cameraEvent).toMatchObject({ number: 1, camera: "nga-tu", kind: "plate" });
  expect(JSON.stringify(delta)).not.toContain("12A");
  await other.next("heartbeat");
  expect(other.received.some((one) => one.type === "delta" && one.cameraEvent !== undefined)).toBe(false);
  using late = await connect(server, { token: server.run.admin });
  expect((await late.next("snapshot")).cameraEvent).toMatchObject({ number: 1 });
});

it("keeps pictures within their room, the newest ones, and events no longer than it may", async () => {
  // The room is for ten megabytes; each picture is made to weigh two.
  await using server = await start({ retention: { cameraEvents: "2d", cameraEventPicturesMb: 10 } });
  const sender = await asSender(server);
  const heavy = Buffer.concat([jpeg.subarray(0, 2), comment(1_900_000 - jpeg.length), jpeg.subarray(2)]);
  for (let at = 0; at < 7; at++) await call(server, event({ picture: heavy.toString("base64") }), sender);
  const kinds = async () => (await list(server)).map(({ picture }) => picture);
  await until(async () => (await kinds()).filter((one) => one === "gone").length === 2, { what: "pictures to go" });
  expect(await kinds()).toEqual(["kept", "kept", "kept", "kept", "kept", "gone", "gone"]);
  expect(await files(server)).toHaveLength(5);
  expect((await server.get(routes.cameraEventPicture(1), server.run.admin)).status).toBe(410);
  expect((await server.get(routes.cameraEventPicture(7), server.run.admin)).status).toBe(200);

  server.clock.aheadMs = 3 * 86_400_000;
  await call(server, event({ time: Date.now() + server.clock.aheadMs }), sender);
  await until(async () => (await list(server)).length === 1, { what: "old events to go" });
  expect(await files(server)).toEqual([]);
});

it("says when a picture was taken away by hand, and sends the platform back while nothing can be written", async () => {
  await using server = await start();
  const sender = await asSender(server);
  await call(server, event({ picture: base64 }), sender);
  await rm(join(server.folder, "camera-events"), { recursive: true });
  expect((await server.get(routes.cameraEventPicture(1), server.run.admin)).status).toBe(410);
  await writeFile(join(server.folder, "camera-events"), "in the way");
  const failed = await call(server, event({ picture: base64 }), sender);
  expect([failed.status, failed.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(server.sourceViews().find(({ id }) => id === "ai")).toMatchObject({ state: "store-failed" });
  // Sent again, as it was told to, once the disk is there: one event.
  await rm(join(server.folder, "camera-events"));
  const again = event({ id: `e-${count}`, picture: base64 });
  expect((await call(server, again, sender)).status).toBe(200);
  expect(await list(server)).toHaveLength(2);
  expect(server.sourceViews().find(({ id }) => id === "ai")).toMatchObject({ state: "ok" });
});

/** Comment segments of a JPEG (ITU-T T.81 B.2.4.5), so that a small picture weighs as much as a large one. */
function comment(bytes: number): Buffer {
  const parts: Buffer[] = [];
  for (let left = bytes; left > 4; left -= 65_537) {
    const length = Math.min(left, 65_537) - 2;
    const part = Buffer.alloc(length + 2);
    part.writeUInt16BE(0xfffe, 0);
    part.writeUInt16BE(length, 2);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
