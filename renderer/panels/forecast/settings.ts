import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const ForecastSettings = z.strictObject({
  title: Words,
  indicator: IndicatorId,
  /** Absent: the site's own place. */
  place: PlaceId.optional(),
});
export type ForecastSettings = z.output<typeof ForecastSettings>;

export const forecastRule = defineRule({
  kind: "forecast",
  settings: ForecastSettings,
  needs: ({ indicator, place }) => ({ series: [{ indicator, place }], forecasts: [{ indicator, place }] }),
});
