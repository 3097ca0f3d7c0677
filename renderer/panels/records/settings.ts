import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { Day } from "#contract/entities/time.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const RecordsSettings = z.strictObject({
  title: Words,
  indicator: IndicatorId,
  /** Absent: the site's own place. */
  place: PlaceId.optional(),
  /** What was published of days that people remember, in the indicator's unit. */
  marks: z
    .array(z.strictObject({ on: Day, value: z.number(), text: Words, publishedBy: Words }))
    .min(1)
    .max(12),
});
export type RecordsSettings = z.output<typeof RecordsSettings>;

export const recordsRule = defineRule({
  kind: "records",
  settings: RecordsSettings,
  needs: ({ indicator, place }) => ({ series: [{ indicator, place }], ownFigures: true }),
});
