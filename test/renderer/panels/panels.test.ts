import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading } from "#contract/entities/reading.ts";
import { sentence } from "#contract/errors.ts";
import { Topics } from "#contract/told.ts";
import { agesOf } from "../../../main/core/readings/figure-ages.ts";
import { formatNumber } from "../../../renderer/figures/format.ts";
import { provenanceOf } from "../../../renderer/figures/provenance.ts";
import { worstFigure } from "../../../renderer/figures/worst-state.ts";
import { zoneOffsetMs } from "../../../renderer/figures/zone.ts";
import { topicsOn } from "../../../renderer/layout/topics.ts";
import { columnsFor, extentOf, gatesToShow, mostTables } from "../../../renderer/panels/gates/gate-table.ts";
import { grownFor, planFigure } from "../../../renderer/panels/key-figure/figure-plan.ts";
import { mayPulse } from "../../../renderer/panels/key-figure/pulse.ts";
import { panelOf } from "../../../renderer/panels/registry.ts";
import { openTile } from "../../../renderer/panels/rules.ts";
import { findProblems } from "../../../renderer/panels/status-board/problem.ts";
import { chartOption, roundUp } from "../../../renderer/panels/trend/chart-option.ts";
import { tickWords, timeTicks } from "../../../renderer/panels/trend/time-axis.ts";
import { fillRoom } from "../../../renderer/ui/fill-room.ts";
import { textWidthPx } from "../../../renderer/ui/text-width.ts";
import { typeScaleFor } from "../../../renderer/ui/type-scale.ts";
import { stageIndicators, stageSnapshot } from "../../lab/stage-snapshot.ts";

const nowMs = Date.parse("2026-11-24T14:20:00+07:00");
const scale = { source: 52, label: 57, value: 72 };
const texts = {
  label: "Thu ngân sách",
  value: "18.063,8",
  unit: "tỷ đ",
  comparator: "XNK 13.300 tỷ đ",
  footLines: 1 as const,
};

describe("the registry", () => {
  it("has every kind that scenes speak of, and opens the stage's tiles", () => {
    for (const tile of stageSnapshot("well", nowMs).site.scene.tiles) {
      expect(panelOf(tile.panel)?.kind).toBe(tile.panel);
      expect(openTile(tile)).toHaveProperty("settings");
    }
    expect(panelOf("hologram")).toBeUndefined();
  });

  it("names settings that it does not know, in the language of whoever reads", () => {
    const wrongOf = (panel: string, settings: Record<string, unknown>) => {
      const opened = openTile({ panel, settings });
      return opened !== undefined && "wrong" in opened ? sentence(opened.wrong, "vi") : "";
    };
    expect(wrongOf("clock", { "24h": true, zone2: 1 })).toMatch(/không biết: 24h, zone2\./);
    expect(wrongOf("map", { title: { vi: "a", en: "a" }, about: { place: "x", mile: 3 } })).toContain("about.mile");
    expect(wrongOf("trend", {})).toContain("«title»");
  });
});

