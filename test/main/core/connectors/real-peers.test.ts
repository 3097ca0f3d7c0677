import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { WebSocketServer } from "ws";
import { startMosquitto } from "../../../lab/mosquitto.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { serve } from "./platform.ts";
import { startRig } from "./rig.ts";

const reference = (name: string) => "$".concat(`{${name}}`);
const mapping = '{ "indicator": "xe", "value": so, "asOf": $receivedAt }';

it.each(["3.1.1", 5] as const)(
  "mosquitto with TLS and a password, MQTT %s: wildcards and retained",
  async (protocol) => {
    await using broker = await startMosquitto({ tls: true, users: { ioc: "mật khẩu" } });
    await broker.publish("cua-khau/huu-nghi/phut", '{"so": 21}', { isRetained: true });
    const source = {
      type: "mqtt",
      url: broker.url,
      protocol,
      topics: ["cua-khau/+/phut", "khac/#"],
      username: "ioc",
      password: reference("secret.mqtt"),
      ca: broker.certificateFile,
      mapping: '{ "indicator": "xe", "place": $split($topic, "/")[1], "value": so, "asOf": $receivedAt }',
    };
    await using rig = await startRig([source], { secrets: { mqtt: "mật khẩu" } });
    // Retained: sent before we came.
    await rig.untilNewest(21, "xe", "huu-nghi");
    await broker.publish("khac/tinh/a/b", '{"so": 22}');
    await rig.untilNewest(22, "xe", "tinh");
    expect(await rig.untilState("ok")).toMatchObject({ counts: { accepted: 2, failures: 0 } });
    expect(broker.log()).toContain(protocol === 5 ? "p5" : "p2");
    {
      await using wrong = await startRig([source], { secrets: { mqtt: "sai" } });
      expect((await wrong.untilState("refused")).line?.refusedBy).toBe(`localhost:${broker.port}`);
    }
    await using stranger = await startRig([{ ...source, ca: undefined }], { secrets: { mqtt: "mật khẩu" } });
    expect((await stranger.untilState("failing")).reason?.code).toBe("source.tls");
  },
);

it("a server of events: goes on after a break and after a restart from the last event that was stored", async () => {
  const lines = new Set<ServerResponse>();
  const cameWith: (string | undefined)[] = [];
  await using platform = await serve((request, response) => {
    cameWith.push(request.headers["last-event-id"] as string | undefined);
    response
      .writeHead(200, { "content-type": "text/event-stream; charset=utf-8" })
      .write(": xin chào\n\nretry: 300\n\n");
    lines.add(response);
    response.on("close", () => lines.delete(response));
  });
  const { url } = platform;
  const send = (text: string) => {
    for (const line of lines) line.write(text);
  };
  const source = { type: "events", url, events: ["so-lieu"], mapping };
  await using folder = await temporaryFolder();
  {
    await using rig = await startRig([source], { folder: folder.path });
    await until(() => lines.size === 1);
    send('id: đầu-1\nevent: so-lieu\ndata: {"so":\ndata: 1}\n\n');
    await rig.untilNewest(1);
    send('event: khac\ndata: {"so": 9}\n\n');
    // In two halves, with the other kind of line end.
    send('event: so-lieu\r\nid: hai-2\r\ndata: {"so"');
    send(": 2}\r\n\r\n");
    await rig.untilNewest(2);
    for (const line of lines) line.destroy();
    await until(() => cameWith.length === 2);
    expect(Buffer.from(cameWith[1] ?? "", "latin1").toString("utf8")).toBe("hai-2");
    await rig.untilState("ok");
    expect(rig.view().counts).toMatchObject({ accepted: 2 });
    await until(async () => (await rig.store.sourceMemory.get("nguon", "·last-event-id")) !== undefined);
  }
  await using rig = await startRig([source], { folder: folder.path });
  await until(() => cameWith.length === 3);
  expect(["đầu-1", "hai-2"]).toContain(Buffer.from(cameWith[2] ?? "", "latin1").toString("utf8"));
  await until(() => lines.size === 1);
  send('id: 3\nevent: so-lieu\ndata: {"so": 3}\n\n');
  await rig.untilNewest(3);
});

