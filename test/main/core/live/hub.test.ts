import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { type CameraView, mostCameras } from "#contract/entities/camera.ts";
import { Profile } from "#contract/entities/profile.ts";
import { restingWall } from "#contract/entities/wall-state.ts";
import { ServerMessage } from "#contract/live.ts";
import { everyTopic } from "#contract/told.ts";
import { noReach } from "../../../../main/core/access/reach.ts";
import { createHub, type Hub, type Outlet } from "../../../../main/core/live/hub.ts";
import { siteView } from "../../../../main/core/profile/site-view.ts";
import { reading, smallProfile } from "../api/server-for-test.ts";

const viewer = { role: "viewer" } as const;
const hubs: Hub[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const hub of hubs.splice(0)) hub.stop();
});

async function newHub(): Promise<Hub> {
  const profile = Profile.parse(parse(await readFile(path.join(smallProfile, "profile.yaml"), "utf8")));
  const hub = createHub({ site: siteView(profile), now: () => 5_000, bufferLimitBytes: 100 });
  hubs.push(hub);
  return hub;
}

function outlet() {
  const sent: Buffer[] = [];
  const one: Outlet & { sent: Buffer[]; buffered: number } = {
    sent,
    buffered: 0,
    send: (message) => void sent.push(message),
    bufferedBytes: () => one.buffered,
  };
  return one;
}
const read = (message: Buffer | undefined) => ServerMessage.parse(JSON.parse(String(message)));
const tick = () => new Promise((done) => setImmediate(done));

it("tells who sees a part how far he sees, again when the site is another, and nobody else", async () => {
  const hub = await newHub();
  const [part, whole] = [outlet(), outlet()];
  let own = { indicators: ["xe-cho"], places: [], sources: ["tha"], cameras: [] as string[] };
  hub.join(part, { role: "leader", reachOf: () => ({ ...noReach, name: "unit:so-a", own }) });
  hub.join(whole, viewer);
  expect(read(part.sent[0])).toMatchObject({ type: "snapshot", reach: own });
  expect(read(whole.sent[0])).not.toHaveProperty("reach");
  own = { ...own, cameras: ["cong"] };
  const profile = Profile.parse(parse(await readFile(path.join(smallProfile, "profile.yaml"), "utf8")));
  hub.publishSite(siteView(profile), { sources: [] });
  await tick();
  expect(read(part.sent.at(-1))).toMatchObject({ type: "snapshot", reach: own });
});

describe("a client's rate", () => {
  it("is kept, the newest value wins, and nobody else is held back", async () => {
    const hub = await newHub();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "performance"] });
    const [capped, free] = [outlet(), outlet()];
    hub.join(capped, { ...viewer, maxRateHz: 2 });
    hub.join(free, viewer);
    hub.publish("readings", [reading(1, 1_000)]);
    await vi.advanceTimersByTimeAsync(0);
    expect(capped.sent.length, "the first goes out at once").toBe(2);
    for (let value = 2; value <= 1_000; value += 1) {
      hub.publish("readings", [reading(value, value * 1_000)]);
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(500);
    const deltas = capped.sent.slice(1).map(read);
    // Ten seconds and a half, twice a second, and the first.
    expect(deltas.length).toBeGreaterThanOrEqual(20);
    expect(deltas.length).toBeLessThanOrEqual(22);
    expect(deltas.at(-1)).toMatchObject({ readings: [{ value: 1_000 }] });
    expect(free.sent.length).toBeGreaterThan(900);
  });
});

