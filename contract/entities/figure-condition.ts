import { z } from "zod";
import { Id } from "./text.ts";

/**
 * Something that is so or not of a figure. A figure that is missing, bad or lost says nothing: then what was so before goes
 * on, nothing begins and nothing ends by it.
 */
export const FigureCondition = z.strictObject({
  indicator: Id,
  /** Absent: the site's own place. */
  place: Id.optional(),
  is: z.enum(["above", "below", "equal"]),
  /** A word only with "equal". */
  value: z.union([z.number(), z.string().min(1).max(400)]),
  /** Hysteresis: it is over only when the figure is back at this, so that one that wavers about the limit does not flicker. Absent: at `value`. */
  overAt: z.number().optional(),
  /** It must have been so for this long before it counts, seconds. */
  forS: z.int().min(0).max(86_400).default(0),
});
export type FigureCondition = z.infer<typeof FigureCondition>;
