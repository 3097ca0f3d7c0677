import { z } from "zod";
import { PlaceKind } from "#contract/entities/place.ts";
import { Words } from "#contract/entities/text.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const RankingSettings = z.strictObject({
  title: Words,
  indicator: IndicatorId,
  /** Absent: all places of the kind. */
  places: z.array(PlaceId).min(1).max(200).optional(),
  kind: PlaceKind.default("commune"),
  /** Which is number one. Absent: what is good of the indicator, and the highest where neither is. */
  first: z.enum(["highest", "lowest"]).optional(),
  /** The last ones too, where not all fit; false: the first alone. */
  hasLast: z.boolean().default(true),
});
export type RankingSettings = z.output<typeof RankingSettings>;

export const rankingRule = defineRule({
  kind: "ranking",
  settings: RankingSettings,
  needs: ({ indicator, places }) =>
    places === undefined ? { indicators: [indicator] } : { series: places.map((place) => ({ indicator, place })) },
});
