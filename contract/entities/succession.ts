import { z } from "zod";
import { Id } from "./text.ts";
import { Day } from "./time.ts";

/**
 * What became of a place when the administrative map was drawn anew. Figures of the former place up to the beginning of the
 * day `on` are converted to the places it went into, so that these can be compared with their own past. A place that took in
 * another becomes a new one, with an id of its own: otherwise its past and present would not be of the same area.
 */
export const Succession = z.strictObject({
  place: Id,
  on: Day,
  into: z
    .array(
      z.strictObject({
        place: Id,
        /** What part of the former place's value goes there; all of them together are the whole of it. */
        share: z.number().positive().max(1).default(1),
      }),
    )
    .min(1)
    .max(200),
});
export type Succession = z.infer<typeof Succession>;

/** Of three decimals typed by hand the last may be rounded. */
export const shareTolerance = 0.002;
