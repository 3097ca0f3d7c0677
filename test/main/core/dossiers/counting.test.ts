import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dossier } from "#contract/dossiers/dossier.ts";
import { countNames } from "#contract/dossiers/settings.ts";
import { type CountedSpan, countsOf, merged, numbersOf, tallyOf } from "../../../../main/core/dossiers/counting.ts";
import { monthAt, monthBefore } from "../../../../main/core/dossiers/register.ts";
import { resultOf } from "../calculations/by-edition.ts";
import { at, daysBetween, dossier, offsetMs } from "./made.ts";

const friday = at("2026-11-27 10:00");
const november = monthAt(friday, offsetMs);
const numbers = (all: Dossier[], span: CountedSpan = november) => numbersOf(tallyOf(all, span, daysBetween));
const namesOf = (one: Dossier, span: CountedSpan = november) => [...countsOf(one, span, daysBetween)].sort();

describe("a month", () => {
  it("is the site's own, to now while it runs and to its last millisecond when it is over", () => {
    expect(november).toEqual({ fromMs: at("2026-11-01 00:00"), toMs: at("2026-12-01 00:00") - 1, untilMs: friday });
    const october = monthBefore(friday, offsetMs);
    expect(october).toMatchObject({ fromMs: at("2026-10-01 00:00"), untilMs: at("2026-11-01 00:00") - 1 });
  });
  it("has in hand what was carried over and what was received, and nothing that ended before or came after", () => {
    expect(namesOf(dossier({ acceptedMs: at("2026-10-30 08:00") }))).toContain("carried-over");
    expect(namesOf(dossier())).toContain("received");
    const ended = { acceptedMs: at("2026-10-05 08:00"), handledMs: at("2026-10-31 16:00"), state: "done" as const };
    expect(namesOf(dossier(ended))).toEqual([]);
    expect(namesOf(dossier({ acceptedMs: friday + 1 }))).toEqual([]);
    for (const state of ["registered", "turned-away"] as const) expect(namesOf(dossier({ state }))).toEqual([]);
  });
});

describe("what is about to be late", () => {
  const due = (dueMs: number, more: Partial<Dossier> = {}) =>
    namesOf(dossier({ dueMs, ...more })).filter((name) => /^due|late|waiting/.test(name));
  it("is told in working days: Monday is one from Friday, Wednesday three", () => {
    expect(due(at("2026-11-27 17:00"))).toEqual(["due-1", "due-3"]);
    expect(due(at("2026-11-30 17:00"))).toEqual(["due-1", "due-3"]);
    expect(due(at("2026-12-02 17:00"))).toEqual(["due-3"]);
    expect(due(at("2026-12-03 08:00"))).toEqual([]);
    expect(due(at("2026-11-27 09:59"))).toEqual(["late", "open-late"]);
  });
  it("counts over the days that a holiday and a swap take: from Friday 21/08/2026 on", () => {
    const august = monthAt(at("2026-08-21 10:00"), offsetMs);
    const near = (dueMs: number) =>
      namesOf(dossier({ acceptedMs: at("2026-08-03 08:00"), dueMs }), august).filter((name) => name.startsWith("due"));
    // Saturday 22/08 is worked.
    expect(near(at("2026-08-22 11:00"))).toEqual(["due-1", "due-3"]);
    expect(near(at("2026-08-24 17:00"))).toEqual(["due-3"]);
    expect(near(at("2026-08-25 17:00"))).toEqual(["due-3"]);
    expect(near(at("2026-08-26 17:00"))).toEqual([]);
  });
  it("leaves out what waits for its applicant, and puts the time of a supplement that came behind the due date", () => {
    const asked = (cameMs: number | null) => ({ supplements: [{ askedMs: at("2026-11-10 08:00"), cameMs }] });
    expect(due(at("2026-11-12 17:00"), asked(null))).toEqual(["waiting"]);
    // Six days taken off: due on 12/11 is due on 18/11, which is over.
    expect(due(at("2026-11-12 17:00"), asked(at("2026-11-16 08:00")))).toEqual(["late", "open-late"]);
    expect(due(at("2026-11-24 17:00"), asked(at("2026-11-16 08:00")))).toEqual(["due-1", "due-3"]);
  });
});

it("counts a second request for late, and what has no due date for neither late nor on time", () => {
  const twice = [at("2026-11-05 08:00"), at("2026-11-09 08:00")].map((askedMs) => ({ askedMs, cameMs: askedMs + 1 }));
  expect(namesOf(dossier({ supplements: twice }))).toEqual([
    "asked-twice",
    "late",
    "open",
    "open-late",
    "received",
    "to-handle",
  ]);
  expect(namesOf(dossier({ dueMs: null }))).toEqual(["open", "received", "to-handle", "without-due"]);
});

it("gives no number for what nobody tells, and one for what somebody does", () => {
  expect(numbers([dossier()])).toMatchObject({
    digitised: null,
    "with-fee": null,
    disliked: null,
    "services-online": 0,
  });
  expect(numbers([dossier(), dossier({ facts: { isDigitised: false } })])).toMatchObject({
    digitised: 0,
    stored: null,
  });
  expect(numbers([])).toMatchObject({ digitised: 0, "to-handle": 0 });
});