describe("the plan of a key figure", () => {
  const usedBy = (plan: ReturnType<typeof planFigure>, { source } = scale, footLines = 1) =>
    plan.labelLines * plan.labelPx * 1.3 +
    plan.abovePx +
    plan.valuePx * 1.12 +
    plan.comparatorLines * source * 1.3 +
    source * (1.42 + (footLines - 1) * 1.3) +
    (plan.spark?.at === "below" ? plan.spark.height : 0);

  it("fits the tile, never below the least size", () => {
    for (const height of [380, 420, 500, 700, 1_000])
      for (const width of [500, 560, 900, 1_800])
        for (const footLines of [1, 2] as const) {
          const plan = planFigure({ width, height }, scale, { ...texts, footLines }, true);
          expect(plan.valuePx).toBeGreaterThanOrEqual(scale.value);
          expect(usedBy(plan, scale, footLines), `${width}×${height}`).toBeLessThanOrEqual(height + 1);
        }
  });

  it("fits whatever it says, with a line or without", () => {
    const anyText = fc.constantFrom(
      "",
      "%",
      "tỷ đồng",
      "Hồ sơ quá hạn theo đơn vị và lĩnh vực",
      "12 so với 1 giờ trước",
    );
    fc.assert(
      fc.property(
        fc.record({
          ...{ label: anyText, unit: anyText, comparator: anyText, hasMark: fc.boolean() },
          value: fc.constantFrom("—", "7", "+8,06", "18.063,8", "1.234.567,89"),
          footLines: fc.constantFrom(1 as const, 2 as const),
        }),
        fc.integer({ min: 550, max: 1_900 }),
        fc.integer({ min: 390, max: 1_040 }),
        fc.boolean(),
        (said, width, height, hasTrend) => {
          const grown = grownFor({ width, height }, scale);
          const plan = planFigure({ width, height }, grown, said, hasTrend);
          expect(usedBy(plan, grown, said.footLines)).toBeLessThanOrEqual(height + 1);
          expect(plan.valuePx).toBeGreaterThanOrEqual(scale.value);
        },
      ),
    );
  });

  it("gives neighbours of one size one size of value", () => {
    const size = { width: 560, height: 700 };
    const one = planFigure(size, scale, texts, false);
    const other = planFigure(size, scale, { ...texts, value: "37", label: "Hồ sơ quá hạn", comparator: "" }, false);
    expect(other.valuePx).toBe(one.valuePx);
    expect(other.abovePx).toBe(one.abovePx);
    expect(one.valuePx).toBeGreaterThan(scale.value);
  });

  it("is twice as large as what stands around it on a wall of six, and leaves no hole under it", () => {
    const fourMetres = typeScaleFor({ diagonalInch: 55, viewingDistanceM: 4, width: 1_920, height: 1_080 });
    const size = { width: 578, height: 433 };
    expect(grownFor(size, fourMetres)).toBe(fourMetres);
    const plan = planFigure(size, fourMetres, { ...texts, unit: "tỷ đồng" }, false);
    expect(plan.valuePx).toBeGreaterThanOrEqual(2 * fourMetres.label);
    // Beside it the unit would make it smaller.
    expect(plan.isUnitBeside).toBe(false);
    expect(planFigure(size, fourMetres, { ...texts, value: "37", unit: "hồ sơ" }, false).isUnitBeside).toBe(true);
    expect(size.height - usedBy(plan, fourMetres)).toBeLessThan(90);
  });

  it("grows as a whole in a tile that is much larger than what it says", () => {
    const size = { width: 1_880, height: 1_040 };
    const grown = grownFor(size, scale);
    expect(grown.source).toBeGreaterThan(scale.source);
    expect(planFigure(size, grown, texts, false).valuePx).toBe(planFigure(size, scale, texts, false).valuePx);
  });

  it("draws no line where there is no past", () => {
    expect(planFigure({ width: 900, height: 900 }, scale, texts, false).spark).toBeUndefined();
    expect(planFigure({ width: 900, height: 900 }, scale, texts, true).spark?.at).toBe("below");
  });
});

