import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { type ClientMessage, heartbeatEveryMs, liveProtocol } from "#contract/live.ts";
import type { Topics } from "#contract/told.ts";
import { createLiveClient, type LiveClient, type LiveState } from "../../../renderer/live/client.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";
import { startTcpProxy } from "../../lab/tcp-proxy.ts";
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
      say(socket, { type: "welcome", protocol: liveProtocol, version: "0", role: "wall", session: "run-1", nowMs });
      answer(socket);
    });
  });
  client = createLiveClient({
    kind: "wall",
    displays: [2],
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
      displays: [2],
      token: "secret",
    });
    expect(states.map((state) => state.phase)).toEqual(["connecting", "up"]);
  });

  it("hands on deltas in order until its subscription is undone", async () => {
    const heard: number[] = [];
    const undo = client.subscribe({ onDelta: (delta) => heard.push(delta.seq) });
    await connect();
    say(newest(), { type: "delta", after: 7, seq: 8, nowMs, readings: [reading(1)] });
    say(newest(), { type: "delta", after: 7, seq: 8, nowMs, readings: [reading(1)] });
    say(newest(), { type: "delta", after: 8, seq: 9, nowMs, readings: [reading(2)] });
    await until(() => heard.length === 2, { what: "two deltas" });
    undo();
    say(newest(), { type: "delta", after: 9, seq: 10, nowMs, readings: [] });
    say(newest(), { type: "delta", after: 11, seq: 12, nowMs, readings: [] });
    await until(() => lines.length === 2, { what: "the gap was seen" });
    expect(heard).toEqual([8, 9]);
  });

  it.each([
    ["a delta is missing", { type: "delta", after: 8, seq: 9, nowMs, readings: [] }],
    ["the heartbeat is ahead", { type: "heartbeat", seq: 8, nowMs }],
  ])("asks for what it missed when %s", async (_why, message) => {
    await connect();
    say(newest(), message);
    await until(() => lines.length === 2 && isUp(), { what: "a second line that is up" });
    expect(lines[1]?.hello.resume).toEqual({ session: "run-1", view: "stage", seq: 7 });
  });

  it("asks for everything anew when a message is malformed", async () => {
    await connect();
    say(newest(), { type: "delta", after: 7, seq: "eight", nowMs });
    await until(() => lines.length === 2 && isUp(), { what: "a second line that is up" });
    expect(lines[1]?.hello.resume).toBeUndefined();
  });

  it("tells what could be read, and that something could not", async () => {
    const told: unknown[] = [];
    client.subscribe({ onUnreadable: (what) => told.push(what), onSnapshot: (one) => told.push(one.readings.length) });
    answer = (socket) => {
      const whole = snapshot();
      say(socket, { ...whole, readings: [...whole.readings, { indicator: "?" }] });
    };
    await connect();
    expect(told).toEqual([expect.objectContaining({ count: 1 }), snapshot().readings.length]);
    expect(lines.length).toBe(1);
  });

  it.each(["onSnapshot", "onDelta"] as const)(
    "asks for everything anew when a listener fails at it: %s",
    async (which) => {
      const complaint = vi.spyOn(console, "error").mockImplementation(() => {});
      let failures = 1;
      client.subscribe({
        [which]() {
          if (failures > 0) {
            failures -= 1;
            throw new Error("a fault of the page");
          }
        },
      });
      const heard: number[] = [];
      client.subscribe({ onSnapshot: ({ seq }) => heard.push(seq), onDelta: ({ seq }) => heard.push(seq) });
      await connect();
      if (which === "onDelta") say(newest(), { type: "delta", after: 7, seq: 8, nowMs, readings: [reading(1)] });
      await until(() => lines.length === 2 && isUp(), { what: "a second line that is up" });
      expect(lines[1]?.hello.resume).toBeUndefined();
      // The others are told all the same.
      expect(heard).toEqual(which === "onDelta" ? [7, 8, 7] : [7, 7]);
      expect(complaint).toHaveBeenCalledOnce();
      complaint.mockRestore();
    },
  );

  it("comes back though whoever is told of it fails at that", async () => {
    const complaint = vi.spyOn(console, "error").mockImplementation(() => {});
    client.subscribe({
      onState({ phase }) {
        if (phase !== "connecting") throw new Error("a fault of the page");
      },
    });
    await connect();
    newest().terminate();
    await until(() => lines.length === 2 && isUp(), { what: "up again" });
    expect(complaint).toHaveBeenCalledTimes(3);
    complaint.mockRestore();
  });

  it("is up again with a delta of what it missed, and goes on from there", async () => {
    const heard: number[] = [];
    client.subscribe({ onDelta: (delta) => heard.push(delta.seq), onSnapshot: (one) => heard.push(-one.seq) });
    await connect();
    say(newest(), { type: "delta", after: 5, seq: 9, nowMs, readings: [] });
    answer = (socket) => say(socket, { type: "delta", after: 9, seq: 12, nowMs, readings: [] });
    await until(() => heard.length === 2, { what: "the delta" });
    newest().terminate();
    await until(() => lines.length === 2 && isUp(), { what: "up again" });
    expect(lines[1]?.hello.resume).toEqual({ session: "run-1", view: "stage", seq: 9 });
    expect(heard).toEqual([-7, 9, 12]);
  });

  it("asks for other topics over this line and later ones, once", async () => {
    await connect();
    const topics: Topics = { readings: { series: ["a@b"] }, sources: [], cameras: [], displays: false };
    const heard = once(newest(), "message");
    client.want(topics);
    client.want({ ...topics });
    expect(JSON.parse(String((await heard)[0]))).toEqual({ type: "subscribe", topics });
    newest().terminate();
    await until(() => lines.length === 2, { what: "another line" });
    expect(lines[1]?.hello.topics).toEqual(topics);
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

  it("gives a core that takes its line and is slow to tell longer each time", async () => {
    answer = () => undefined;
    client.connect({ origin: origin(), token: "secret" });
    for (const [at, patienceMs] of [4_000, 8_000].entries()) {
      await until(() => lines.length === at + 1, { what: `line ${at + 1}` });
      // Both the hello and the welcome have been heard by then.
      let looked = looks;
      await until(() => looks >= looked + 2, { what: "the watchdog looked twice" });
      localMs += patienceMs - 1;
      looked = looks;
      await until(() => looks >= looked + 2, { what: "the watchdog looked twice again" });
      expect(lines).toHaveLength(at + 1);
      localMs += 1;
    }
    await until(() => lines.length === 3, { what: "the third line" });
    say(newest(), snapshot());
    await until(isUp, { what: "told at last" });
    newest().terminate();
    await until(() => lines.length === 4, { what: "a line after a good one" });
    const looked = looks;
    await until(() => looks >= looked + 2, { what: "the watchdog looked twice" });
    localMs += 4_000;
    await until(() => lines.length === 5, { what: "the usual patience again" });
  });

  it("comes back when the core does, however it went", async () => {
    await connect();
    newest().terminate();
    await until(() => lines.length === 2 && isUp(), { what: "up again" });
    const phases = states.map((state) => state.phase);
    expect(phases).toEqual(["connecting", "up", "lost", "up"]);
  });

  it.each(["cut", "frozen"] as const)(
    "asks whether the core is there while the way to it is %s, and opens no line before it answers",
    async (how) => {
      await using way = await startTcpProxy((server.address() as AddressInfo).port);
      client.connect({ origin: `http://127.0.0.1:${way.port}`, token: "secret" });
      await until(isUp, { what: "the client is up" });
      if (how === "cut") await way.cut();
      else way.freeze();
      // Of a frozen way nothing tells but the silence.
      if (how === "frozen") localMs = 6_000;
      await until(() => states.at(-1)?.phase === "lost", { what: "the loss was seen" });
      if (how === "frozen") {
        await until(() => way.opened().length === 1, { what: "one line to be tried at once" });
        localMs = 10_000;
        await until(() => way.opened().length === 3, { what: "two questions to be asked after it" });
        expect(way.opened().map((first) => first.split(" ")[1])).toEqual(["/live", "/api/health", "/api/health"]);
      }
      const before = lines.length;
      await way.mendForgetting();
      await until(() => lines.length > before && isUp(), { what: "up again" });
      expect(lines.length).toBe(before + 1);
      expect(lines.at(-1)?.hello.resume).toEqual({ session: "run-1", view: "stage", seq: 7 });
    },
  );

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
    network.dispatchEvent(new Event("online"));
    localMs = heartbeatEveryMs;
    network.dispatchEvent(new Event("online"));
    await until(() => lines.length === 4 && isUp(), { what: "a line nobody vouches for to be renewed, once" });
  });

  it("sends only while it is up", async () => {
    const report: ClientMessage = { type: "window", display: 2, tiles: [] };
    expect(client.send(report)).toBe(false);
    await connect();
    const heard = once(newest(), "message");
    expect(client.send(report)).toBe(true);
    expect(JSON.parse(String((await heard)[0]))).toEqual(report);
  });

  describe("asked over the line", () => {
    type Asked = Extract<ClientMessage, { type: "asked" }>;
    const path = "/api/history?indicator=a";
    const never = new AbortController().signal;
    /** What the core is asked over the newest line, and how it answers. */
    const core = () => {
      const asked: Asked[] = [];
      const socket = newest();
      socket.on("message", (data) => {
        const message: ClientMessage = JSON.parse(String(data));
        if (message.type === "asked") asked.push(message);
      });
      const answer = (request: number, body?: string) =>
        say(socket, { type: "answered", request, status: 200, contentType: "application/json", body });
      return { asked, answer };
    };

    it("gives the answer as a response, and none where it has to be asked by HTTP", async () => {
      expect(await client.ask(path, never)).toBeNull();
      await connect();
      const { asked, answer } = core();
      const [first, second] = [client.ask(path, never), client.ask(path, never)];
      await until(() => asked.length === 2, { what: "two questions" });
      expect(asked[0]?.path).toBe(path);
      answer(asked[1]?.request ?? 0);
      answer(asked[0]?.request ?? 0, '{"points":[1]}');
      const told = await first;
      expect([told?.ok, told?.headers.get("content-type")]).toEqual([true, "application/json"]);
      expect(await told?.json()).toEqual({ points: [1] });
      expect(await second).toBeNull();
    });

    it("has only so many under way, and leaves out who does not wait for an answer", async () => {
      await connect();
      const { asked, answer } = core();
      const gone = new AbortController();
      const questions = Array.from({ length: 10 }, (_, at) =>
        client.ask(`${path}${at}`, at === 8 ? gone.signal : never),
      );
      await until(() => asked.length === 8, { what: "eight questions" });
      gone.abort(new Error("left"));
      await expect(questions[8]).rejects.toThrow("left");
      await expect(client.ask(path, gone.signal)).rejects.toThrow("left");
      answer(asked[0]?.request ?? 0, "{}");
      await until(() => asked.length === 9, { what: "the next question" });
      expect(asked[8]?.path).toBe(`${path}9`);
      for (const { request } of asked.slice(1)) answer(request, "{}");
      await Promise.all(questions.filter((_, at) => at !== 8));
    });

    it("fails what waits when the line is lost, and asks over the next one", async () => {
      await connect();
      const { asked } = core();
      const questions = Array.from({ length: 9 }, () => client.ask(path, never));
      await until(() => asked.length === 8, { what: "eight questions" });
      newest().terminate();
      for (const question of questions) await expect(question).rejects.toThrow("the line was lost");
      await until(() => lines.length === 2 && isUp(), { what: "up again" });
      const next = core();
      const again = client.ask(path, never);
      await until(() => next.asked.length === 1, { what: "a question over the new line" });
      next.answer(next.asked[0]?.request ?? 0, "{}");
      expect(await (await again)?.json()).toEqual({});
    });
  });
});
