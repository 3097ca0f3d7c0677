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
});
export type GatesSettings = z.output<typeof GatesSettings>;

export const gatesRule = defineRule({
  kind: "gates",
  settings: GatesSettings,
  needs: ({ places, waiting, cleared, longestWait }) => ({
    series: [waiting, cleared, longestWait].flatMap((indicator) => places.map((place) => ({ indicator, place }))),
  }),
});
