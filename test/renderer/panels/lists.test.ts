import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeWords, planShare } from "../../../renderer/figures/change.ts";
import { createWords } from "../../../renderer/i18n/index.ts";
import { axisFor, nearLimits, placeNames } from "../../../renderer/panels/comparison/bars.ts";
import { restUntil } from "../../../renderer/panels/countdown/rest.ts";
import { planColumns, planRows, stretchFor } from "../../../renderer/panels/figure-table/table-plan.ts";
import { planNews } from "../../../renderer/panels/news/headlines.ts";
import { placeIn } from "../../../renderer/panels/picture/drawing.ts";
import { rankPlaces } from "../../../renderer/panels/ranking/places.ts";
import { openTile } from "../../../renderer/panels/rules.ts";
import { fillRoom } from "../../../renderer/ui/fill-room.ts";
import { fittedTextPx, linesOf } from "../../../renderer/ui/fitted-text.ts";

const t = createWords("vi").getFixedT("vi", "figure");
const money = { unit: { vi: "tỷ đ", en: "bn" }, showsSign: false, decimals: 1 };
const share = { unit: { vi: "%", en: "%" }, showsSign: false, decimals: 1 };

describe("a figure held against an earlier one", () => {
  it("differs in per cent, and by points where it is counted in per cent itself", () => {
    expect(changeWords(110, 100, money, t, "vi")).toEqual({ mark: "rise", text: "10,0 %" });
    expect(changeWords(90, 100, money, t, "vi")).toEqual({ mark: "fall", text: "10,0 %" });
    expect(changeWords(78.2, 71.5, share, t, "vi")).toEqual({ mark: "rise", text: "6,7 điểm" });
  });

  it("is unchanged where the difference rounds to nothing, and has no per cent of nothing", () => {
    expect(changeWords(100.01, 100, money, t, "vi")).toEqual({ mark: "level", text: "như cũ" });
    expect(changeWords(5, 0, money, t, "vi")).toEqual({ mark: "rise", text: "5,0" });
    expect(changeWords(5, null, money, t, "vi")).toBeNull();
    expect(changeWords(-90, -100, money, t, "vi")).toEqual({ mark: "rise", text: "10,0 %" });
  });

  it("says how much of a plan is reached, and nothing without one", () => {
    expect(planShare(1_512.4, { plan: 1_650 }, t, "vi")).toBe("92 %");
    expect(planShare(1, {}, t, "vi")).toBeNull();
  });
});

describe("the stretch that a table asks for", () => {
  const offsetMs = 7 * 3_600_000;
  const at = (text: string) => Date.parse(`${text}+07:00`);

  it("is the month before and the same one a year ago, by the site's own calendar", () => {
    expect(stretchFor("previous-period", "month", at("2026-03-31T00:00"), offsetMs)).toEqual({
      fromMs: at("2026-02-01T00:00"),
      toMs: at("2026-03-01T00:00") - 1,
    });
    expect(stretchFor("last-year", "quarter", at("2026-03-31T00:00"), offsetMs)).toEqual({
      fromMs: at("2025-01-01T00:00"),
      toMs: at("2025-04-01T00:00") - 1,
    });
  });

  it("is this time yesterday for figures by the minute, and they have no period before", () => {
    const stretch = stretchFor("day-before", "minute", at("2026-11-24T14:27"), offsetMs);
    expect(stretch?.toMs).toBe(at("2026-11-23T14:20"));
    expect(stretchFor("previous-period", "minute", at("2026-11-24T14:27"), offsetMs)).toBeNull();
    expect(stretchFor("day-before", "month", at("2026-11-24T14:27"), offsetMs)).toBeNull();
  });
});

