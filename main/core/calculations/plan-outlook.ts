import { z } from "zod";
import type { CalculationPart } from "#contract/calculations/http.ts";
import { addedUp, countOf, type Formula, type Given, Refusal } from "./formula.ts";

const Parameters = z.strictObject({
  /** What of the outlook is told: the value that is most to be expected, or an end of its band. */
  gives: z.enum(["expected", "low", "high"]),
  /** From so many whole years of the past on, the year is taken to go as they went; before, as the plain calendar goes. */
  leastYears: z.int().min(2).max(5),
  /** So many months of this year have to be there where there are too few years: from fewer nobody can tell how even they are. */
  leastMonths: z.int().min(2).max(12),
  /** How many standard deviations the band reaches to each side, by degrees of freedom from 1 on; the last holds for more. */
  reach: z.array(z.number().positive()).min(1).max(30),
  decimals: z.int().min(0).max(6).optional(),
});
type Parameters = z.infer<typeof Parameters>;

const inputs = ["to-date", "plan"];

/**
 * What part of its plan a year will have reached at its end, in per cent, from what it has reached so far.
 *
 * `to-date`: what was reached since the beginning of the year as of each month, the newest first, back to a January (taking
 * `years`), so the list's length tells which month the newest is. `plan`: the year's, in the same unit; absent: `to-date` is in per
 * cent of it already.
 *
 * With enough whole years before, each says how many times what it had reached by this month its whole came to; their mean is
 * expected, and the band is Student's prediction interval for one more year of the kind. With too few, the months to come are taken
 * to be like those of this year, and the band comes of how these differ. What is reached is not lost again: the band never begins
 * below it. Refuses where it cannot say.
 */
export const planOutlook: Formula<Parameters> = {
  parameters: Parameters,
  inputsOf: () => inputs,
  compute(given, parameters) {
    const reached = countOf(given, "to-date");
    const plan = given.plan === undefined ? 100 : countOf(given, "plan");
    if (plan === 0) throw new Refusal("calculation.nothing-to-divide", { input: "plan" });
    const toDate = given["to-date"] ?? [];
    const share = (100 / plan) * reached;
    const ownInputs = given.plan === undefined ? ["to-date"] : inputs;
    const { parts, deviation, freedom } = outlookOf(toDate, { reached, share, ownInputs }, parameters);
    if (parameters.gives === "expected" || deviation === 0) return addedUp(parts, parameters);
    const { reach, decimals } = parameters;
    const times = reach[Math.min(freedom, reach.length) - 1] ?? 0;
    const sign = parameters.gives === "low" ? -1 : 1;
    const spread = sign * times * deviation;
    const band = [
      ...parts,
      { name: "spread", inputs: ownInputs, value: deviation, weight: null, contribution: spread },
    ];
    const short = share - band.reduce((sum, { contribution }) => sum + contribution, 0);
    // To the decimals: else rounding would take the band below what stands on the wall as reached.
    if (short > 0) band.push({ name: "limit", inputs: [], value: null, weight: null, contribution: short });
    return addedUp(band, { decimals });
  },
};

type Outlook = {
  /** They add up to what is expected, in per cent of the plan. */
  parts: CalculationPart[];
  /** Of one more such year, in per cent of the plan. */
  deviation: number;
  freedom: number;
};

function outlookOf(
  toDate: Given[string],
  { reached, share, ownInputs }: { reached: number; share: number; ownInputs: string[] },
  { leastYears, leastMonths }: Parameters,
): Outlook {
  const month = ((toDate.length - 1) % 12) + 1;
  const paces = pacesBefore(toDate, month);
  // Of nothing any number of times is nothing: that is no outlook.
  if (reached > 0 && paces.length >= leastYears) {
    const mean = paces.reduce((sum, { times }) => sum + times, 0) / paces.length;
    const parts = paces.map(({ yearsAgo, times }) => ({
      ...{ name: `as-${yearsAgo}-years-ago`, inputs: ownInputs, value: times, weight: share / paces.length },
      contribution: (times * share) / paces.length,
    }));
    const squares = paces.reduce((sum, { times }) => sum + (times - mean) ** 2, 0);
    const freedom = paces.length - 1;
    return { parts, freedom, deviation: share * Math.sqrt((squares / freedom) * (1 + 1 / paces.length)) };
  }
  const own = toDate.slice(0, month).filter((value) => value !== null && value !== undefined);
  const isWhole = own.length === month && own.every((value) => value >= 0);
  if (!isWhole || reached === 0 || month < leastMonths)
    throw new Refusal("calculation.outlook-too-early", {
      ...{ found: reached === 0 ? 0 : own.length, years: paces.length, needed: leastMonths, neededYears: leastYears },
    });
  const byMonth = own.map((value, at) => value - (own[at + 1] ?? 0));
  const mean = reached / month;
  const squares = byMonth.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const left = 12 - month;
  const deviation = Math.sqrt((squares / (month - 1)) * (left + left ** 2 / month)) * (share / reached);
  const times = 12 / month;
  const part = { name: "calendar", inputs: ownInputs, value: times, weight: share, contribution: times * share };
  return { parts: [part], deviation, freedom: month - 1 };
}

/** Of each whole year before, the newest first: how many times what it had reached by this month its whole came to. */
function pacesBefore(toDate: Given[string], month: number): { yearsAgo: number; times: number }[] {
  const years = (toDate.length - month) / 12;
  return Array.from({ length: years }, (_, at) => at + 1).flatMap((yearsAgo) => {
    const then = toDate[12 * yearsAgo] ?? null;
    const whole = toDate[12 * (yearsAgo - 1) + month] ?? null;
    if (then === null || whole === null || then <= 0 || whole < then) return [];
    return [{ yearsAgo, times: whole / then }];
  });
}
