import { describe, expect, it } from "vitest";
import type { DisplayStatus, DisplayView } from "#contract/entities/wall.ts";
import { createDisplays } from "../../../../main/core/wall/displays.ts";

const display = (number: number, state: DisplayView["state"] = "ok"): DisplayView => ({
  number,
  state,
  bounds: { x: 0, y: 0, width: 10, height: 10 },
  scaleFactor: 1,
  window: null,
});
const tile = (name: string) => ({ tile: name, panel: "map", state: "fresh" as const });

describe("displays", () => {
  it("joins machines, sorted, each with the tiles of its own windows", () => {
    let told: DisplayStatus[] = [];
    const displays = createDisplays((list) => {
      told = list;
    });
    expect(displays.hasHadAny()).toBe(false);
    displays.report({}, "b", [display(2), display(1)]);
    displays.report({}, "a", [display(1)]);
    displays.reportTiles({}, "b", 1, [tile("b1")]);
    expect(told).toEqual(displays.list());
    expect(told.map((d) => [d.machine, d.number, d.tiles.map((t) => t.tile)])).toEqual([
      ["a", 1, []],
      ["b", 1, ["b1"]],
      ["b", 2, []],
    ]);
  });

  it("tells what a window does without, until it says otherwise", () => {
    const displays = createDisplays(() => {});
    const line = {};
    displays.report({}, "a", [display(1), display(2)]);
    displays.reportTiles(line, "a", 2, [tile("t")], { level: 2, cameras: ["cong"] });
    expect(displays.list().map((d) => d.turnedDown)).toEqual([undefined, { level: 2, cameras: ["cong"] }]);
    displays.reportTiles(line, "a", 2, [tile("t")]);
    expect(displays.list()[1]).not.toHaveProperty("turnedDown");
  });

  it("calls no monitor well whose window has no line to the core", async () => {
    const window = { bounds: { x: 0, y: 0, width: 10, height: 10 }, state: "ok" as const, paintedAtMs: 1, reloads: 0 };
    const well = (number: number): DisplayView => ({ ...display(number), window });
    let told: DisplayStatus[] = [];
    const displays = createDisplays((list) => {
      told = list;
    }, 50);
    const states = () => told.map((d) => [d.state, d.window?.state]);
    displays.report({}, "a", [well(1), well(2)]);
    expect(states()).toEqual([
      ["starting", "starting"],
      ["starting", "starting"],
    ]);
    const surface = {};
    displays.join(surface, "a", [1, 2]);
    expect(states().flat()).toEqual(["ok", "ok", "ok", "ok"]);
    // A page that is back within a moment was never gone.
    displays.drop(surface);
    expect(states().flat()).toEqual(["ok", "ok", "ok", "ok"]);
    displays.join(surface, "a", [1]);
    await expect
      .poll(() => states())
      .toEqual([
        ["ok", "ok"],
        ["no-line", "no-line"],
      ]);
    expect(displays.list()).toEqual(told);
    // Another machine's window is no line of this one.
    displays.join({}, "b", [2]);
    expect(states()[1]).toEqual(["no-line", "no-line"]);
    displays.join({}, "a", [2]);
    expect(states()[1]).toEqual(["ok", "ok"]);
  });

  it("lets the newest line of a machine speak, whatever the old one's end does", () => {
    const displays = createDisplays(() => {});
    const [old, fresh] = [{}, {}];
    displays.report(old, "a", [display(1), display(2)]);
    displays.report(fresh, "a", [display(1, "page-lost")]);
    displays.drop(old);
    expect(displays.list().map((d) => [d.number, d.state])).toEqual([[1, "page-lost"]]);
    const [oldWindow, newWindow] = [{}, {}];
    displays.reportTiles(oldWindow, "a", 1, [tile("old")]);
    displays.reportTiles(newWindow, "a", 1, [tile("new")]);
    displays.drop(oldWindow);
    expect(displays.list()[0]?.tiles.map((t) => t.tile)).toEqual(["new"]);
    displays.drop(newWindow);
    expect(displays.list()[0]?.tiles).toEqual([]);
    displays.drop(fresh);
    expect(displays.list()).toEqual([]);
    expect(displays.hasHadAny()).toBe(true);
  });
});