describe("many phones", () => {
  const phones = 40;
  /** A wall, and phones with wishes of their own, to each of whom telling takes a millisecond. */
  const joined = async () => {
    const hub = await newHub();
    const order: string[] = [];
    const sentTo = new Map<string, Buffer[]>();
    const join = (name: string, tookMs: number, wish: Parameters<Hub["join"]>[1]) => {
      sentTo.set(name, []);
      const send = (message: Buffer) => {
        for (const untilMs = performance.now() + tookMs; performance.now() < untilMs; );
        order.push(name);
        sentTo.get(name)?.push(message);
      };
      hub.join({ send, bufferedBytes: () => 0 }, wish);
    };
    for (let nth = 0; nth < phones; nth += 1) {
      const readings = { series: ["xe-cho@cua-a", `xe-cho@p${nth}`] };
      join(`phone ${nth}`, 1, { ...viewer, maxRateHz: 10, topics: { ...everyTopic, readings } });
    }
    join("wall", 0, viewer);
    order.length = 0;
    const valuesOf = (name: string) =>
      (sentTo.get(name) ?? []).map(read).flatMap((one) => (one.type === "delta" ? (one.readings ?? []) : []));
    return { hub, order, valuesOf };
  };
  const oneOf = (order: readonly string[]) => order.some((name) => name !== "wall");

  it("do not hold up what the wall is told, and are all told the newest in the end", async () => {
    const { hub, order, valuesOf } = await joined();
    hub.publish("readings", [reading(1, 1_000)]);
    while (!oneOf(order)) await tick();
    expect(order[0]).toBe("wall");
    hub.publish("readings", [reading(2, 2_000)]);
    while (valuesOf("wall").length < 2) await tick();
    expect(order.length, "phones that were told by then").toBeLessThan(phones / 2);
    await expect.poll(() => new Set(order).size).toBe(phones + 1);
    for (let nth = 0; nth < phones; nth += 1)
      await expect.poll(() => valuesOf(`phone ${nth}`).at(-1)).toMatchObject({ value: 2 });
    // Whoever had not had his turn yet was told the newest alone.
    expect(valuesOf(`phone ${phones - 1}`).map(({ value }) => value)).toEqual([2]);
  });

  it("that have not had their turn wait while windows draw another scene", async () => {
    const { hub, order } = await joined();
    const window = outlet();
    hub.join(window, viewer);
    hub.addWindow(window);
    hub.publish("readings", [reading(1, 1_000)]);
    while (!oneOf(order)) await tick();
    const before = order.length;
    const atMs = performance.now();
    hub.publish("wall", { ...restingWall({ id: "a", name: { vi: "a", en: "a" }, tiles: [] }), change: 1 });
    while (order.length === before) await tick();
    expect(performance.now() - atMs).toBeGreaterThan(45);
    await expect.poll(() => new Set(order).size).toBe(phones + 1);
  });
});

describe("the word to show another scene", () => {
  const wall = (change: number) => ({ ...restingWall({ id: "a", name: { vi: "a", en: "a" }, tiles: [] }), change });

  it("is sent before the tick of the event loop ends, also while readings are held back by the pace; other words of the wall are not", async () => {
    const hub = await newHub();
    const screen = outlet();
    hub.join(screen, viewer);
    // As many deltas as may follow one another at once, and more.
    for (let value = 1; value <= 12; value += 1) {
      hub.publish("readings", [reading(value, value * 1_000)]);
      await tick();
    }
    const before = screen.sent.length;
    hub.publish("readings", [reading(100, 100_000)]);
    hub.publish("wall", wall(1));
    expect(screen.sent.length).toBe(before + 1);
    expect(read(screen.sent.at(-1))).toMatchObject({ wall: { change: 1 }, readings: [{ value: 100 }] });
    hub.publish("wall", wall(1));
    expect(screen.sent.length).toBe(before + 1);
    await expect.poll(() => screen.sent.length).toBe(before + 2);
  });

  it("reaches windows of the wall alone, bare; all else waits until they have drawn it, and not for ever", async () => {
    const hub = await newHub();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "performance"] });
    const [window, page] = [outlet(), outlet()];
    for (const one of [window, page]) hub.join(one, viewer);
    hub.addWindow(window);
    const sentTo = (one: typeof window) => one.sent.slice(1).map(read);
    hub.publish("readings", [reading(1, 1_000)]);
    hub.publish("wall", wall(1));
    expect(sentTo(window)).toEqual([{ type: "turn", change: 1 }]);
    hub.publish("readings", [reading(2, 2_000)]);
    await vi.advanceTimersByTimeAsync(45);
    expect([sentTo(window).length, sentTo(page).length]).toEqual([1, 0]);
    // Another one meanwhile is told at once and does not have news wait anew.
    hub.publish("wall", wall(2));
    expect(sentTo(window).at(-1)).toEqual({ type: "turn", change: 2 });
    await vi.advanceTimersByTimeAsync(10);
    const told = { type: "delta", wall: { change: 2 }, readings: [{ value: 2 }] };
    expect([sentTo(window).slice(2), sentTo(page)]).toMatchObject([[told], [told]]);
    hub.leave(window);
    hub.publish("wall", wall(3));
    expect(sentTo(window).length).toBe(3);
    expect(sentTo(page).at(-1)).toMatchObject({ wall: { change: 3 } });
  });

  it("is not said where the moment is still to come: the window waits for it by what it is told of the change", async () => {
    const hub = await newHub();
    const window = outlet();
    hub.join(window, viewer);
    hub.addWindow(window);
    hub.publish("wall", { ...wall(1), showAtMs: 5_060 });
    expect(window.sent.slice(1).map(read)).toMatchObject([{ type: "delta", wall: { change: 1, showAtMs: 5_060 } }]);
  });
});