it("a server of events that falls silent is left and met again", async () => {
  let connections = 0;
  await using platform = await serve((_request, response) => {
    connections++;
    response.writeHead(200, { "content-type": "text/event-stream" }).write(": a\n\n");
  });
  const { url } = platform;
  await using rig = await startRig([{ type: "events", url, silence: "1s", mapping }]);
  expect((await rig.untilState("failing")).reason?.code).toBe("source.mute");
  await until(() => connections >= 2);
});

it("a WebSocket platform: subprotocol, headers and the first message; left when it answers no pings", async () => {
  const token = randomUUID();
  const greetings: string[] = [];
  let isDeaf = false;
  const server = new WebSocketServer({
    port: 0,
    host: "127.0.0.1",
    autoPong: false,
    handleProtocols: (offered) => (offered.has("so-lieu.v1") ? "so-lieu.v1" : false),
    verifyClient: ({ req }: { req: { headers: Record<string, unknown> } }) =>
      req.headers.authorization === `Bearer ${token}`,
  });
  server.on("connection", (socket) => {
    socket.on("ping", (data) => {
      if (!isDeaf) socket.pong(data);
    });
    socket.on("message", (data) => {
      greetings.push(`${socket.protocol} ${data}`);
      socket.send('{"so": 1}');
      socket.send("xin chào");
      socket.send(Buffer.from('{"so": 2}'));
    });
  });
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  const source = {
    type: "websocket",
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    subprotocols: ["so-lieu.v1"],
    bearer: reference("secret.ma"),
    first: [`{"subscribe":"xe","key":"${reference("secret.ma")}"}`],
    pingEvery: "1s",
    mapping: '$type($) = "object" ? { "indicator": "xe", "value": so, "asOf": $receivedAt } : []',
  };
  {
    await using wrong = await startRig([source], { secrets: { ma: "sai-roi" } });
    await wrong.untilState("refused");
  }
  await using rig = await startRig([source], { secrets: { ma: token } });
  await rig.untilNewest(2);
  await rig.untilState("ok");
  expect(greetings).toEqual([`so-lieu.v1 {"subscribe":"xe","key":"${token}"}`]);
  expect(rig.logged() + JSON.stringify(rig.views)).not.toContain(token);
  isDeaf = true;
  // A line that stood for a while is opened anew at once, so the state may be short.
  await until(() => rig.views.some((view) => view.state === "failing" && view.reason?.code === "source.mute"));
  isDeaf = false;
  await until(() => greetings.length >= 2);
  await rig.untilState("ok");
  for (const client of server.clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
});

it("a WebSocket flood is held back and none of it is lost or out of order", async () => {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  const count = 3_000;
  server.once("connection", (socket) => {
    for (let so = 0; so < count; so++) socket.send(JSON.stringify({ so, luc: 1_000_000 + so }));
  });
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await using rig = await startRig([
    { type: "websocket", url, mapping: '{ "indicator": "ty-le", "value": so % 1000, "asOf": luc }' },
  ]);
  await until(() => rig.view().counts.accepted === count, { withinMs: 25_000 });
  const times = rig.shown.map((reading) => reading.asOfMs);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  for (const client of server.clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
});

it("a trial shows the very message its readings are from, and gives up on a broker that is silent", async () => {
  await using broker = await startMosquitto();
  for (let at = 0; at < 20; at++) await broker.publish(`xe/${at}`, JSON.stringify({ so: at }), { isRetained: true });
  await using rig = await startRig([{ type: "mqtt", url: broker.url, topics: ["xe/+"], mapping }]);
  const trial = await rig.sources.tryOnce("nguon");
  expect(trial).toMatchObject({ isLive: true, valid: 1, invalid: 0, reason: null });
  expect(JSON.parse(trial.answer?.text ?? "")).toEqual({ so: trial.readings[0]?.value });
  await using silent = await startRig([{ type: "mqtt", url: broker.url, topics: ["khac"], mapping }]);
  const both = [silent.sources.tryOnce("nguon"), silent.sources.tryOnce("nguon")];
  await expect(both[1]).rejects.toMatchObject({ code: "source.trial-running" });
  expect(await both[0]).toMatchObject({ answer: null, valid: 0, reason: { code: "source.trial-silent" } });
}, 60_000);
