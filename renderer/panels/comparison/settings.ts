import { z } from "zod";
import { PlaceKind } from "#contract/entities/place.ts";
import { Words } from "#contract/entities/text.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const ComparisonSettings = z.strictObject({
  title: Words,
  indicator: IndicatorId,
  /** Absent: all places of the kind. */
  places: z.array(PlaceId).min(1).max(200).optional(),
  kind: PlaceKind.default("commune"),
  /** Which end stands at the top; what does not fit is left out from the other. */
  first: z.enum(["highest", "lowest"]).default("highest"),
});
export type ComparisonSettings = z.output<typeof ComparisonSettings>;

export const comparisonRule = defineRule({
  kind: "comparison",
  settings: ComparisonSettings,
  needs: ({ indicator, places }) =>
    places === undefined ? { indicators: [indicator] } : { series: places.map((place) => ({ indicator, place })) },
});