describe("the line that says what a figure is", () => {
  const age = ["14:21, 2 phút trước", "14:21"];
  const of = (kind: Reading["status"], word: string, source = "Thống kê tỉnh") => ({
    ...{ status: { kind, word }, ages: kind === "official" ? ["2025"] : age },
    ...{ hasMark: false, source },
  });
  it("is the figure's day and source, with a tag only for what is less than official", () => {
    expect(provenanceOf(of("official", "CHÍNH THỨC"), 620, 52, "no")).toEqual({
      ...{ tag: undefined, text: "2025 · Thống kê tỉnh", lines: 1 },
    });
    expect(provenanceOf(of("official", "CHÍNH THỨC"), 1_500, 52, "no").text).toBe("2025 · Thống kê tỉnh · chính thức");
    expect(provenanceOf(of("simulated", "MÔ PHỎNG"), 700, 52, "no")).toMatchObject({
      ...{ tag: { word: "MÔ PHỎNG" }, text: "14:21", lines: 1 },
    });
    expect(provenanceOf(of("simulated", "MÔ PHỎNG"), 1_500, 52, "no").text).toBe("14:21, 2 phút trước · Thống kê tỉnh");
    expect(provenanceOf(of("estimated", "ƯỚC TÍNH"), 1_500, 52, "elsewhere").tag?.word).toBe("ƯỚC TÍNH");
  });

  it("leaves MÔ PHỎNG to whoever says it for the monitor, and nothing else", () => {
    expect(provenanceOf(of("simulated", "MÔ PHỎNG"), 900, 52, "elsewhere").tag).toBeUndefined();
    expect(provenanceOf(of("simulated", "MÔ PHỎNG · QUY ĐỔI"), 900, 52, "elsewhere").tag?.word).toContain("QUY ĐỔI");
    expect(provenanceOf(of("official", "CHÍNH THỨC · QUY ĐỔI"), 900, 52, "no").tag?.word).toContain("QUY ĐỔI");
  });

  it("gives up the source for the age, and takes a second line before it cuts either", () => {
    for (const kind of ["official", "simulated", "estimated"] as const)
      for (let widthPx = 150; widthPx < 2_000; widthPx += 50) {
        const { text } = provenanceOf(of(kind, "MÔ PHỎNG"), widthPx, 52, "no");
        expect(text).toMatch(kind === "official" ? /^2025/ : /^14:21/);
      }
    expect(provenanceOf(of("simulated", "MÔ PHỎNG"), 500, 52, "no").lines).toBe(2);
  });
});

describe("pulses", () => {
  it("stop where everything changes at once", () => {
    expect(Array.from({ length: 10 }, () => mayPulse(5_000)).filter(Boolean).length).toBe(4);
    expect(mayPulse(6_000)).toBe(true);
  });
});

describe("the table of gates", () => {
  it("drops columns, the least needed first", () => {
    expect(columnsFor(2_000, 52, 180)).toEqual(["waiting", "trend", "cleared", "longest"]);
    expect(columnsFor(1_330, 52, 180)).toEqual(["waiting", "trend", "longest"]);
    expect(columnsFor(300, 52, 180)).toEqual(["waiting"]);
    expect(columnsFor(1_330, 52, 320)).toEqual(["waiting", "trend"]);
    expect(columnsFor(2_000, 52, 180, true)).toEqual(["waiting", "trend", "forecast", "cleared", "longest"]);
    expect(columnsFor(1_500, 52, 180, true)).toEqual(["waiting", "trend", "forecast"]);
  });

  it("keeps the gates that matter, in the scene's order", () => {
    const gate = (name: string, waiting: number | undefined, isCrossed = false, state: "fresh" | "lost" = "fresh") => ({
      name,
      waiting,
      isCrossed,
      state,
    });
    const all = [gate("a", 5), gate("lost", undefined, false, "lost"), gate("b", 90), gate("c", 40, true)];
    expect(gatesToShow(all, 2).map((one) => one.name)).toEqual(["b", "c"]);
    expect(gatesToShow(all, 9)).toEqual(all);
  });

  it("stands all in its room before it leaves any out: closer, then side by side", () => {
    const linePx = { usual: 70, least: 60 };
    expect(fillRoom(8, 700, linePx, 1)).toEqual({ columns: 1, rows: 8, rowPx: 87, shown: 8 });
    expect(fillRoom(8, 490, linePx, 1)).toEqual({ columns: 1, rows: 8, rowPx: 61, shown: 8 });
    expect(fillRoom(8, 280, linePx, Math.floor(mostTables(1_850, 40, 150)))).toMatchObject({
      columns: 2,
      rows: 4,
      shown: 8,
    });
    expect(fillRoom(8, 200, linePx, 1)).toMatchObject({ columns: 1, shown: 3 });
  });

  it("knows its widest number by the smallest and the largest", () => {
    const widthOf = (value: number) => textWidthPx(formatNumber(value, "vi", 1), 40);
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }), (numbers) => {
        expect(Math.max(...extentOf(numbers).map(widthOf))).toBe(Math.max(...numbers.map(widthOf)));
      }),
    );
    expect(extentOf([])).toEqual([]);
  });

  it("is as bad as its worst gate that was ever heard", () => {
    expect(worstFigure(["fresh", "empty", "late"])).toBe("late");
    expect(worstFigure(["stale", "lost", "fresh"])).toBe("lost");
    expect(worstFigure(["empty"])).toBe("empty");
  });
});

