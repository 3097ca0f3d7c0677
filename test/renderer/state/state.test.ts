import { describe, expect, it } from "vitest";
import { appendPoint, type Point, valueAt } from "../../../renderer/state/history.ts";
import { allReadings, putReadings, replaceReadings, seriesStore } from "../../../renderer/state/readings.ts";
import { setSite, siteStore } from "../../../renderer/state/site.ts";
import { stageReadings, stageSnapshot } from "../../lab/stage-snapshot.ts";

const nowMs = 1_795_000_000_000;

describe("readings", () => {
  it("wake only the series that changed", () => {
    const readings = stageReadings("well", nowMs);
    replaceReadings(readings);
    let waiting = 0;
    let cleared = 0;
    seriesStore("cua-khau.xe-cho@chi-ma").subscribe(() => waiting++);
    seriesStore("cua-khau.thong-quan@chi-ma").subscribe(() => cleared++);
    const changed = readings.find((one) => one.indicator === "cua-khau.xe-cho" && one.place === "chi-ma");
    if (changed === undefined) throw new Error("no such reading on the stage");
    putReadings([{ ...changed, value: 99 }]);
    expect([waiting, cleared]).toEqual([1, 0]);
    expect(seriesStore("cua-khau.xe-cho@chi-ma").getState()?.value).toBe(99);
  });

  it("are gone when a snapshot no longer tells them", () => {
    const readings = stageReadings("well", nowMs);
    replaceReadings(readings);
    replaceReadings(readings.slice(0, 3));
    expect(allReadings().length).toBe(3);
  });
});

describe("the site", () => {
  it("stays the same object when it is told again unchanged", () => {
    setSite(stageSnapshot("well", nowMs).site, () => new Map());
    const before = siteStore.getState();
    setSite(stageSnapshot("well", nowMs).site, () => new Map());
    expect(siteStore.getState()).toBe(before);
    expect(before?.indicatorOf.get("cua-khau.xe-cho")?.unit.vi).toBe("xe");
  });
});

describe("a series' past", () => {
  it("grows at its end, one point an interval, and never beyond twice its count", () => {
    let points: readonly Point[] = [];
    for (let ms = 0; ms <= 100_000; ms += 10) points = appendPoint(points, [ms, ms], 10_000, 50);
    expect(points.length).toBeLessThanOrEqual(100);
    expect(points.at(-1)).toEqual([100_000, 100_000]);
    expect(points[0]?.[0]).toBeGreaterThanOrEqual(89_000);
    expect(points[0]?.[0]).toBeLessThanOrEqual(90_000);
  });

  it("takes a revision of its last moment and ignores what is older", () => {
    const points: readonly Point[] = [
      [0, 1],
      [1_000, 2],
    ];
    expect(appendPoint(points, [1_000, 3], 10_000, 10)).toEqual([
      [0, 1],
      [1_000, 3],
    ]);
    expect(appendPoint(points, [500, 9], 10_000, 10)).toBe(points);
  });

  it("tells the value that stood at a moment, or none where it does not reach", () => {
    const points: readonly Point[] = [
      [1_000, 5],
      [2_000, 6],
      [3_000, null],
    ];
    expect(valueAt(points, 999)).toBeUndefined();
    expect(valueAt(points, 1_500)).toBe(5);
    expect(valueAt(points, 2_000)).toBe(6);
    expect(valueAt(points, 4_000)).toBeUndefined();
  });
});
