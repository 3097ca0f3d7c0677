import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isErrorCode } from "#contract/errors.ts";
import { DayCounters } from "#contract/source-scores/counters.ts";
import { scoreMarks } from "#contract/source-scores/score.ts";
import {
  addRefused,
  mostCodes,
  mostSpans,
  nothingCounted,
  sumOf,
  withSpan,
} from "../../../../main/core/source-scores/counters.ts";
import { definitionOn } from "../../../../main/core/source-scores/definitions.ts";
import { marksOf, totalOf, worstOf } from "../../../../main/core/source-scores/marks.ts";
import { isCorrection } from "../../../../main/core/source-scores/revisions.ts";
import { addTime } from "../../../../main/core/source-scores/watching.ts";

const definition = { ...definitionOn("2026-11-27"), type: "rest" as const };
const hour = 3_600_000;
const dayWith = (counters: Partial<DayCounters>): DayCounters => DayCounters.parse(counters);
const values = (counters: Partial<DayCounters>) => {
  const marks = marksOf(dayWith(counters), definition);
  return Object.fromEntries(scoreMarks.map((mark) => [mark, marks[mark].value]));
};
const refused = (code: string, count: number) => ({ [code]: { count, last: { code, params: {} } } });

describe("a source", () => {
  it("that does all it should has all of every mark, and nothing to say of why", () => {
    const whole = { taken: 100, deliveries: 50, expected: 96, got: 96, inState: { ok: 24 * hour } };
    const marks = marksOf(dayWith(whole), definition);
    for (const mark of scoreMarks) expect(marks[mark]).toEqual({ value: 100, cause: null });
    expect(worstOf(marks)).toBeNull();
  });

  it("of which too little is known is judged on nothing: no 0, and no 100", () => {
    expect(values({})).toEqual({ right: null, complete: null, clean: null, alive: null });
    expect(values({ taken: 19, deliveries: 9, inState: { ok: hour - 1 } })).toEqual({
      ...{ right: null, complete: null, clean: null, alive: null },
    });
    expect(marksOf(nothingCounted(), definition).complete.cause).toEqual({ kind: "not-watched" });
    const watched = dayWith({ inState: { ok: 2 * hour } });
    expect(marksOf(watched, definition).complete.cause).toEqual({ kind: "nothing-expected" });
  });

  it("loses right by what is refused for its value and by what is corrected, and clean by its form", () => {
    expect(values({ taken: 90, refused: refused("reading.out-of-range", 10), deliveries: 100 })).toMatchObject({
      ...{ right: 90, clean: 100 },
    });
    expect(values({ taken: 100, revised: 25, deliveries: 100 })).toMatchObject({ right: 75, clean: 100 });
    const marks = marksOf(
      dayWith({
        taken: 90,
        refused: refused("reading.unknown-indicator", 30),
        deliveries: 90,
        malformed: 9,
        unusable: 10,
      }),
      definition,
    );
    expect(marks.right.value).toBe(100);
    expect(marks.clean).toMatchObject({ value: 81 });
    // A wrong unit is both: the value cannot be trusted, and it is not in the site's words.
    const both = { taken: 50, refused: refused("reading.wrong-unit", 50), deliveries: 50, malformed: 50 };
    expect(values(both)).toMatchObject({ right: 50, clean: 0 });
  });

  it("is not blamed for this program's own trouble, nor for planned downtimes", () => {
    expect(values({ taken: 40, refused: refused("store.full", 60), deliveries: 20 })).toMatchObject({
      right: 100,
      clean: 100,
    });
    expect(
      values({ inState: { ok: 12 * hour, "store-failed": 6 * hour, starting: hour }, plannedMs: 5 * hour }),
    ).toMatchObject({
      alive: 100,
    });
  });

  it("says what took the most", () => {
    const marks = marksOf(
      dayWith({
        ...{ inState: { ok: 18 * hour, failing: 4 * hour, late: 2 * hour }, expected: 100, got: 60 },
        missing: { "song.muc-nuoc": 35, "song.mua": 5 },
      }),
      definition,
    );
    expect(marks.alive).toEqual({ value: 75, cause: { kind: "down", state: "failing", ms: 4 * hour } });
    expect(marks.complete.cause).toEqual({ kind: "missing", indicator: "song.muc-nuoc", missing: 40, expected: 100 });
    expect(worstOf(marks)).toBe("complete");
  });

  it("that stands in the profile is not judged on being alive", () => {
    const marks = marksOf(dayWith({ inState: { ok: 24 * hour } }), { ...definition, type: "published" });
    expect(marks.alive).toEqual({ value: null, cause: { kind: "by-hand" } });
  });
});

it("sorts refusals by codes that there are, each into one heap", () => {
  const { right, both, ours } = definition.refusals;
  const all = [...right, ...both, ...ours];
  for (const code of all) expect(isErrorCode(code), code).toBe(true);
  expect(new Set(all).size).toBe(all.length);
});

const small = fc.integer({ min: 0, max: 60 });
const codes = ["reading.out-of-range", "reading.wrong-unit", "reading.invalid", "store.full"];
const counters: fc.Arbitrary<DayCounters> = fc
  .record({
    ...{ taken: small, revised: small, deliveries: small, malformed: small, repeated: small, outOfOrder: small },
    ...{ unusable: small, expected: small, got: small, ok: small, late: small, failing: small, starting: small },
    refused: fc.array(fc.tuple(fc.constantFrom(...codes), fc.integer({ min: 1, max: 30 })), { maxLength: 4 }),
  })
  .map(({ ok, late, failing, starting, refused: list, ...one }) => {
    const day = dayWith({
      ...one,
      inState: { ok: ok * hour, late: late * hour, failing: failing * hour, starting: starting * hour },
    });
    // Only what is malformed makes a set malformed.
    if (!list.some(([code]) => code === "reading.invalid" || code === "reading.wrong-unit")) day.malformed = 0;
    for (const [code, times] of list) addRefused(day, { code, params: {} }, times);
    return { ...day, lastUnusable: day.unusable > 0 ? { code: "source.mapping-failed", params: {} } : null };
  });
