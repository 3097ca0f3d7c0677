import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { defineRule } from "../rule.ts";

const Limit = z.number().min(0).max(100);

export const SourceScoresSettings = z.strictObject({
  title: Words,
  /** A row a source, or a unit with all the sources that it answers for. */
  by: z.enum(["source", "unit"]).default("source"),
  /** Below them a mark is said to be low; absent: none is. */
  attentionBelow: Limit.optional(),
  alarmBelow: Limit.optional(),
});
export type SourceScoresSettings = z.output<typeof SourceScoresSettings>;

export const sourceScoresRule = defineRule({
  kind: "source-scores",
  settings: SourceScoresSettings,
  needs: () => ({}),
});