describe("the plan of a table", () => {
  it("leaves columns out from the right, never value, age or a status that differs", () => {
    const wanted = ["plan", "previous-period", "last-year"] as const;
    expect(planColumns(1_880, 52, 450, false, wanted).against).toEqual(["plan", "previous-period"]);
    expect(planColumns(2_500, 52, 450, false, wanted).against).toEqual(wanted);
    expect(planColumns(600, 52, 300, true, wanted)).toMatchObject({ status: true, against: [] });
  });

  it("fills its tile with rows and shows as many as can be read", () => {
    const line = { usual: 74, least: 74 };
    expect(planRows(740, line, 24, 0, 1)).toMatchObject({ rows: 10, shown: 10, rowPx: 74, hasTwoLines: false });
    expect(planRows(740, line, 4, 0, 1)).toMatchObject({ rows: 4, shown: 4, rowPx: 118, hasTwoLines: false });
  });

  it("gives long names two lines where the rows have room, and leaves no row out for them", () => {
    const line = { usual: 74, least: 74 };
    expect(planRows(740, line, 4, 130, 1)).toMatchObject({ rows: 4, rowPx: 130, hasTwoLines: true });
    expect(planRows(740, line, 24, 130, 1)).toMatchObject({ rows: 10, shown: 10, rowPx: 74, hasTwoLines: false });
    expect(planColumns(1_880, 52, 450, false, ["plan", "previous-period", "last-year"]).namePx).toBeCloseTo(
      1_880 - 450 - (7 + 2 * 6.4) * 52,
    );
    expect(planColumns(900, 52, 300, false, []).namePx).toBeCloseTo(900 - 300 - 9 * 52);
  });
});

describe("a list", () => {
  it("stands closer before it stands in columns, and in columns before anything of it is left out", () => {
    const line = { usual: 100, least: 80 };
    expect(fillRoom(4, 1_000, line, 3)).toEqual({ columns: 1, rows: 4, rowPx: 150, shown: 4 });
    expect(fillRoom(12, 1_000, line, 3)).toEqual({ columns: 1, rows: 12, rowPx: 83, shown: 12 });
    expect(fillRoom(20, 1_000, line, 3)).toEqual({ columns: 2, rows: 10, rowPx: 100, shown: 20 });
    expect(fillRoom(50, 1_000, line, 3)).toEqual({ columns: 3, rows: 12, rowPx: 83, shown: 36 });
    expect(fillRoom(50, 1_000, line, 0.4)).toEqual({ columns: 1, rows: 12, rowPx: 83, shown: 12 });
  });

  it("never leaves out what has room, and never stands outside of it", () => {
    fc.assert(
      fc.property(
        ...[fc.nat(80), fc.integer({ min: 60, max: 1_000 }), fc.integer({ min: 20, max: 60 })],
        fc.integer({ min: 1, max: 4 }),
        (count, heightPx, least, most) => {
          const { columns, rows, rowPx, shown } = fillRoom(count, heightPx, { usual: least * 1.3, least }, most);
          expect(shown).toBe(Math.min(count, Math.max(1, Math.floor(heightPx / least)) * most));
          expect(rows * rowPx).toBeLessThanOrEqual(heightPx);
          expect(columns * rows).toBeGreaterThanOrEqual(shown);
          expect(rowPx).toBeGreaterThanOrEqual(Math.floor(least));
        },
      ),
    );
  });
});

describe("headlines", () => {
  const of = (count: number) => Array.from({ length: count }, (_, at) => ({ text: `tin ${at}` }));
  const room = { widthPx: 1_000, heightPx: 300, columnsGapPx: 20, heightOf: () => 100 };
  it("fill one column, then as many as are wide enough, and one stands whatever the room", () => {
    expect(planNews(of(3), { ...room, mostColumns: 2.4 }).columns).toBe(1);
    expect(planNews(of(5), { ...room, mostColumns: 2.4 }).shown.map((column) => column.length)).toEqual([3, 2]);
    expect(planNews(of(9), { ...room, mostColumns: 2.4 }).shown.flat()).toHaveLength(6);
    expect(planNews(of(9), { ...room, heightPx: 10, mostColumns: 0.2 }).shown.flat()).toHaveLength(1);
    expect(planNews([], { ...room, mostColumns: 1 }).shown).toEqual([[]]);
  });
});

