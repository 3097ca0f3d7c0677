import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const ScoreRaisesSettings = z.strictObject({
  title: Words,
  /** Of one unit alone; absent: of all. */
  place: PlaceId.optional(),
});
export type ScoreRaisesSettings = z.output<typeof ScoreRaisesSettings>;

export const scoreRaisesRule = defineRule({
  kind: "score-raises",
  settings: ScoreRaisesSettings,
  // That the register was told something is told by its sources.
  needs: ({ place }) => ({ sources: true, ...(place === undefined && { whole: true }) }),
});
