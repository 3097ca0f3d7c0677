import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createKeptArrangement } from "../../../main/shell/kept-arrangement.ts";
import { type Place, panesOf } from "../../../main/shell/panes.ts";

const plan = { columns: 2, rows: 2 };
const place = (x: number, y: number, width = 1920, scaleFactor = 1): Place => ({
  bounds: { x, y, width, height: 1080 },
  scaleFactor,
  zoom: 1,
});
const hung = new Map([
  [1, place(0, 0)],
  [2, place(1920, 0)],
  [3, place(0, 1080)],
  [4, place(1920, 1080)],
]);
const bounds = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const covered = (places: ReadonlyMap<number, Place>, surfaces: number[][], isWindowed = false) => {
  const { panes, surfaceOf } = panesOf(places, plan, surfaces, isWindowed);
  return { panes: panes.map((pane) => pane.displays.join("+")), state: surfaceOf.get(surfaces[0]?.[0] ?? 0)?.state };
};
const with2 = (second: Place | undefined) => {
  const places = new Map(hung);
  if (second === undefined) places.delete(2);
  else places.set(2, second);
  return places;
};

describe("the windows of a machine", () => {
  it("are one for a surface, exactly over its monitors, and one for every other monitor", () => {
    expect(panesOf(hung, plan, [[1, 2]], false).panes).toEqual([
      { ...place(0, 0), displays: [1, 2], columns: 2, bounds: bounds(0, 0, 3840, 1080) },
      { ...place(0, 1080), displays: [3], columns: 1 },
      { ...place(1920, 1080), displays: [4], columns: 1 },
    ]);
    expect(panesOf(hung, plan, [[1, 2, 3, 4]], false).panes).toMatchObject([{ bounds: bounds(0, 0, 3840, 2160) }]);
    expect(panesOf(hung, plan, [[2, 4]], false).panes).toMatchObject([
      { displays: [2, 4], columns: 1, bounds: bounds(1920, 0, 1920, 2160) },
      { displays: [1] },
      { displays: [3] },
    ]);
  });

  it.each([
    ["a monitor is missing", undefined, ["1", "3", "4"], "missing"],
    ["it has another resolution", place(1920, 0, 1280), ["1", "2", "3", "4"], "uneven"],
    ["it is scaled in another way", place(1920, 0, 1920, 2), ["1", "2", "3", "4"], "uneven"],
    ["it hangs elsewhere", place(0, 2160), ["1", "2", "3", "4"], "apart"],
    ["there is a gap on the desktop", place(2000, 0), ["1", "2", "3", "4"], "apart"],
  ])("are those of single monitors where %s", (_, second, panes, state) => {
    const found = covered(with2(second), [[1, 2]]);
    expect({ panes: found.panes.sort(), state: found.state }).toEqual({ panes, state });
  });

  it("forgive a dot that is lost by scaling", () => {
    expect(covered(with2(place(1921, 0)), [[1, 2]]).state).toBe("spanned");
  });

  it("leave another machine's monitors to it", () => {
    const own = new Map([...hung].filter(([number]) => number > 2));
    expect(
      covered(own, [
        [1, 2],
        [3, 4],
      ]).panes,
    ).toEqual(["3+4"]);
  });
});

it("how monitors were arranged is known at the next start, of the same run only, and not where the file was touched", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "ioc-arrangement-"));
  try {
    const file = path.join(folder, "deep", "arrangement");
    const arrangement = { columns: 2, rows: 2, surfaces: [[1, 2]] };
    const kept = createKeptArrangement(file, ["lang-son", "/data"]);
    expect(kept.read()).toBeUndefined();
    kept.keep(arrangement);
    expect(kept.read()).toEqual(arrangement);
    expect(createKeptArrangement(file, ["lang-son", "/other"]).read()).toBeUndefined();
    writeFileSync(file, `${JSON.stringify({ format: 1, of: ["lang-son", "/data"] })}\nx\n{"surfaces":[[1,9]]}\n`);
    expect(kept.read()).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
