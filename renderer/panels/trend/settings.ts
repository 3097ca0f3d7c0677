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
  /** What is forecast of its lines is drawn on after now, where the indicator is forecast; false: the past alone. */
  hasForecast: z.boolean().default(true),
});
export type TrendSettings = z.output<typeof TrendSettings>;

export const trendRule = defineRule({
  kind: "trend",
  settings: TrendSettings,
  needs: ({ series, hasForecast }) => ({ series, ...(hasForecast ? { forecasts: series } : {}) }),
});
