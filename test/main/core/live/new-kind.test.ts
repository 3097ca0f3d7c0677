import { afterEach, expect, it, vi } from "vitest";
import { everyTopic, handedOnTopics, noTopics, type Topics } from "#contract/told.ts";
import { createHandingOn } from "../../../../main/core/live/handing-on.ts";
import { createHub, type Hub } from "../../../../main/core/live/hub.ts";
import { siteView } from "../../../../main/core/profile/site-view.ts";
import type { Host } from "../../../../renderer/host/host.ts";
import { collectionStore, singleStore } from "../../../../renderer/state/kinds.ts";
import { startSession } from "../../../../renderer/state/session.ts";
import { until } from "../../../lab/until.ts";
import { connect, startServer, type TestClient } from "../api/server-for-test.ts";

/** Two lines more in the table: nothing else anywhere knows of them. */
vi.mock("#contract/kinds.ts", async (original) => {
  const { kinds } = await original<typeof import("#contract/kinds.ts")>();
  const { collection, single } = await import("#contract/kind.ts");
  const { z } = await import("zod");
  const samples = collection({
    name: "samples",
    schema: z.strictObject({ id: z.string(), text: z.string() }),
    keyOf: ({ id }) => id,
    goneRemembered: 10,
    right: "operate",
    scope: "yes-or-no",
    rate: { perSecond: 2 },
  });
  const motto = single({
    name: "motto",
    schema: z.strictObject({ text: z.string() }),
    right: "read",
    scope: "yes-or-no",
    rate: "at-once",
    isHandedOn: true,
  });
  const steps = collection({
    name: "steps",
    schema: z.strictObject({ id: z.string() }),
    keyOf: ({ id }) => id,
    goneRemembered: 10,
    right: "read",
    scope: "ids",
    rate: "at-once",
    isHandedOn: true,
  });
  return { kinds: [...kinds, samples, motto, steps] };
});

// A page that is never drawn, as a hidden one.
vi.stubGlobal("requestAnimationFrame", () => 0);
afterEach(() => {
  vi.useRealTimers();
});

/** The table that the compiler knows has none of these. */
type Loose = {
  publish(name: string, told: unknown): void;
  remove(name: string, keys: readonly string[]): void;
  all(name: string): unknown[];
};
const loose = (hub: Hub) => hub as unknown as Loose;
const sample = (id: string, text = "x") => ({ id, text });
const texts = (client: TestClient) => client.received.map((message) => JSON.stringify(message)).join("\n");

it("cannot be published undeclared", async () => {
  await using server = await startServer();
  // @ts-expect-error The table has none of this name.
  expect(() => server.parts.hub.publish("rumours", [])).toThrow("rumours is no kind");
  // @ts-expect-error A source never goes.
  expect(() => server.parts.hub.remove("sources", ["a"])).toThrow("nothing of sources can go");
  // @ts-expect-error What is published is what the table says.
  const wrong = () => server.parts.hub.publish("cameras", [{ id: "a" }]);
  expect(wrong).toBeTypeOf("function");
});

it("is told to who has the right and asks; a role without the right gets nothing of it, whatever it asks for", async () => {
  await using server = await startServer();
  const hub = loose(server.parts.hub);
  hub.publish("samples", [sample("a", "secret one")]);
  const [operator, viewer] = [await server.token("operator"), await server.token("viewer")];
  using told = await connect(server, { token: operator, topics: everyTopic });
  using unasked = await connect(server, { token: operator, topics: noTopics });
  using everything = await connect(server, { token: viewer });
  using asking = await connect(server, { token: viewer, topics: everyTopic });
  using wall = await connect(server, { token: server.run.wall, kind: "wall", displays: [1], topics: everyTopic });
  const kept = await told.next("snapshot");
  expect(kept).toMatchObject({ samples: [{ id: "a" }] });
  for (const one of [unasked, everything, asking, wall])
    expect(await one.next("snapshot")).not.toHaveProperty("samples");

  hub.publish("samples", [sample("b", "secret two"), sample("a", "secret three")]);
  hub.remove("samples", ["a", "never-there"]);
  expect(await told.next("delta", (delta) => "goneSamples" in delta)).toMatchObject({
    samples: [{ id: "b" }],
    goneSamples: ["a"],
  });
  const { view, seq } = await asking.next("snapshot");
  asking.send({ type: "subscribe", topics: { ...everyTopic, displays: false } });
  const { session } = await told.next("welcome");
  // With another's place in the stream, of a view that holds what this one may not be told.
  using posing = await connect(server, {
    token: viewer,
    topics: everyTopic,
    resume: { session, view: kept.view, seq: kept.seq },
  });
  await posing.next("snapshot");
  using back = await connect(server, { token: viewer, topics: everyTopic, resume: { session, view, seq } });
  await back.next("delta");
  await Promise.all([unasked, everything, asking, wall, posing].map((one) => one.next("heartbeat")));
  for (const one of [unasked, everything, asking, wall, posing, back]) {
    expect(texts(one)).not.toContain("secret");
    expect(texts(one)).not.toMatch(/[sS]amples/);
  }
});

