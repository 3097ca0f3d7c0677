import { describe, expect, it } from "vitest";
import type { CameraView } from "#contract/entities/camera.ts";
import { type MachineView, machineState } from "#contract/entities/machine.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { DisplayStatus } from "#contract/entities/wall.ts";
import type { Status } from "#contract/http.ts";
import {
  displayState,
  type Everything,
  itemsOf,
  storeState,
  unknownRank,
  wellRank,
} from "../../../renderer/desk/status/item.ts";
import { adviceOf, lookOf, stateWords } from "../../../renderer/desk/status/item-words.ts";

/** Words by their keys. */
const desk = { t: ((key: string) => key) as never, status: ((key: string) => key) as never };
const hour = 3_600_000;
const nowMs = 1_800_000_000_000;
const words = (vi: string) => ({ vi, en: vi });
const source = (id: string, state: SourceView["state"], sinceMs = nowMs - hour): SourceView => ({
  id,
  name: words(id),
  type: "rest",
  isSimulated: false,
  state,
  sinceMs,
  lastReadingAtMs: null,
  reason: null,
  counts: { accepted: 0, repeated: 0, refused: 0, failures: 0 },
});
const camera = (id: string, state: CameraView["state"]): CameraView => ({
  id,
  name: words(id),
  isSimulated: false,
  state,
  sinceMs: nowMs - hour,
  lastPictureAtMs: null,
  reason: null,
});
const display = (number: number, over: Partial<DisplayStatus> = {}): DisplayStatus => ({
  number,
  machine: "may",
  state: "ok",
  bounds: null,
  scaleFactor: 1,
  window: {
    bounds: { x: 0, y: 0, width: 1, height: 1 },
    state: "ok",
    paintedAtMs: 1,
    reloads: 0,
  },
  tiles: [],
  ...over,
});
const store: Status["store"] = {
  state: "ok",
  reason: null,
  readings: 1,
  series: 1,
  recovery: null,
  lastBackupAtMs: nowMs - hour,
};
const load = (over: Partial<MachineView["load"]> = {}): MachineView["load"] => ({
  measuredAtMs: nowMs,
  processor: { cores: 8, lastMinute: 1, sustained: 0.6 },
  memory: { total: 16e9, available: 4e9 },
  storage: { total: 500e9, available: 100e9 },
  ...over,
});
const machine = (name: string, over: Partial<MachineView> = {}): MachineView => ({
  ...{ name, isThis: false, isThere: true, sinceMs: nowMs - hour, monitors: null, load: load() },
  ...over,
});
const keyed = <Item>(items: Item[], keyOf: (item: Item) => string) => new Map(items.map((item) => [keyOf(item), item]));
const all = (over: Partial<Everything> = {}): Everything => ({
  sources: keyed([source("a", "ok"), source("b", "late"), source("c", "failing")], ({ id }) => id),
  cameras: keyed([camera("cam-1", "ok"), camera("cam-2", "no-signal"), camera("cam-3", "idle")], ({ id }) => id),
  displays: keyed([display(1), display(10), display(2)], ({ number }) => `may/${number}`),
  figureAges: [],
  indicatorOf: new Map(),
  status: { store, startedAtMs: nowMs - 10 * hour, machines: [machine("may", { isThis: true })] },
  ...over,
});

describe("the list of everything", () => {
  it("tells what is not well at a centre, for as long as the centre can tell", () => {
    const origin = (id: string, state: SourceView["state"]) => {
      const { type: _, counts: __, ...view } = source(id, state);
      return view;
    };
    const told = { atMs: nowMs, sources: [origin("x", "ok"), origin("y", "refused")] };
    const listed = (state: SourceView["state"]) =>
      itemsOf(all({ sources: new Map([["tt", { ...source("tt", state), origins: told }]]) }), nowMs)
        .filter(({ kind }) => kind === "origin")
        .map(({ key, rank }) => [key, rank < wellRank]);
    expect(listed("ok")).toEqual([["source/tt/y", true]]);
    expect(listed("failing")).toEqual([]);
  });

  it("tells what is wrong first, the worst at the top, and leaves nothing out", () => {
    const items = itemsOf(all(), nowMs);
    const wrong = items.filter(({ rank }) => rank < wellRank).map(({ key }) => key);
    expect(wrong).toEqual(["source/c", "camera/cam-2", "source/b"]);
    expect(items.slice(3).map(({ key }) => key)).toEqual([
      "store",
      "machine/may",
      "display/may/1",
      "display/may/2",
      "display/may/10",
      "source/a",
      "camera/cam-1",
      "camera/cam-3",
    ]);
  });

  it("never calls a camera well that nobody has opened yet", () => {
    const idle = (lastPictureAtMs: number | null) => ({ ...camera("c", "idle"), lastPictureAtMs });
    const of = (one: CameraView) =>
      itemsOf(all({ cameras: new Map([["c", one]]) }), nowMs).find((i) => i.key === "camera/c");
    const words = (item: ReturnType<typeof of>) =>
      item && [stateWords(item, desk.t, desk.status, String), adviceOf(item, desk.t), lookOf(item).shape];
    expect(words(of(idle(null)))).toEqual(["status.unopened", "status.advice.unopened", "late"]);
    expect(of(idle(null))?.rank).toBe(unknownRank);
    // Somebody has seen it: it is only not open now.
    expect(words(of(idle(nowMs - hour)))).toEqual(["camera.idle", "status.advice.camera.idle", "live"]);
  });

  it("puts among equals what has been wrong the longest first", () => {
    const sources = keyed(
      [source("moi", "failing", nowMs - 1), source("lau", "refused", nowMs - hour)],
      ({ id }) => id,
    );
    const items = itemsOf(all({ sources, cameras: new Map() }), nowMs);
    expect(items.slice(0, 2).map(({ key }) => key)).toEqual(["source/lau", "source/moi"]);
  });

  it("says nothing of the store before the core has", () => {
    expect(itemsOf(all({ status: undefined }), nowMs).some(({ kind }) => kind === "store")).toBe(false);
  });
});

