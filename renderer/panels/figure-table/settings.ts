import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

/**
 * plan: how much of it is reached · previous-period: the day, month … before · last-year: the same one a year ago · day-before:
 * this time yesterday, for figures by the minute and the hour.
 */
export const Against = z.enum(["plan", "previous-period", "last-year", "day-before"]);
export type Against = z.infer<typeof Against>;

export const FigureTableSettings = z.strictObject({
  title: Words,
  rows: z
    .array(z.strictObject({ indicator: IndicatorId, place: PlaceId.optional(), name: Words.optional() }))
    .min(1)
    .max(24),
  /** From left to right; those that there is no room for are left out from the right. */
  columns: z.array(Against).max(4).default(["plan", "previous-period", "last-year"]),
});
export type FigureTableSettings = z.output<typeof FigureTableSettings>;

export const figureTableRule = defineRule({
  kind: "figure-table",
  settings: FigureTableSettings,
  needs: ({ rows }) => ({ series: rows }),
});
