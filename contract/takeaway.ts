import { z } from "zod";
import { SeriesKey } from "./entities/reading.ts";
import { Language } from "./entities/text.ts";
import { EpochMs } from "./entities/time.ts";

/** As many rows of the past as one workbook has, so that it opens on an office's machine. */
export const takeawayRowLimit = 10_000;
/** Figures of one workbook: all that the largest scene shows. */
export const takeawaySeriesLimit = 2_000;
/** The series of as many figures, with names as long as they may be. */
export const takeawayBodyLimitBytes = 512 * 1_024;

/**
 * `POST routes.takeaway`, by whoever may see figures; answers a workbook (`workbookType`). Nothing is changed by it. 404
 * `takeaway.nothing` where no part has a figure that there is here.
 */
export const TakeawayRequest = z.strictObject({
  language: Language.default("vi"),
  /** What it is of, as the page calls it: a scene, a table, a figure. */
  title: z.string().trim().min(1).max(200),
  /** One for each tile, in the order of the scene. */
  parts: z
    .array(z.strictObject({ name: z.string().trim().max(200), series: z.array(SeriesKey).max(takeawaySeriesLimit) }))
    .min(1)
    .max(2_048)
    .refine((parts) => parts.reduce((count, { series }) => count + series.length, 0) <= takeawaySeriesLimit, {
      error: `> ${takeawaySeriesLimit}`,
    }),
  /** Each reading of this stretch as well, with its revisions; absent: only what counts now. */
  past: z
    .strictObject({ fromMs: EpochMs, toMs: EpochMs })
    .refine(({ fromMs, toMs }) => fromMs <= toMs, { error: "fromMs > toMs" })
    .optional(),
});
export type TakeawayRequest = z.infer<typeof TakeawayRequest>;