describe("a monitor", () => {
  it("is as its window is, and not well while a tile has failed", () => {
    expect(displayState(display(1))).toBe("ok");
    expect(displayState(display(1, { state: "missing", window: null }))).toBe("missing");
    const window = display(1).window;
    expect(displayState(display(1, { window: window && { ...window, state: "page-lost" } }))).toBe("page-lost");
    expect(displayState(display(1, { tiles: [{ tile: "o", panel: "map", state: "error" }] }))).toBe("tiles");
    // A figure that is old or a camera without a signal is no fault of the monitor.
    expect(displayState(display(1, { tiles: [{ tile: "o", panel: "camera", state: "no-signal" }] }))).toBe("ok");
  });
});

describe("what was started anew by itself", () => {
  const restart = (atMs: number) => ({ atMs, reason: { code: "page.hung", params: { seconds: 15 } } });
  const reloaded = (number: number, atMs: number): DisplayStatus => {
    const one = display(number);
    return { ...one, window: one.window && { ...one.window, reloads: 1, lastReload: restart(atMs) } };
  };
  it("is told for half an hour, a page of several monitors once", () => {
    const displays = keyed(
      [reloaded(1, nowMs - 1_000), reloaded(2, nowMs - 1_000), reloaded(3, nowMs - hour)],
      ({ number }) => `may/${number}`,
    );
    const status = { ...all({}).status, coreRestart: restart(nowMs - 2_000) } as Everything["status"];
    const told = itemsOf(all({ displays, status }), nowMs).filter(({ kind }) => kind === "restart");
    expect(told.map(({ key, rank }) => [key, rank < wellRank])).toEqual([
      ["restart/core", true],
      ["restart/may/1", true],
    ]);
  });
});

describe("a machine", () => {
  it("is told by its worst, and a scene that is opened does not make it overloaded", () => {
    const state = (over: Partial<MachineView["load"]>) => machineState(machine("may", { load: load(over) }));
    expect(state({})).toBe("ok");
    expect(state({ storage: null })).toBe("ok");
    expect(state({ processor: { cores: 2, lastMinute: 0.4, sustained: 0.97 } })).toBe("busy");
    expect(state({ memory: { total: 16e9, available: 0.5e9 } })).toBe("memory-low");
    expect(state({ storage: { total: 500e9, available: 4e9 } })).toBe("storage-low");
    expect(state({ storage: { total: 500e9, available: 0 }, memory: { total: 1, available: 0 } })).toBe("storage-out");
    expect(machineState(machine("may", { load: null }))).toBe("ok");
    expect(machineState(machine("may", { isThere: false }))).toBe("away");
  });

  it("that is away stands first, with since when", () => {
    const machines = [machine("may", { isThis: true }), machine("may-2", { isThere: false })];
    const [first] = itemsOf(all({ status: { store, startedAtMs: 0, machines }, cameras: new Map() }), nowMs);
    expect(first).toMatchObject({ key: "machine/may-2", sinceMs: nowMs - hour });
  });
});

describe("the store", () => {
  const state = (over: Partial<Status["store"]>, upMs = 10 * hour) =>
    storeState({ store: { ...store, ...over }, startedAtMs: nowMs - upMs }, nowMs);
  it("is told by its worst", () => {
    expect(state({})).toBe("ok");
    expect(state({ state: "failing", recovery: { code: "store.recovered", params: {} } })).toBe("failing");
    expect(state({ recovery: { code: "store.recovered", params: {} } })).toBe("recovered");
    expect(state({ lastBackupAtMs: null })).toBe("no-backup");
    expect(state({ lastBackupAtMs: nowMs - 14 * hour })).toBe("old-backup");
  });

  it("is given time for its backup after a start", () => {
    expect(state({ lastBackupAtMs: null }, hour)).toBe("ok");
    expect(state({ lastBackupAtMs: nowMs - 90 * hour }, hour)).toBe("ok");
  });

  it("names a monitor whose cameras were turned down, behind what is broken", () => {
    const turnedDown = { level: 1 as const, cameras: ["cam-1"] };
    expect(displayState(display(1, { turnedDown }))).toBe("turned-down");
    const failed = { tile: "a", panel: "map", state: "error" as const };
    expect(displayState(display(1, { turnedDown, tiles: [failed] }))).toBe("tiles");
    const items = itemsOf(
      all({ displays: keyed([display(1), display(2, { turnedDown })], ({ number }) => `may/${number}`) }),
      nowMs,
    );
    const at = (key: string) => items.findIndex((item) => item.key === key);
    expect(items[at("display/may/2")]).toMatchObject({ state: "turned-down", rank: 3 });
    expect(at("display/may/2")).toBeLessThan(at("display/may/1"));
  });
});
