import { z } from "zod";
import type { CalculationPart } from "#contract/calculations/http.ts";
import { Id } from "#contract/entities/text.ts";
import { addedUp, countOf, type Formula, type Given, Refusal } from "./formula.ts";

const Term = z
  .strictObject({
    name: Id,
    /** At most, for a ratio of `fullAt` or more. */
    points: z.number().positive(),
    /** What part of the whole counts: these … */
    of: Id.optional(),
    /** … or all but these. */
    lacking: z.array(Id).min(1).max(8).optional(),
    to: Id,
    /** From this ratio on it has all its points. */
    fullAt: z.number().positive().max(1).default(1),
    /** When the whole is 0: all the points, none, or no figure at all. */
    whenNone: z.enum(["full", "none", "refused"]).default("refused"),
  })
  .refine((term) => (term.of === undefined) !== (term.lacking === undefined), { error: "of | lacking" });
type Term = z.infer<typeof Term>;

const Parameters = z.strictObject({
  terms: z.array(Term).min(1).max(16),
  maximum: z.number().positive().optional(),
  decimals: z.int().min(0).max(6).optional(),
});

/** Points for ratios: Σ min(points, points × ratio ÷ fullAt), as the 766 score counts, and plain rates with one term of 100. */
export const weightedRatios: Formula<z.infer<typeof Parameters>> = {
  parameters: Parameters,
  inputsOf: ({ terms }) => terms.flatMap(inputsOf),
  compute(given, { terms, maximum, decimals }) {
    return addedUp(
      terms.map((term) => partOf(term, given)),
      { maximum, decimals },
    );
  },
};

const inputsOf = ({ of, lacking = [], to }: Term): string[] => [...(of === undefined ? lacking : [of]), to];

function partOf(term: Term, given: Given): CalculationPart {
  const { name, points, of, lacking = [], to, fullAt, whenNone } = term;
  const part = { name, inputs: inputsOf(term), weight: points / fullAt };
  const whole = countOf(given, to);
  if (whole === 0) {
    if (whenNone === "refused") throw new Refusal("calculation.nothing-to-divide", { input: to });
    return { ...part, value: null, weight: null, contribution: whenNone === "full" ? points : 0 };
  }
  for (const one of of === undefined ? lacking : [of]) {
    const value = countOf(given, one);
    if (value > whole)
      throw new Refusal("calculation.part-over-whole", { part: one, partValue: value, whole: to, wholeValue: whole });
  }
  const counted =
    of === undefined ? lacking.reduce((left, one) => left - countOf(given, one), whole) : countOf(given, of);
  // Late and disliked may be the same dossiers: both are taken off, but never more than there is.
  const ratio = Math.max(0, counted / whole);
  return { ...part, value: ratio, contribution: Math.min(points, (points * ratio) / fullAt) };
}
