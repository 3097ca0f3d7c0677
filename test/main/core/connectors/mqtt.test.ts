import { type AddressInfo, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { Aedes } from "aedes";
import Database from "better-sqlite3";
import mqtt from "mqtt";
import pino from "pino";
import { expect, it } from "vitest";
import { MqttSource } from "#contract/entities/source-config.ts";
import type { ConnectorContext, LineEvent } from "../../../../main/core/connectors/connector.ts";
import { startMqttWith } from "../../../../main/core/connectors/mqtt/mqtt.ts";
import { freePort } from "../../../lab/free-port.ts";
import { startMosquitto } from "../../../lab/mosquitto.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { startRig } from "./rig.ts";

const source = (url: string, over: Record<string, unknown> = {}) => ({
  type: "mqtt",
  url,
  topics: ["xe/+"],
  mapping: '{ "indicator": "xe", "place": $split($topic, "/")[1], "value": so ? so : $, "asOf": $receivedAt }',
  ...over,
});

it("takes JSON and plain text from a broker, with the topic at hand", async () => {
  await using broker = await startMosquitto();
  await using rig = await startRig([source(broker.url)]);
  await until(() => broker.log().includes("SUBACK"));
  await broker.publish("xe/huu-nghi", '{"so": 312}');
  await rig.untilNewest(312, "xe", "huu-nghi");
  await broker.publish("xe/tinh", "\uFEFF 17 ");
  await rig.untilNewest(17);
  const view = await rig.untilState("ok");
  expect(view).toMatchObject({ isSimulated: false, reason: null });
  await until(() => rig.view().counts.accepted === 2);
});

it("is back by itself after the broker was gone", async () => {
  await using broker = await startMosquitto();
  await using rig = await startRig([source(broker.url)]);
  await until(() => broker.log().includes("SUBACK"));
  await broker.publish("xe/tinh", "1");
  await rig.untilNewest(1);
  await broker.stop();
  expect((await rig.untilState("failing")).reason).toMatchObject({ code: "source.closed" });
  await broker.restart();
  await rig.untilState("ok");
  await broker.publish("xe/tinh", "2");
  await rig.untilNewest(2);
});

it("notices a broker that freezes with the line open, and is back when it thaws", async () => {
  await using broker = await startMosquitto();
  await using rig = await startRig([source(broker.url)]);
  await broker.publish("xe/tinh", "1", { isRetained: true });
  await rig.untilNewest(1);
  broker.freeze();
  // Nothing but missing answers to pings can tell: that takes one and a half keepalives, 15 s.
  await until(() => rig.view().state === "failing", { withinMs: 60_000 });
  broker.thaw();
  await until(() => rig.view().state === "ok", { withinMs: 30_000 });
}, 120_000);

it("tells a refused account, goes on trying, and never lets the password out", async () => {
  await using broker = await startMosquitto({ users: { ioc: "đúng rồi" } });
  const secrets: Record<string, string> = { moi: "sai bét" };
  const account = { username: "ioc", password: "$".concat("{secret.moi}") };
  await using rig = await startRig([source(broker.url, account)], { secrets });
  const view = await rig.untilState("refused");
  expect(view.reason).toEqual({ code: "source.refused", params: { host: `127.0.0.1:${broker.port}` } });
  // The administrator sets the right one: no restart is needed.
  secrets.moi = "đúng rồi";
  await until(() => broker.log().includes("SUBACK"));
  await broker.publish("xe/tinh", "3");
  await rig.untilNewest(3);
  expect(rig.logged() + JSON.stringify(rig.views)).not.toMatch(/sai bét|đúng rồi/);
});

it("tells a broker that denies the topics, whatever it says and however it leaves the line", async () => {
  const broker = await Aedes.createBroker();
  broker.authorizeSubscribe = (_client, _subscription, done) => done(null, null);
  const server = createServer((socket) => void broker.handle(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo;
  {
    await using rig = await startRig([source(`mqtt://127.0.0.1:${address.port}`)]);
    expect((await rig.untilState("refused")).reason?.code).toBe("source.refused");
  }
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  await new Promise((resolve) => server.close(resolve));
});

it("tells a broker that lets it in and never answers the subscription, and not what was wrong before", async () => {
  const port = await freePort();
  const reasons: (string | undefined)[] = [];
  const config = { id: "nguon", name: { vi: "N", en: "N" }, lateAfter: "1m", ...source(`mqtt://127.0.0.1:${port}`) };
  const context = {
    report: (event: LineEvent) => void reasons.push("reason" in event ? event.reason.code : event.kind),
    resolve: async (address: string) => address,
    log: pino({ level: "silent" }),
    timeZone: "Asia/Ho_Chi_Minh",
    now: Date.now,
  } as Partial<ConnectorContext> as ConnectorContext;
  const running = startMqttWith(MqttSource.parse(config), context, 300);
  await until(() => reasons.length >= 1);
  const broker = await Aedes.createBroker();
  const lines: Socket[] = [];
  // The third time it cuts the line where it should answer: that is then what is told.
  broker.authorizeSubscribe = () => void (lines.length === 3 && lines.at(-1)?.destroy());
  const server = createServer((socket) => {
    lines.push(socket);
    broker.handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await until(() => reasons.includes("source.closed"));
  const told = reasons.filter((reason) => reason !== "source.unreachable");
  expect([reasons[0], ...told.slice(0, 3)]).toEqual([
    "source.unreachable",
    "source.no-subscription",
    "source.no-subscription",
    "source.closed",
  ]);
  await running.stop();
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  await new Promise((resolve) => server.close(resolve));
});

it("says what is wrong with what a broker sends, and drops what is too large", async () => {
  await using broker = await startMosquitto();
  await using rig = await startRig([source(broker.url)]);
  await until(() => broker.log().includes("SUBACK"));
  await broker.publish("xe/tinh", '{"so": 31');
  const broken = await rig.untilState("mis-mapped");
  expect(broken.reason).toMatchObject({ code: "source.not-json", params: { host: "xe/tinh" } });
  await broker.publish("xe/tinh", "4");
  await rig.untilNewest(4);
  await rig.untilState("ok");
  // One foreign message among good ones is counted and does not condemn the source.
  await broker.publish("xe/khong-co", "5");
  await until(() => rig.view().counts.refused === 1);
  expect(rig.view().state).toBe("ok");
  await broker.publish("xe/tinh", `{"so": ${"1".repeat(1_000_001)}`);
  await broker.publish("xe/tinh", "true");
  expect((await rig.untilState("mis-mapped")).counts.failures).toBe(4);
});

it("keeps the order of a burst and stores every message of it", async () => {
  await using broker = await startMosquitto();
  await using rig = await startRig([
    source(broker.url, { mapping: '{ "indicator": "xe", "value": so, "asOf": luc }' }),
  ]);
  await until(() => broker.log().includes("SUBACK"));
  const { connectAsync } = await import("mqtt");
  const client = await connectAsync(broker.url);
  const sent = Array.from({ length: 1_000 }, (_, so) => ({ so, luc: 1_000_000 + so }));
  await Promise.all(sent.map((one) => client.publishAsync("xe/tinh", JSON.stringify(one), { qos: 1 })));
  await client.endAsync();
  await until(() => rig.view().counts.accepted === 1_000);
  const values = rig.shown.map((reading) => Number(reading.value));
  expect(values).toEqual([...values].sort((a, b) => a - b));
  expect((await rig.store.readings.counts()).readings).toBe(1_000);
});

it("waits for a broker that is not there yet", async () => {
  await using broker = await startMosquitto();
  await broker.stop();
  await using rig = await startRig([source(broker.url)]);
  expect((await rig.untilState("failing")).reason?.params.detail).toBe("ECONNREFUSED");
  await broker.restart();
  await until(() => broker.log().includes("SUBACK"));
  await broker.publish("xe/tinh", "6");
  await rig.untilNewest(6);
});

const numbered = { mapping: '{ "indicator": "xe", "value": so, "asOf": luc }' };
const numberedMessage = (so: number) => JSON.stringify({ so, luc: 1_000_000 + so });
/** Numbers of what came, and of what was acknowledged, as the broker tells of client `ioc…`. */
const packetsOf = (log: string, text: RegExp) => [...log.matchAll(text)].map(([, id]) => Number(id));
const sentTo = (log: string) => packetsOf(log, /Sending PUBLISH to ioc\S+ \(d\d, q1, r\d, m(\d+),/g);
const acknowledgedBy = (log: string) => packetsOf(log, /Received PUBACK from ioc\S+ \(Mid: (\d+)/g);

it("acknowledges a message when the store has it, in order, and has many under way", async () => {
  await using broker = await startMosquitto();
  await using folder = await temporaryFolder();
  await using rig = await startRig([source(broker.url, numbered)], { folder: folder.path });
  await until(() => broker.log().includes("SUBACK"));
  // Another program has the database: nothing can be stored as long as it does.
  const other = new Database(join(folder.path, "wall.db"));
  other.exec("BEGIN IMMEDIATE");
  const client = await mqtt.connectAsync(broker.url);
  await Promise.all(
    Array.from({ length: 15 }, (_, so) => client.publishAsync("xe/tinh", numberedMessage(so), { qos: 1 })),
  );
  await client.endAsync();
  await until(() => sentTo(broker.log()).length === 15);
  await until(() => JSON.stringify(rig.view()).includes("store.failed"));
  expect(acknowledgedBy(broker.log())).toEqual([]);
  other.exec("ROLLBACK");
  other.close();
  await until(() => acknowledgedBy(broker.log()).length === 15);
  expect(acknowledgedBy(broker.log())).toEqual(sentTo(broker.log()));
  expect((await rig.store.readings.counts()).readings).toBe(15);
});

it("gets what came while it was away, and leaves topics that the profile has no more", async () => {
  await using broker = await startMosquitto({ keeps: true });
  await using folder = await temporaryFolder();
  const startOn = (topics: string[]) =>
    startRig([source(broker.url, { ...numbered, topics })], { folder: folder.path });
  {
    await using rig = await startOn(["xe/+", "cu/#"]);
    await until(() => broker.log().includes("SUBACK"));
    await broker.publish("xe/tinh", numberedMessage(1));
    await rig.untilNewest(1);
  }
  await broker.publish("xe/tinh", numberedMessage(2));
  // Its sessions lie on its disk.
  await broker.restart();
  await broker.publish("xe/tinh", numberedMessage(3));
  {
    await using rig = await startOn(["xe/+"]);
    await rig.untilNewest(3);
    await until(() => rig.view().counts.accepted === 2);
    await until(() => broker.log().includes("UNSUBACK"));
  }
  await broker.publish("cu/tinh", numberedMessage(4));
  await broker.publish("xe/tinh", numberedMessage(5));
  await using rig = await startOn(["xe/+"]);
  await rig.untilNewest(5);
  expect((await rig.store.readings.counts()).readings).toBe(4);
});

it("has what it could not take sent again", async () => {
  await using broker = await startMosquitto();
  await using folder = await temporaryFolder();
  await using rig = await startRig([source(broker.url, { mapping: "$" })], { folder: folder.path });
  await until(() => broker.log().includes("SUBACK"));
  const other = new Database(join(folder.path, "wall.db"));
  other.exec("BEGIN IMMEDIATE");
  // Seventeen such messages are more than may wait for the store, and fewer than the broker sends without an answer.
  const client = await mqtt.connectAsync(broker.url);
  for (let at = 0; at < 18; at += 1) {
    const readings = Array.from({ length: 3_000 }, (_, value) => ({
      ...{ indicator: "xe", value: value % 1_000, asOf: at * 10_000 + value },
    }));
    await client.publishAsync("xe/tinh", JSON.stringify(readings), { qos: 1 });
  }
  await client.endAsync();
  await until(() => JSON.stringify(rig.sources.views()[0]?.line).includes('"answers":18'));
  expect(acknowledgedBy(broker.log())).toEqual([]);
  other.exec("ROLLBACK");
  other.close();
  await until(async () => (await rig.store.readings.counts()).readings === 18 * 3_000, { withinMs: 30_000 });
});
