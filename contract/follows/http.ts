import { z } from "zod";
import { SeriesKey } from "../entities/reading.ts";

/** So many figures somebody follows at most: more than a page of them nobody reads on the way to a meeting. */
export const mostFollowed = 50;

/**
 * `GET` and `PUT routes.follows`: the figures that a person follows, in his own order. Of accounts alone; who has none keeps them in his
 * browser. null: nothing was ever chosen, and the site's own choice is shown.
 */
export const Follows = z.strictObject({
  series: z
    .array(SeriesKey)
    .max(mostFollowed)
    .refine((keys) => new Set(keys).size === keys.length)
    .nullable(),
});
export type Follows = z.infer<typeof Follows>;
