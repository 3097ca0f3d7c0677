import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const PlanOutlookSettings = z.strictObject({
  title: Words,
  rows: z
    .array(
      z.strictObject({
        name: Words.optional(),
        /** What of the plan is reached so far, in per cent. */
        reached: IndicatorId,
        /** What of it the year is expected to reach, and the ends of its band, in per cent. */
        expected: IndicatorId,
        low: IndicatorId,
        high: IndicatorId,
        place: PlaceId.optional(),
      }),
    )
    .min(1)
    .max(8),
});
export type PlanOutlookSettings = z.output<typeof PlanOutlookSettings>;
export type OutlookRowSettings = PlanOutlookSettings["rows"][number];

export const planOutlookRule = defineRule({
  kind: "plan-outlook",
  settings: PlanOutlookSettings,
  needs: ({ rows }) => ({
    series: rows.flatMap(({ reached, expected, low, high, place }) =>
      [reached, expected, low, high].map((indicator) => ({ indicator, place })),
    ),
  }),
});
