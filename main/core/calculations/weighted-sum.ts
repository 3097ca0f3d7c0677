import { z } from "zod";
import { Id } from "#contract/entities/text.ts";
import { addedUp, countOf, type Formula } from "./formula.ts";

const Parameters = z.strictObject({
  weights: z.record(Id, z.number()),
  maximum: z.number().positive().optional(),
  decimals: z.int().min(0).max(6).optional(),
});

/** Σ weight × input: a whole from its components. Of components none may be missing, for a sum of five is no sum of six. */
export const weightedSum: Formula<z.infer<typeof Parameters>> = {
  parameters: Parameters,
  inputsOf: ({ weights }) => Object.keys(weights),
  compute(given, { weights, maximum, decimals }) {
    const parts = Object.entries(weights).map(([name, weight]) => {
      const value = countOf(given, name);
      return { name, inputs: [name], value, weight, contribution: weight * value };
    });
    return addedUp(parts, { maximum, decimals });
  },
};