describe("a snapshot", () => {
  it("that is large is written once for those who come together; what changed meanwhile follows", async () => {
    const hub = await newHub();
    const [one, two] = [outlet(), outlet()];
    hub.publish("readings", [reading(1, 1_000)]);
    await tick();
    hub.join(one, viewer);
    hub.publish("readings", [reading(2, 2_000)]);
    await expect.poll(() => one.sent.length).toBe(2);
    hub.join(two, viewer);
    expect(two.sent[0]).toBe(one.sent[0]);
    await expect.poll(() => two.sent.length).toBe(2);
    expect(read(two.sent[1])).toMatchObject({ after: 1, seq: 2, readings: [{ value: 2 }] });
    hub.publish("readings", [reading(3, 3_000)]);
    await expect.poll(() => two.sent.length).toBe(3);
    expect(two.sent[2]).toBe(one.sent[2]);
  });

  it("takes the place of a delta that would be longer, and of one asked for in a jam", async () => {
    const hub = await newHub();
    const [far, jammed] = [outlet(), outlet()];
    const many = Array.from({ length: 2_001 }, (_, at) => reading(at, 1_000, { indicator: `chi-tieu-${at}` }));
    hub.publish("readings", [reading(1, 1_000)]);
    hub.join(far, viewer);
    const { seq, view } = ServerMessage.parse(JSON.parse(String(far.sent[0]))) as { seq: number; view: string };
    hub.leave(far);
    hub.publish("readings", many);
    hub.join(far, viewer, { session: hub.session, view, seq });
    expect(read(far.sent[1])).toMatchObject({ type: "snapshot", seq: 2 });

    jammed.buffered = 101;
    for (let again = 0; again < 50; again += 1) hub.change(jammed, viewer);
    expect(jammed.sent).toEqual([]);
    jammed.buffered = 0;
    await expect.poll(() => jammed.sent.length).toBe(1);
    expect(read(jammed.sent[0]).type).toBe("snapshot");
  });
});