it("is in the stores of a page by its line in the table alone, over a line that breaks", async () => {
  await using server = await startServer();
  const hub = loose(server.parts.hub);
  hub.publish("samples", [sample("a"), sample("b")]);
  hub.publish("motto", { text: "one" });
  const token = await server.token("operator");
  const host: Host = {
    kind: "web",
    displays: null,
    getAddress: async () => ({ origin: server.origin, token }),
    onAddress: () => () => undefined,
    beat: () => undefined,
    keptView: () => null,
    reportPainted: () => undefined,
    keepView: () => undefined,
    frozenPicture: () => Promise.resolve(null),
    frameSound: () => Promise.resolve(null),
    onKeepAsked: () => () => undefined,
  };
  const samples = collectionStore("samples" as "cameras");
  const motto = singleStore("motto" as "cameraEvent");
  const session = startSession(host, { topicsOf: () => everyTopic, open: () => new Map() });
  const holds = (...keys: string[]) =>
    until(() => keys.join() === [...samples.getState().keys()].sort().join(), { what: `samples ${keys}` });
  try {
    await holds("a", "b");
    expect(motto.getState()).toEqual({ text: "one" });
    hub.publish("samples", [sample("c"), sample("a", "new")]);
    hub.remove("samples", ["b"]);
    hub.publish("motto", { text: "two" });
    await holds("a", "c");
    expect(samples.getState().get("a")).toEqual(sample("a", "new"));
    await until(() => (motto.getState() as unknown as { text: string })?.text === "two", { what: "the motto" });
    for (const line of server.app.websocketServer.clients) line.terminate();
    hub.remove("samples", ["a"]);
    await holds("c");
  } finally {
    session.stop();
  }
});

it("sets off a message as often as its rate says, and goes along with others sooner", async () => {
  await using server = await startServer();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "performance"] });
  const hub = createHub({ site: siteView(server.parts.profile), now: () => 5_000 });
  const sent: string[] = [];
  hub.join({ send: (message) => void sent.push(String(message)), bufferedBytes: () => 0 }, { role: "operator" });
  for (let count = 0; count < 100; count += 1) {
    loose(hub).publish("samples", [sample("a", String(count))]);
    await vi.advanceTimersByTimeAsync(20);
  }
  await vi.advanceTimersByTimeAsync(500);
  const deltas = sent.slice(1);
  // Two seconds, twice in each, the first and the last.
  expect(deltas.length).toBe(5);
  expect(JSON.parse(deltas.at(-1) ?? "")).toMatchObject({ samples: [{ text: "99" }] });
  loose(hub).publish("samples", [sample("a", "alone")]);
  await vi.advanceTimersByTimeAsync(10);
  loose(hub).publish("samples", [sample("a", "along")]);
  hub.publish("cameraEvent", { number: 1, camera: "cau", kind: "smoke", atMs: 1 });
  await vi.advanceTimersByTimeAsync(10);
  expect(JSON.parse(sent.at(-1) ?? "")).toMatchObject({ samples: [{ text: "along" }], cameraEvent: { number: 1 } });
  hub.stop();
});

it("is told on by a machine that has joined, where the table says so and its own role may be told", async () => {
  await using server = await startServer();
  const first = loose(server.parts.hub);
  const own = createHub({ site: siteView(server.parts.profile), now: () => 5_000 });
  const handOn = createHandingOn(own);
  loose(own).publish("steps", [{ id: "old" }]);
  first.publish("samples", [sample("a")]);
  first.publish("steps", [{ id: "x" }, { id: "y" }]);
  using line = await connect(server, {
    token: await server.token("machine"),
    topics: { ...noTopics, ...handedOnTopics } as Topics,
  });
  handOn(await line.next("snapshot"));
  expect([loose(own).all("steps"), loose(own).all("samples")]).toEqual([[{ id: "x" }, { id: "y" }], []]);
  first.remove("steps", ["x"]);
  first.publish("motto", { text: "on" });
  handOn(await line.next("delta", (delta) => "motto" in delta));
  expect([loose(own).all("steps"), loose(own).all("motto")]).toEqual([[{ id: "y" }], [{ text: "on" }]]);
  expect(JSON.stringify(line.received)).not.toContain("samples");
  own.stop();
});
