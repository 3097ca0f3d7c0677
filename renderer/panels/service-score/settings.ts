import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

const Pair = { own: IndicatorId, official: IndicatorId };

export const ServiceScoreSettings = z.strictObject({
  title: Words,
  /** Absent: the site's own place. */
  place: PlaceId.optional(),
  total: z.strictObject(Pair),
  components: z
    .array(
      z.strictObject({
        ...Pair,
        /** A shorter name for the row, where the indicator's own is long. */
        name: Words.optional(),
        /** The most points that it can have. */
        most: z.number().positive(),
      }),
    )
    .min(1)
    .max(10),
});
export type ServiceScoreSettings = z.output<typeof ServiceScoreSettings>;

export const serviceScoreRule = defineRule({
  kind: "service-score",
  settings: ServiceScoreSettings,
  needs: ({ place, total, components }) => ({
    series: [total, ...components].flatMap(({ own, official }) => [
      { indicator: own, place },
      { indicator: official, place },
    ]),
  }),
});
