import { z } from "zod";
import { Id } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";
import { collection } from "../kind.ts";

/**
 * How old the newest readings of an indicator are at all its places, without their values: whoever looks after everything need not be told
 * every series for it. What came from one source as of one moment is counted together.
 */
export const FigureAges = z.strictObject({
  indicator: Id,
  ages: z
    .array(
      z.strictObject({
        asOfMs: EpochMs,
        source: Id,
        /** Where it came through another core: that core's own source. */
        origin: Id.optional(),
        places: z.int().min(1),
      }),
    )
    .max(5_000),
});
export type FigureAges = z.infer<typeof FigureAges>;

/** As often as a board of them is looked at. Of all places together, so told only to whoever reaches the whole province. */
export const figureAgesKind = collection({
  name: "figureAges",
  schema: FigureAges,
  keyOf: ({ indicator }) => indicator,
  right: "read",
  scope: "yes-or-no",
  rate: { perSecond: 0.5 },
});