describe("a camera that is gone", () => {
  const camera = (id: string): CameraView => ({
    ...{ id, name: { vi: id, en: id }, isSimulated: false, state: "idle", sinceMs: 1_000 },
    ...{ lastPictureAtMs: null, reason: null },
  });

  it("is told by its id to those who want to hear of it, and is in no snapshot; back again, it is a camera", async () => {
    const hub = await newHub();
    const [all, other, late] = [outlet(), outlet(), outlet()];
    for (const id of ["a", "b"]) hub.publish("cameras", [camera(id)]);
    await tick();
    hub.join(all, viewer);
    hub.join(other, { ...viewer, topics: { ...everyTopic, cameras: ["b"] } });
    hub.remove("cameras", ["a"]);
    hub.remove("cameras", ["never-there"]);
    await expect.poll(() => all.sent.length).toBe(2);
    expect(read(all.sent[1])).toMatchObject({ type: "delta", after: 2, seq: 3, goneCameras: ["a"] });
    expect(read(all.sent[1])).not.toHaveProperty("cameras");
    // Of a rate of its own: nobody's snapshot is shared with it.
    hub.join(late, { ...viewer, maxRateHz: 200 });
    const snapshot = read(late.sent[0]);
    expect(snapshot).toMatchObject({ type: "snapshot", cameras: [{ id: "b" }] });
    expect(snapshot).not.toHaveProperty("goneCameras");
    expect(hub.newest.camera("a")).toBeUndefined();
    hub.publish("cameras", [camera("a")]);
    await expect.poll(() => all.sent.length).toBe(3);
    expect(read(all.sent[2])).toMatchObject({ cameras: [{ id: "a" }] });
    expect(read(all.sent[2])).not.toHaveProperty("goneCameras");
    expect(other.sent).toHaveLength(1);
  });

  it("is told to who was away; to who was away for longer than is kept, by all there is", async () => {
    const hub = await newHub();
    const [away, far] = [outlet(), outlet()];
    for (const id of ["a", "b"]) hub.publish("cameras", [camera(id)]);
    await tick();
    for (const one of [away, far]) hub.join(one, viewer);
    const { seq, view } = read(away.sent[0]) as { seq: number; view: string };
    for (const one of [away, far]) hub.leave(one);
    hub.remove("cameras", ["a"]);
    hub.join(away, viewer, { session: hub.session, view, seq });
    expect(read(away.sent[1])).toMatchObject({ type: "delta", goneCameras: ["a"] });
    for (let number = 0; number < mostCameras; number += 1) {
      hub.publish("cameras", [camera(`nua-${number}`)]);
      hub.remove("cameras", [`nua-${number}`]);
    }
    hub.join(far, viewer, { session: hub.session, view, seq });
    expect(read(far.sent[1])).toMatchObject({ type: "snapshot", cameras: [{ id: "b" }] });
  });
});

describe("the hub", () => {
  it("sends the first change in the same tick, written once for all who are in step", async () => {
    const hub = await newHub();
    const [one, two] = [outlet(), outlet()];
    hub.join(one, viewer);
    hub.join(two, viewer);
    hub.publish("readings", [reading(1, 1_000)]);
    await tick();
    expect(one.sent).toHaveLength(2);
    expect(one.sent[1]).toBe(two.sent[1]);
    expect(read(one.sent[1])).toMatchObject({ type: "delta", seq: 1, nowMs: 5_000, readings: [{ value: 1 }] });
  });

  it("gives a screen that was jammed the newest of each, and only what it missed", async () => {
    const hub = await newHub();
    const [jammed, quick] = [outlet(), outlet()];
    hub.publish("readings", [reading(0, 500, { place: "tinh" })]);
    await tick();
    hub.join(jammed, viewer);
    hub.join(quick, viewer);
    jammed.buffered = 101;
    for (let value = 1; value <= 3; value += 1) {
      hub.publish("readings", [reading(value, value * 1_000)]);
      await expect.poll(() => quick.sent.length).toBe(1 + value);
    }
    expect(jammed.sent).toHaveLength(1);
    jammed.buffered = 0;
    await expect.poll(() => jammed.sent.length).toBe(2);
    const late = read(jammed.sent[1]);
    expect(late).toMatchObject({ type: "delta", readings: [{ place: "cua-a", value: 3 }] });
    hub.publish("readings", [reading(4, 9_000)]);
    await expect.poll(() => jammed.sent.length).toBe(3);
    expect(jammed.sent[2]).toBe(quick.sent.at(-1));
  });

  it("sends no more to who has left, and no figures to who only listens for the beat", async () => {
    const hub = await newHub();
    const [gone, shell, there] = [outlet(), outlet(), outlet()];
    hub.join(gone, viewer);
    hub.joinForHeartbeats(shell);
    hub.join(there, viewer);
    hub.leave(gone);
    hub.publish("readings", [reading(1, 1_000)]);
    await expect.poll(() => there.sent.length).toBe(2);
    expect(gone.sent).toHaveLength(1);
    await expect.poll(() => shell.sent.length, { timeout: 15_000 }).toBe(1);
    expect(read(shell.sent[0])).toEqual({ type: "heartbeat", seq: 1, nowMs: 5_000 });
  });
});