const weights = { right: 0.25, complete: 0.25, clean: 0.25, alive: 0.25 };

describe("marks, of whatever was counted", () => {
  it("lie between 0 and 100 or are none, with a cause for whatever is not whole", () => {
    fc.assert(
      fc.property(counters, (day) => {
        const marks = marksOf(day, definition);
        for (const mark of scoreMarks) {
          const { value, cause } = marks[mark];
          if (value === null || value < 100)
            expect(mark === "complete" && value !== null ? true : cause !== null).toBe(true);
          if (value !== null) expect(value >= 0 && value <= 100).toBe(true);
          if (value === 100) expect(cause).toBeNull();
        }
        const there = scoreMarks.flatMap((mark) => marks[mark].value ?? []);
        const total = totalOf(marks, weights);
        if (there.length < 2) expect(total).toBeNull();
        else {
          expect(total).toBeGreaterThanOrEqual(Math.min(...there) - 1e-9);
          expect(total).toBeLessThanOrEqual(Math.max(...there) + 1e-9);
        }
      }),
    );
  });

  it("of days together do not depend on how the days are put together", () => {
    fc.assert(
      fc.property(fc.array(counters, { minLength: 1, maxLength: 5 }), fc.nat(), (days, cut) => {
        const at = cut % days.length;
        const parts = sumOf([sumOf(days.slice(0, at)), sumOf(days.slice(at))]);
        expect(marksOf(parts, definition)).toEqual(marksOf(sumOf(days), definition));
      }),
    );
  });

  it("never get better by what is refused, missing or down", () => {
    fc.assert(
      fc.property(counters, (day) => {
        const before = marksOf(day, definition);
        const worse = sumOf([day, dayWith({ expected: 5, missing: { a: 5 }, inState: { failing: hour } })]);
        addRefused(worse, { code: "reading.out-of-range", params: {} }, 3);
        const after = marksOf(worse, definition);
        for (const mark of ["right", "complete", "alive"] as const)
          if (before[mark].value !== null)
            expect(after[mark].value ?? 0).toBeLessThanOrEqual(before[mark].value + 1e-9);
      }),
    );
  });
});

describe("the time of a source", () => {
  it("is added up whole, and the same over a restart", () => {
    const looks = fc.array(
      fc.record({
        ms: fc.integer({ min: 1, max: 60_000 }),
        state: fc.constantFrom("ok" as const, "late" as const),
        isPlanned: fc.boolean(),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(looks, (list) => {
        let day = nothingCounted();
        let atMs = 1_000_000;
        for (const { ms, state, isPlanned } of list) {
          addTime(day, { atMs, state, isPlanned }, atMs + ms);
          atMs += ms;
          // What is stored in between is read again.
          day = DayCounters.parse(JSON.parse(JSON.stringify(day)));
        }
        const all = list.reduce((sum, { ms }) => sum + ms, 0);
        const planned = list.reduce((sum, { ms, isPlanned }) => sum + (isPlanned ? ms : 0), 0);
        expect(day.plannedMs).toBe(planned);
        expect((day.inState.ok ?? 0) + (day.inState.late ?? 0)).toBe(all - planned);
        expect(day.spans.length).toBeLessThanOrEqual(mostSpans);
      }),
    );
  });

  it("of a machine that slept is nobody's", () => {
    const day = nothingCounted();
    addTime(day, { atMs: 0, state: "ok", isPlanned: false }, 9 * hour);
    addTime(day, { atMs: 9 * hour, state: "ok", isPlanned: false }, 8 * hour);
    expect(day).toEqual(nothingCounted());
  });

  it("joins spans that touch, and keeps the longest of too many", () => {
    expect(withSpan([[0, 10]], 10, 20)).toEqual([[0, 20]]);
    let spans: [number, number][] = [];
    for (let at = 0; at <= mostSpans; at++) spans = withSpan(spans, at * 100, at * 100 + (at === 3 ? 1 : 50));
    expect(spans).toHaveLength(mostSpans);
    expect(spans.some(([from]) => from === 300)).toBe(false);
  });

  it("tells a bounded number of codes apart", () => {
    const day = nothingCounted();
    for (let at = 0; at < 50; at++) addRefused(day, { code: `a.${at}`, params: {} });
    expect(Object.keys(day.refused)).toHaveLength(mostCodes);
    expect(Object.values(day.refused).reduce((sum, { count }) => sum + count, 0)).toBe(50);
  });
});

it("calls a later value a correction beyond the tolerance, and not what becomes more official", () => {
  const value = (number: number | string | null, status: "estimated" | "preliminary" | "official" = "official") => ({
    value: number,
    status,
  });
  expect(isCorrection(value(1_000), value(1_009), 0, 0.01)).toBe(false);
  expect(isCorrection(value(1_000), value(1_011), 0, 0.01)).toBe(true);
  expect(isCorrection(value(0), value(0.4), 0, 0.01)).toBe(false);
  expect(isCorrection(value(7, "estimated"), value(9, "preliminary"), 1, 0.01)).toBe(false);
  expect(isCorrection(value(null), value(9), 1, 0.01)).toBe(true);
});