describe("bars", () => {
  it("begin at zero, also where values fall below it", () => {
    const axis = axisFor([40, 10], []);
    expect([axis.zero, axis.at(40), axis.at(10)]).toEqual([0, 1, 0.25]);
    const signed = axisFor([-10, 30], []);
    expect([signed.zero, signed.at(-10), signed.at(30)]).toEqual([0.25, 0, 1]);
    expect(axisFor([0, 0], []).at(0)).toBe(0);
  });

  it("have their limits named where that covers no other name", () => {
    const names = (...ats: number[]) => ats.map((at) => ({ at, widthPx: 100 }));
    const room = { fromPx: 0, toPx: 450 };
    expect(placeNames(names(0.2, 0.8), 400, room)).toEqual([{ leftPx: 80 }, { leftPx: 320 }]);
    expect(placeNames(names(0.95), 400, room)).toEqual([{ leftPx: 280 }]);
    // Neither to the right nor to the left of its line, but over it.
    expect(placeNames(names(0.6, 0.9), 400, { fromPx: 0, toPx: 440 })).toEqual([{ leftPx: 240 }, { leftPx: 340 }]);
    expect(placeNames(names(0.5, 0.6), 400, room)).toEqual([{ leftPx: 200 }, null]);
  });

  it("are not squeezed by a threshold far away", () => {
    expect(nearLimits([{ value: 20 }, { value: 400 }], [18, 5])).toEqual([{ value: 20 }]);
  });
});

describe("a ranking", () => {
  const of = (...values: number[]) => values.map((value) => ({ value }));
  it("gives equal places one number", () => {
    const numbers = rankPlaces(of(9, 7, 7, 4), 9, true).map((rank) => (rank.kind === "place" ? rank.number : "…"));
    expect(numbers).toEqual([1, 2, 2, 4]);
  });

  it("shows the first and the last, and says how many stand between", () => {
    const ranks = rankPlaces(of(9, 8, 7, 6, 5, 4, 3), 5, true);
    expect(ranks.map((rank) => (rank.kind === "place" ? rank.number : `+${rank.count}`))).toEqual([1, 2, "+3", 6, 7]);
    expect(rankPlaces(of(9, 8, 7), 2, true)).toHaveLength(2);
    expect(rankPlaces(of(9, 8, 7, 6), 3, false).map((rank) => rank.kind)).toEqual(["place", "place", "place"]);
  });
});

describe("a countdown", () => {
  it("reaches nothing when the moment has come, not a second before", () => {
    expect(restUntil(100_000, 99_001)).toMatchObject({ isOver: false, seconds: 1 });
    expect(restUntil(100_000, 100_000)).toMatchObject({ isOver: true, seconds: 0 });
    expect(restUntil(0, 90_061_500)).toEqual({ isOver: true, days: 1, hours: 1, minutes: 1, seconds: 1 });
  });
});

describe("a text in a box", () => {
  it("is as large as it fits and no larger", () => {
    const box = { width: 600, height: 200 };
    const px = fittedTextPx("Họp giao ban lúc 15 giờ", box, { least: 20, most: 100 });
    expect(linesOf("Họp giao ban lúc 15 giờ", px, box.width) * px * 1.35).toBeLessThanOrEqual(box.height);
    expect(px).toBeGreaterThan(50);
    expect(fittedTextPx("x".repeat(2_000), box, { least: 20, most: 100 })).toBe(20);
    expect(linesOf("một\nhai", 20, 600)).toBe(2);
  });

  it("is refused where its end comes before its beginning", () => {
    const text = { vi: "a", en: "a" };
    const settings = { text, from: "2026-11-24T15:00:00+07:00", until: "2026-11-24T14:00:00+07:00" };
    expect(openTile({ panel: "text", settings })).toMatchObject({ wrong: { params: { at: "until" } } });
    expect(openTile({ panel: "picture", settings: { file: "../secrets.key" } })).toHaveProperty("wrong");
  });
});

describe("a picture in its tile", () => {
  it("is whole, or covers the tile", () => {
    const box = { width: 200, height: 100 };
    expect(placeIn({ width: 100, height: 100 }, box, "contain")).toEqual({ x: 50, y: 0, width: 100, height: 100 });
    expect(placeIn({ width: 100, height: 100 }, box, "cover")).toEqual({ x: 0, y: -50, width: 200, height: 200 });
  });
});
