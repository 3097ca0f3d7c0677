import os from "node:os";
import { describe, expect, it } from "vitest";
import type { DisplayStatus } from "#contract/entities/wall.ts";
import { openMachines } from "../../../../main/core/joining/machines.ts";
import { sharedProfile } from "../../../../main/core/joining/shared-profile.ts";
import type { KeptMachine } from "../../../../main/core/store/repositories.ts";

const display = (machine: string, number: number, state: DisplayStatus["state"] = "ok"): DisplayStatus => ({
  ...{ machine, number, state, bounds: null, scaleFactor: 1, window: null, tiles: [] },
});
const load = {
  measuredAtMs: 1,
  processor: { cores: 2, lastMinute: 0.5, sustained: 0 },
  memory: { total: 16, available: 8 },
  storage: null,
};
const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;

async function machinesOf(kept: Map<string, KeptMachine>, displays: () => DisplayStatus[]) {
  let atMs = 0;
  return openMachines({
    repository: {
      list: async () => [...kept.values()],
      put: async (machine) => void kept.set(machine.id, machine),
      remove: async (gone) => void kept.delete(gone),
    },
    plan: { columns: 3, rows: 2 },
    displays,
    hasMonitors: true,
    now: () => (atMs += 1),
  });
}

describe("the numbers of machines", () => {
  it("follow on those in use, and are kept", async () => {
    const kept = new Map<string, KeptMachine>();
    const there = [display(os.hostname(), 1), display(os.hostname(), 2), display(os.hostname(), 3, "missing")];
    const machines = await machinesOf(kept, () => there);
    expect(await machines.admit({ id: id(1), name: "tuong" })).toBe(3);
    await machines.saw(id(1), 4);
    expect(await machines.admit({ id: id(2), name: "tuong" })).toBe(5);
    expect([machines.nameOf(id(1)), machines.nameOf(id(2)), machines.nameOf(id(3))]).toEqual([
      "tuong",
      "tuong (2)",
      undefined,
    ]);
    const again = await machinesOf(kept, () => []);
    expect(await again.admit({ id: id(2), name: "tuong" })).toBe(5);
    expect(await again.admit({ id: id(1), name: "tuong" })).toBe(3);
  });

  it("wait for this machine's own monitors", async () => {
    const machines = await machinesOf(new Map(), () => []);
    await expect(machines.admit({ id: id(1), name: "a" })).rejects.toMatchObject({ code: "join.not-yet" });
  });

  it("of the machine that is away for longest go to a new one where none is left, never those of one that is there", async () => {
    let there = [1, 2, 3, 4].map((number) => display(os.hostname(), number));
    const machines = await machinesOf(new Map(), () => there);
    expect(await machines.admit({ id: id(1), name: "a" })).toBe(5);
    expect(await machines.admit({ id: id(2), name: "b" })).toBe(6);
    there = [...there, display("a", 5)];
    expect(await machines.admit({ id: id(3), name: "c" })).toBe(6);
    there = [...there, display("c", 6)];
    await expect(machines.admit({ id: id(2), name: "b" })).rejects.toMatchObject({ code: "join.no-room" });
  });

  it("are told with who is there and what it bears, also while a new line stands beside a dead one", async () => {
    const machines = await machinesOf(new Map(), () => [display(os.hostname(), 1)]);
    await machines.admit({ id: id(1), name: "a" });
    const seen = () => machines.views().map(({ name, isThere, load }) => [name, isThere, load?.memory.total ?? null]);
    expect(seen()).toEqual([["a", false, null]]);
    const dead = machines.join(id(1));
    dead.tell(load);
    const alive = machines.join(id(1));
    dead.leave();
    expect(seen()).toEqual([["a", true, 16]]);
    await expect(machines.remove("a")).rejects.toMatchObject({ code: "join.still-there" });
    alive.leave();
    expect(seen()).toEqual([["a", false, 16]]);
  });

  it("are free again once a machine is taken off the wall", async () => {
    const machines = await machinesOf(new Map(), () => [display(os.hostname(), 1)]);
    expect(await machines.admit({ id: id(1), name: "a" })).toBe(2);
    await machines.remove("a");
    expect(machines.views()).toEqual([]);
    await expect(machines.remove("a")).rejects.toMatchObject({ code: "join.unknown-machine" });
    expect(await machines.admit({ id: id(2), name: "b" })).toBe(2);
  });
});

it("a shared profile has what is drawn and nothing else", () => {
  const told = sharedProfile({
    ...{ id: "a", scenes: [], sources: ["bi-mat"], cameras: ["bi-mat"], news: ["bi-mat"], rules: [], server: {} },
    // Pages that tiles show: a machine that did not know of them could show none.
    web: [{ id: "trang" }],
    map: { bounds: [1, 2, 3, 4], attribution: "x", outline: "../o.geojson", online: "bi-mat", mapbox: "bi-mat" },
  });
  expect(told).toEqual({
    ...{ id: "a", scenes: [], web: [{ id: "trang" }] },
    map: { bounds: [1, 2, 3, 4], attribution: "x", outline: "outline.geojson" },
  });
});
