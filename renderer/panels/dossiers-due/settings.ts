import { z } from "zod";
import { PlaceKind } from "#contract/entities/place.ts";
import { Words } from "#contract/entities/text.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const DossiersDueSettings = z.strictObject({
  title: Words,
  /** In work and overdue. */
  late: IndicatorId,
  /** To be finished within one working day, and within three. */
  soon: IndicatorId,
  near: IndicatorId,
  /** All in work; absent: no such column. */
  open: IndicatorId.optional(),
  /** More than so many overdue at one unit is out of the ordinary; absent: no limit. */
  attention: z.int().min(0).optional(),
  alarm: z.int().min(0).optional(),
  /** Absent: all units of the kinds. */
  places: z.array(PlaceId).min(1).max(500).optional(),
  kinds: z.array(PlaceKind).min(1).max(3).default(["office", "commune"]),
});
export type DossiersDueSettings = z.output<typeof DossiersDueSettings>;

export const dossiersDueRule = defineRule({
  kind: "dossiers-due",
  settings: DossiersDueSettings,
  needs: ({ late, soon, near, open }) => ({ indicators: [late, soon, near, ...(open === undefined ? [] : [open])] }),
});
