import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const AirQualitySettings = z.strictObject({
  /** Absent: the station's own name. */
  title: Words.optional(),
  place: PlaceId,
  /** The index of the hour and of the day, each of an indicator that a calculation of VN_AQI gives. */
  hourly: IndicatorId,
  daily: IndicatorId.optional(),
  /** What the station measures, one of it: whose figures the index is computed of is told by its source. */
  measured: IndicatorId.optional(),
});
export type AirQualitySettings = z.output<typeof AirQualitySettings>;

export const airQualityRule = defineRule({
  kind: "air-quality",
  settings: AirQualitySettings,
  needs: ({ place, hourly, daily, measured }) => ({
    series: [hourly, daily, measured].flatMap((indicator) => (indicator === undefined ? [] : [{ indicator, place }])),
  }),
});