describe("the board", () => {
  const indicatorOf = new Map(stageIndicators.map((one) => [one.code, one]));
  const look = (mood: "well" | "trouble") => {
    const { sources, cameras, readings } = stageSnapshot(mood, nowMs);
    return findProblems({ sources, cameras, figureAges: agesOf(readings), indicatorOf }, nowMs);
  };

  it("is empty when all is well", () => {
    expect(look("well")).toEqual([]);
  });

  it("tells the worst first and one line for an indicator's many places", () => {
    const problems = look("trouble");
    expect(problems[0]).toMatchObject({ kind: "source", state: "failing" });
    expect(problems.map((one) => one.rank)).toEqual(problems.map((one) => one.rank).sort((a, b) => a - b));
    expect(problems.filter((one) => one.key === "figure/cua-khau.xe-cho/stale")).toMatchObject([{ places: 2 }]);
    expect(problems.some((one) => one.kind === "camera" && one.state === "no-signal")).toBe(true);
  });

  it("calls nothing wrong that nobody has entered yet, and a silent platform still is", () => {
    const [source] = stageSnapshot("well", nowMs).sources;
    if (source === undefined) throw new Error("no source");
    const keysOf = (type: typeof source.type, state: typeof source.state) =>
      findProblems({ sources: [{ ...source, type, state }], cameras: [], figureAges: [], indicatorOf }, nowMs).length;
    expect([keysOf("entered", "starting"), keysOf("entered", "late"), keysOf("rest", "starting")]).toEqual([0, 1, 1]);
  });
});

describe("the axis of time", () => {
  it("stands on round moments of the site's own clock", () => {
    expect(zoneOffsetMs(nowMs, "Asia/Ho_Chi_Minh")).toBe(7 * 3_600_000);
    expect(zoneOffsetMs(nowMs, "Asia/Kathmandu")).toBe(5.75 * 3_600_000);
    const ticks = timeTicks(nowMs - 12 * 3_600_000, nowMs, 4, "Asia/Ho_Chi_Minh");
    expect(ticks.map((ms) => new Date(ms + 7 * 3_600_000).toISOString().slice(11, 16))).toEqual([
      "03:00",
      "06:00",
      "09:00",
      "12:00",
    ]);
  });

  it("is told in months where it is long, the years beginning in January", () => {
    const toMs = Date.parse("2026-11-27T16:00:00+07:00");
    const zone = { language: "vi", timeZone: "Asia/Ho_Chi_Minh" };
    const words = (days: number, most: number) =>
      timeTicks(toMs - days * 86_400_000, toMs, most, zone.timeZone).map((ms) =>
        tickWords(ms, days * 86_400_000, zone),
      );
    expect(words(700, 9)).toEqual([
      "01/2025",
      "04/2025",
      "07/2025",
      "10/2025",
      "01/2026",
      "04/2026",
      "07/2026",
      "10/2026",
    ]);
    expect(words(330, 4)).toEqual(["04/2026", "07/2026", "10/2026"]);
    expect(words(1_500, 5)).toEqual(["01/2023", "01/2024", "01/2025", "01/2026"]);
    expect(words(100, 4).every((one) => /^\d\d\/\d\d$/.test(one))).toBe(true);
  });

  it("has a round top", () => {
    expect([0, 0.9, 7, 412, 5_501].map(roundUp)).toEqual([1, 1, 8, 500, 6_000]);
  });

  it("draws a threshold only where the line comes near it", () => {
    const view = {
      lines: [
        {
          name: "x",
          points: [
            [nowMs - 1_000, 300],
            [nowMs, 320],
          ] as const,
          isOld: false,
        },
      ],
      fromMs: nowMs - 3_600_000,
      nowMs,
      width: 800,
      height: 400,
      sourcePx: 20,
      zone: { language: "vi", timeZone: "Asia/Ho_Chi_Minh" },
      formatNumber: String,
    };
    const limit = (value: number) => ({ name: `ngưỡng ${value}`, value, level: "attention" as const });
    const text = JSON.stringify(chartOption({ ...view, limits: [limit(350), limit(9_000)] }));
    expect(text).toContain("ngưỡng 350");
    expect(text).not.toContain("ngưỡng 9000");
    // Its words keep out of the way of figures that begin above it.
    const above = { ...view, lines: [{ name: "x", points: [[nowMs - 3_500_000, 300]] as const, isOld: false }] };
    expect(JSON.stringify(chartOption({ ...above, limits: [limit(250)] }))).toContain('"insideStartBottom"');
    expect(JSON.stringify(chartOption({ ...above, limits: [limit(350)] }))).toContain('"insideStartTop"');
    // What falls below it behind the words does not run through them.
    const falling = [
      [nowMs - 3_500_000, 300],
      [nowMs - 2_880_000, 100],
    ] as const;
    const line = { name: "x", points: falling, isOld: false };
    expect(JSON.stringify(chartOption({ ...above, lines: [line], limits: [limit(250)] }))).toContain(
      '"insideStartBottom"',
    );
  });
});

