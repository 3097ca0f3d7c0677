import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { Span } from "#contract/entities/time.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const TrendSettings = z.strictObject({
  title: Words,
  series: z
    .array(z.strictObject({ indicator: IndicatorId, place: PlaceId.optional(), name: Words.optional() }))
    .min(1)
    .max(4),
  span: Span.prefault("12h"),
});
export type TrendSettings = z.output<typeof TrendSettings>;

export const trendRule = defineRule({
  kind: "trend",
  settings: TrendSettings,
  needs: ({ series }) => ({ series }),
});
