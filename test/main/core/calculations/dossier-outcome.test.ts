import { expect, it } from "vitest";
import { type DossierTimes, dossierOutcome } from "../../../../main/core/calculations/dossier-outcome.ts";

const day = (number: number) => number * 86_400_000;
const outcomeOf = (times: Partial<DossierTimes>, until = 30) =>
  dossierOutcome(
    { dueMs: day(10), handledMs: null, returnedMs: null, endedOtherwiseMs: null, supplements: [], ...times },
    day(until),
  );

it("ends a dossier when it was handled, else returned, else stopped; on its due date it is on time", () => {
  expect(outcomeOf({ handledMs: day(10), returnedMs: day(20) })).toEqual({
    isOnTime: true,
    isOpen: false,
    reason: "in-time",
  });
  expect(outcomeOf({ handledMs: day(10) + 1 }).reason).toBe("after-due");
  expect(outcomeOf({ returnedMs: day(9), endedOtherwiseMs: day(11) }).isOnTime).toBe(true);
  expect(outcomeOf({ endedOtherwiseMs: day(11) }).isOnTime).toBe(false);
});

it("counts an open one, and one that ended later, to the end of the period", () => {
  expect(outcomeOf({}, 10)).toEqual({ isOnTime: true, isOpen: true, reason: "in-time" });
  expect(outcomeOf({}, 11)).toEqual({ isOnTime: false, isOpen: true, reason: "after-due" });
  expect(outcomeOf({ handledMs: day(12) }, 10)).toEqual({ isOnTime: true, isOpen: true, reason: "in-time" });
});

it("takes off the time for a supplement, and holds a second one for late", () => {
  const once = { askedMs: day(4), cameMs: day(9) };
  expect(outcomeOf({ handledMs: day(15), supplements: [once] }).isOnTime).toBe(true);
  expect(outcomeOf({ handledMs: day(15) + 1, supplements: [once] }).isOnTime).toBe(false);
  expect(outcomeOf({ supplements: [{ askedMs: day(4), cameMs: null }] }).isOnTime).toBe(true);
  const twice = [once, { askedMs: day(9), cameMs: day(9) }];
  expect(outcomeOf({ handledMs: day(9), supplements: twice })).toMatchObject({
    isOnTime: false,
    reason: "asked-twice",
  });
  expect(outcomeOf({ handledMs: day(8), supplements: twice }).isOnTime).toBe(true);
});