describe("766 from the register, by the worked examples", () => {
  const done = (more: Parameters<typeof dossier>[0] = {}) =>
    dossier({ state: "done", handledMs: at("2026-11-20 08:00"), ...more });
  it("gives 5.53 for 1,000 dossiers of which 150 are late and 20 disliked, and 17 of 20 for progress", () => {
    const all = Array.from({ length: 1_000 }, (_, n) =>
      done({
        dueMs: at(n < 150 ? "2026-11-19 17:00" : "2026-11-25 17:00"),
        facts: { isDisliked: n >= 150 && n < 170 },
      }),
    );
    const found = numbers(all);
    const satisfaction = resultOf("766.satisfaction", {
      ...{ petitions: 0, "petitions-on-time": null, "petitions-satisfied": null },
      ...{ dossiers: found.ended, late: found["ended-late"], disliked: found.disliked },
    });
    expect(satisfaction.parts.find(({ name }) => name === "dossiers")?.contribution).toBeCloseTo(5.53, 2);
    expect(resultOf("766.progress", { received: found["to-handle"], "on-time": found["on-time"] }).value).toBe(17);
  });
  it("gives 8.30 online and 6.30 for payment", () => {
    const all = Array.from({ length: 1_000 }, (_, n) =>
      dossier({
        channel: n < 400 ? "online" : "counter",
        procedure: `p${n % 30}`,
        facts: { hasFee: n < 200, isPaidOnline: n < 110 },
      }),
    );
    const found = numbers(all);
    const catalogue = { procedures: 100, "online-capable": 60, "online-services": 60 };
    const online = {
      ...{
        dossiers: found.received,
        "online-dossiers": found.online,
        "services-with-dossiers": found["services-online"],
      },
    };
    expect(resultOf("766.online", { ...catalogue, ...online }).value).toBe(8.3);
    const payment = {
      ...{ "dossiers-with-fee": found["with-fee"], "paid-online": found["paid-online"] },
      ...{ "procedures-with-fee": 100, "procedures-paid-online": found["procedures-paid-online"] },
      "procedures-with-fee-data": 90,
    };
    expect(resultOf("766.payment", payment).value).toBe(6.3);
  });
});

const moment = fc.integer({ min: at("2026-09-20 00:00"), max: at("2026-12-20 00:00") });
const anyDossier = fc
  .record({
    unit: fc.constantFrom("so-a", "so-b", "xa-c"),
    field: fc.constantFrom("Đất đai", "Hộ tịch", null),
    procedure: fc.constantFrom("1", "2", "3", "4"),
    channel: fc.constantFrom("online" as const, "counter" as const, null),
    state: fc.constantFrom("in-work" as const, "waiting" as const, "registered" as const),
    acceptedMs: moment,
    dueMs: fc.option(moment),
    end: fc.option(fc.nat(40 * 86_400_000)),
    supplements: fc.array(fc.record({ askedMs: moment, cameMs: fc.constant(null) }), { maxLength: 2 }),
    hasFee: fc.option(fc.boolean()),
    isPaidOnline: fc.option(fc.boolean()),
  })
  .map(({ end, hasFee, isPaidOnline, ...more }) =>
    dossier({ ...more, handledMs: end === null ? null : more.acceptedMs + end, facts: { hasFee, isPaidOnline } }),
  );
const spans = fc.constantFrom(november, monthBefore(friday, offsetMs), monthAt(at("2026-12-15 00:00"), offsetMs));

it("counts a dossier once, on one side of each division of what is in hand", () => {
  fc.assert(
    fc.property(fc.array(anyDossier, { maxLength: 40 }), spans, (all, span) => {
      const found = numbers(all, span);
      const of = (...names: (typeof countNames)[number][]) => names.reduce((sum, name) => sum + (found[name] ?? 0), 0);
      expect(of("on-time", "late", "without-due")).toBe(of("to-handle"));
      expect(of("open", "ended")).toBe(of("to-handle"));
      expect(of("carried-over", "received")).toBe(of("to-handle"));
      expect(of("due-1")).toBeLessThanOrEqual(of("due-3"));
      expect(of("due-3") + of("open-late") + of("waiting")).toBeLessThanOrEqual(of("open") + of("waiting"));
      expect(of("asked-twice")).toBeLessThanOrEqual(of("late"));
      expect(of("paid-online")).toBeLessThanOrEqual(of("with-fee"));
      for (const one of all) expect(countsOf(one, span, daysBetween).size).toBeLessThanOrEqual(countNames.length);
    }),
  );
});

it("adds units, and groups, up to the whole; procedures once", () => {
  fc.assert(
    fc.property(fc.array(anyDossier, { maxLength: 40 }), spans, (all, span) => {
      const parts = [...Map.groupBy(all, ({ unit, field }) => `${unit}/${field}`).values()];
      const together = merged(parts.map((part) => tallyOf(part, span, daysBetween)));
      expect(numbersOf(together)).toEqual(numbers(all, span));
    }),
  );
});
