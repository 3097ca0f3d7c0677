import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const GatesSettings = z.strictObject({
  title: Words,
  places: z.array(PlaceId).min(1).max(40),
  waiting: IndicatorId,
  cleared: IndicatorId,
  longestWait: IndicatorId,
  /** A column of how many are forecast to wait, about so many hours ahead; absent: none. */
  forecastHours: z.int().min(1).max(12).optional(),
});
export type GatesSettings = z.output<typeof GatesSettings>;

export const gatesRule = defineRule({
  kind: "gates",
  settings: GatesSettings,
  needs: ({ places, waiting, cleared, longestWait, forecastHours }) => ({
    series: [waiting, cleared, longestWait].flatMap((indicator) => places.map((place) => ({ indicator, place }))),
    ...(forecastHours === undefined ? {} : { forecasts: places.map((place) => ({ indicator: waiting, place })) }),
  }),
});
