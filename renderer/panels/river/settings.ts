import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { Span } from "#contract/entities/time.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const RiverSettings = z.strictObject({
  title: Words,
  stations: z.array(PlaceId).min(1).max(6),
  /** The level in metres, and what is computed of it: the stage (`water.stage`), the rise, the hours to the next level. */
  level: IndicatorId,
  stage: IndicatorId,
  rise: IndicatorId.optional(),
  toNext: IndicatorId.optional(),
  /** Rain of the last hour, and of 24 hours. */
  rain: IndicatorId.optional(),
  rainDay: IndicatorId.optional(),
  /** A bulletin's words, as of when it came out; and when the next is to come, as it says itself: ISO 8601. */
  bulletin: IndicatorId.optional(),
  nextBulletin: IndicatorId.optional(),
  /** How far back the line of a station reaches. */
  span: Span.prefault("48h"),
});
export type RiverSettings = z.output<typeof RiverSettings>;

export const riverRule = defineRule({
  kind: "river",
  settings: RiverSettings,
  needs: ({ stations, level, stage, rise, toNext, rain, rainDay, bulletin, nextBulletin }) => ({
    series: stations.flatMap((place) =>
      [level, stage, rise, toNext, rain, rainDay, bulletin, nextBulletin].flatMap((indicator) =>
        indicator === undefined ? [] : [{ indicator, place }],
      ),
    ),
  }),
});
