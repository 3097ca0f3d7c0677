import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Place } from "#contract/entities/place.ts";
import type { PlaceFigure } from "../../../renderer/figures/place-figures.ts";
import { createWords } from "../../../renderer/i18n/index.ts";
import { planOf as documentsPlan, worstUnits } from "../../../renderer/panels/documents-state/units.ts";
import { causeWords } from "../../../renderer/panels/source-scores/cause-words.ts";
import { fitRows, fitUnder, levelOf, planOf, shownScore, wayOf } from "../../../renderer/panels/source-scores/rows.ts";

const figure = (id: string, value: number | null): PlaceFigure => ({
  place: { id, kind: "office", name: { vi: id, en: id } } as Place,
  ...{ reading: undefined, state: "fresh", value, crossed: undefined, isBeyond: false },
});

describe("the units with overdue documents", () => {
  it("stand the worst first, and of equal ones the one of which more is overdue", () => {
    const { rows, onTime, unknown } = worstUnits(
      [figure("a", 2), figure("b", 5), figure("c", 2), figure("d", 0), figure("e", null)],
      [figure("a", 9), figure("b", 20), figure("c", 4)],
    );
    expect(rows.map(({ overdue, inHand }) => [overdue.place.id, inHand])).toEqual([
      ["b", 20],
      ["c", 4],
      ["a", 9],
    ]);
    expect({ onTime, unknown }).toEqual({ onTime: 1, unknown: 1 });
  });

  it("have at least a line, whatever the room", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 2_000 }),
        fc.integer({ min: 60, max: 1_200 }),
        fc.nat(90),
        (width, height, rows) => {
          const { units, unitPx } = documentsPlan({ width, height }, { label: 50, source: 44 }, rows);
          expect(units).toBeGreaterThanOrEqual(width >= 44 * 32 ? 1 : 0);
          if (height > 700) expect(Math.min(units, rows) * unitPx).toBeLessThanOrEqual(height);
        },
      ),
    );
  });
});

it("gives each unit and the line about the others its height where height is free", () => {
  const scale = { label: 17, source: 14 };
  for (const rows of [1, 6, 40]) {
    const { wantedPx } = documentsPlan({ width: 342, height: 300 }, scale, rows);
    const { units, unitPx } = documentsPlan({ width: 342, height: wantedPx }, scale, rows);
    expect([rows, units]).toEqual([rows, rows + 1]);
    expect((rows + 1) * unitPx).toBeLessThanOrEqual((rows + 1) * 14 * 1.45);
  }
});

describe("scores", () => {
  it("are a hundred only where nothing was taken off", () => {
    expect([100, 99.97, 99.4, 0.2].map(shownScore)).toEqual([100, 99, 99, 0]);
    expect(levelOf(89.9, { attentionBelow: 90, alarmBelow: 70 })).toBe("attention");
    expect(levelOf(69.9, { attentionBelow: 90, alarmBelow: 70 })).toBe("alarm");
    expect(levelOf(null, { attentionBelow: 90 })).toBe("normal");
    expect([null, 0.4, 1.2, -3].map(wayOf)).toEqual(["none", "level", "rise", "fall"]);
  });

  it("fit their room: rows never stand higher than it, and those that do not fit are told", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 40 }),
        fc.integer({ min: 120, max: 2_000 }),
        (told, heightPx) => {
          const { shown, heights, morePx } = fitRows(told, heightPx, 40);
          const hidden = told.length - shown;
          const used = heights.reduce((sum, px) => sum + px, 0) + (hidden > 0 ? morePx : 0);
          expect(shown <= 1 || used <= heightPx).toBe(true);
          expect(heights).toHaveLength(shown);
        },
      ),
    );
  });

  it("leave reasons out before rows, but for those that are too low", () => {
    const linesOf = (under: "all" | "low" | "none") =>
      [1, 1, 1, 1].map((one, at) => (under === "all" || (under === "low" && at === 0) ? one : 0));
    expect(fitUnder(linesOf, 1_000, 40)).toMatchObject({ under: "all", shown: 4 });
    expect(fitUnder(linesOf, 300, 40)).toMatchObject({ under: "low", shown: 4 });
    expect(fitUnder(linesOf, 130, 40)).toMatchObject({ under: "none" });
  });

  it("always have room for a name beside what they show", () => {
    for (let em = 12; em < 120; em++) {
      const { hasMarks, hasWay, hasWhy, nameEm } = planOf(em);
      expect(nameEm).toBeGreaterThan(4);
      expect(nameEm + 4.6 + (hasMarks ? 4 * 4.7 : 0) + (hasWay ? 3.6 : 0)).toBeLessThanOrEqual(em + 0.01);
      expect(hasWhy && !hasMarks).toBe(false);
    }
  });

  it("say why in both languages, with nothing left to fill in", () => {
    for (const language of ["vi", "en"] as const) {
      const words = createWords(language);
      const said = (cause: Parameters<typeof causeWords>[1]) =>
        causeWords("right", cause, () => "Xe chờ", {
          ...{ t: words.getFixedT(language, "scores"), figure: words.getFixedT(language, "figure"), language },
        });
      const last = { code: "reading.unknown-indicator", params: { indicator: "a.b" } };
      for (const text of [
        said({ kind: "refused", count: 3, last }),
        said({ kind: "unusable", count: 3, last }),
        said({ kind: "missing", indicator: "xe", missing: 4, expected: 1_440 }),
        said({ kind: "down", state: "late", ms: 7_200_000 }),
        said({ kind: "revised", count: 2 }),
        said({ kind: "repeated", count: 2 }),
        said({ kind: "out-of-order", count: 2 }),
        said({ kind: "by-hand" }),
      ])
        expect(text).not.toMatch(/\{|\}|why\.|undefined/);
    }
  });
});