describe("what a page asks the core for", () => {
  const { site } = stageSnapshot("well", nowMs);
  const tile = (panel: string, settings: Record<string, unknown>, x = 0) => ({
    ...{ id: `${panel}-${x}`, panel, settings },
    ...{ x, y: 0, width: 24, height: 24 },
  });
  const title = { vi: "A", en: "A" };
  const asked = (tiles: ReturnType<typeof tile>[], displays: "all" | number[] = [1]) =>
    topicsOn({ ...site, scene: { ...site.scene, tiles } }, displays);

  it("is what its tiles show, at the site's own place where they name none", () => {
    const comparator = { kind: "indicator", indicator: "b", place: "chi-ma", label: title };
    expect(asked([tile("key-figure", { indicator: "a", comparator })])).toEqual({
      readings: { series: [`a@${site.place}`, "b@chi-ma"] },
      sources: "all",
      cameras: [],
      displays: false,
    });
    const gates = { title, places: ["p", "q"], waiting: "w", cleared: "c", longestWait: "l" };
    expect(asked([tile("gates", gates), tile("trend", { title, series: [{ indicator: "a" }] })]).readings).toEqual({
      series: [`a@${site.place}`, "c@p", "c@q", "l@p", "l@q", "w@p", "w@q"],
    });
    expect(asked([tile("map", { title, gates: { indicator: "w" }, cameras: true })])).toMatchObject({
      readings: { indicators: ["w"] },
      cameras: "all",
    });
    expect(asked([tile("heading", { title }), tile("camera", { camera: "c1" })])).toEqual({
      ...{ readings: {}, sources: [], cameras: ["c1"], displays: false },
    });
  });

  it("is of figures for the board how old they are, nothing for a tile that cannot be shown, and only what stands on its monitor", () => {
    expect(asked([tile("status-board", { title })])).toMatchObject({
      ...{ readings: {}, figureAges: true, sources: "all", cameras: "all" },
    });
    expect(asked([tile("hologram", {}), tile("camera", { camera: 5 })]).cameras).toEqual([]);
    const two = [tile("camera", { camera: "c1" }), tile("camera", { camera: "c2" }, 24)];
    expect(asked(two, [2]).cameras).toEqual(["c2"]);
    expect(asked(two, "all").cameras).toEqual(["c1", "c2"]);
  });

  it("is all figures where the names would be too many for the contract", () => {
    const many = Array.from({ length: 9 }, (_, at) => ({
      ...{ title, waiting: `w${at}`, cleared: `c${at}`, longestWait: `l${at}` },
      places: Array.from({ length: 40 }, (__, place) => `p${place}`),
    }));
    expect(asked(many.slice(0, 8).map((one, at) => tile("gates", one, at))).readings).not.toBe("all");
    const topics = asked(many.map((one, at) => tile("gates", one, at)));
    expect(topics.readings).toBe("all");
    expect(Topics.safeParse(topics).success).toBe(true);
  });
});
