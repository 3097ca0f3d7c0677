import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { type ClientMessage, liveProtocol } from "#contract/live.ts";
import { createLiveClient, type LiveClient, type LiveState } from "../../../renderer/live/client.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";
import { until } from "../../lab/until.ts";

/** A real WebSocket server that answers every hello with a snapshot, unless told otherwise. */
let server: WebSocketServer;
let client: LiveClient;
let lines: { socket: WebSocket; hello: Record<string, unknown> }[];
let answer: (socket: WebSocket) => void;
let states: LiveState[];
let localMs: number;
/** How often the client has looked at the clock. */
let looks = 0;
const network = new EventTarget();

const nowMs = 1_795_000_000_000;
const say = (socket: WebSocket, message: unknown) => socket.send(JSON.stringify(message));
const snapshot = (seq = 7) => ({ ...stageSnapshot("well", nowMs), seq });
const reading = (value: number) => ({ ...snapshot().readings[0], value });
const newest = () => {
  const line = lines.at(-1);
  if (line === undefined) throw new Error("no line yet");
  return line.socket;
};

beforeEach(async () => {
  lines = [];
  states = [];
  localMs = 0;
  answer = (socket) => say(socket, snapshot());
  server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  server.on("connection", (socket) => {
    socket.once("message", (data) => {
      lines.push({ socket, hello: JSON.parse(String(data)) });
      answer(socket);
    });
  });
  client = createLiveClient({
    kind: "wall",
    display: 2,
    network,
    localNow: () => {
      looks += 1;
      return localMs;
    },
  });
  client.subscribe({ onState: (state) => states.push(state) });
});

afterEach(async () => {
  client.stop();
  for (const socket of server.clients) socket.terminate();
  await new Promise((done) => server.close(done));
});

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const isUp = () => states.at(-1)?.phase === "up";
const connect = async () => {
  client.connect({ origin: origin(), token: "secret" });
  await until(isUp, { what: "the client is up" });
};

describe("the line to the core", () => {
  it("says who it is, and is up with the first snapshot", async () => {
    await connect();
    expect(lines[0]?.hello).toEqual({
      type: "hello",
      protocol: liveProtocol,
      kind: "wall",
      display: 2,
      token: "secret",
    });
    expect(states.map((state) => state.phase)).toEqual(["connecting", "up"]);
  });

  it("hands on deltas in order until its subscription is undone", async () => {
    const heard: number[] = [];
    const undo = client.subscribe({ onDelta: (delta) => heard.push(delta.seq) });
    await connect();
    say(newest(), { type: "delta", seq: 8, nowMs, readings: [reading(1)] });
    say(newest(), { type: "delta", seq: 8, nowMs, readings: [reading(1)] });
    say(newest(), { type: "delta", seq: 9, nowMs, readings: [reading(2)] });
    await until(() => heard.length === 2, { what: "two deltas" });
    undo();
    say(newest(), { type: "delta", seq: 10, nowMs, readings: [] });
    say(newest(), { type: "delta", seq: 12, nowMs, readings: [] });
    await until(() => lines.length === 2, { what: "the gap was seen" });
    expect(heard).toEqual([8, 9]);
  });

  it.each([
    ["a delta is missing", { type: "delta", seq: 9, nowMs, readings: [] }],
    ["the heartbeat is ahead", { type: "heartbeat", seq: 8, nowMs }],
    ["a message is malformed", { type: "delta", seq: 8, nowMs, readings: [{ value: 1 }] }],
  ])("fetches a fresh snapshot when %s", async (_why, message) => {
    await connect();
    say(newest(), message);
    await until(() => lines.length === 2 && isUp(), { what: "a second line that is up" });
  });

  it("drops a line that is silent for three heartbeats, and says since when", async () => {
    await connect();
    answer = () => undefined;
    localMs = 5_999;
    const looked = looks;
    await until(() => looks >= looked + 2, { what: "the watchdog looked twice" });
    expect(isUp()).toBe(true);
    localMs = 6_000;
    await until(() => states.some((state) => state.phase === "lost"), { what: "the silence was seen" });
    expect(states.find((state) => state.phase === "lost")).toEqual({ phase: "lost", sinceMs: nowMs });
    await until(() => lines.length === 2, { what: "a new line" });
  });

  it("comes back when the core does, however it went", async () => {
    await connect();
    newest().terminate();
    await until(() => lines.length === 2 && isUp(), { what: "up again" });
    const phases = states.map((state) => state.phase);
    expect(phases).toEqual(["connecting", "up", "lost", "up"]);
  });

  it("keeps a refusal as its state and goes on trying", async () => {
    const reason = { code: "live.too-many-clients", params: { limit: 64 } };
    answer = (socket) => {
      say(socket, { type: "refused", reason });
      socket.close();
    };
    client.connect({ origin: origin() });
    await until(() => states.at(-1)?.phase === "refused", { what: "refused" });
    expect(states.at(-1)).toEqual({ phase: "refused", reason });
    answer = (socket) => say(socket, snapshot());
    await until(isUp, { what: "taken at last" });
  });

  it("connects at once to where the core is told to be now", async () => {
    client.connect({ origin: "http://127.0.0.1:9" });
    await until(() => states.length === 1, { what: "subscribed" });
    await connect();
    expect(isUp()).toBe(true);
  });

  it("tries at once when the network is back", async () => {
    await connect();
    answer = () => undefined;
    newest().terminate();
    await until(() => lines.length === 2, { what: "a line that says nothing" });
    answer = (socket) => say(socket, snapshot());
    network.dispatchEvent(new Event("online"));
    await until(isUp, { what: "up without waiting for the silence" });
    expect(lines.length).toBe(3);
  });

  it("sends only while it is up", async () => {
    const report: ClientMessage = { type: "window", display: 2, tiles: [] };
    expect(client.send(report)).toBe(false);
    await connect();
    const heard = once(newest(), "message");
    expect(client.send(report)).toBe(true);
    expect(JSON.parse(String((await heard)[0]))).toEqual(report);
  });
});
