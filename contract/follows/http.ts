import { z } from "zod";
import { SeriesKey } from "../entities/reading.ts";
import { OwnLimit } from "./limit.ts";

/** So many figures somebody follows at most: more than a page of them nobody reads on the way to a meeting. */
export const mostFollowed = 50;

const series = z
  .array(SeriesKey)
  .max(mostFollowed)
  .refine((keys) => new Set(keys).size === keys.length)
  .nullable();
/** Somebody's own limits, by series; without one the site's thresholds are what he is told by. */
const limits = z.record(SeriesKey, OwnLimit).refine((all) => Object.keys(all).length <= mostFollowed);

/**
 * `GET routes.follows`, and the answer to its `PUT`: the figures that a person follows, in his own order, with his limits. Of accounts alone;
 * who has none keeps them in his browser. series null: nothing was ever chosen, and the site's own choice is shown.
 */
export const Follows = z.strictObject({ series, limits });
export type Follows = z.infer<typeof Follows>;

/** `PUT routes.follows`. @param limits absent: as they are; of what is not followed none is kept */
export const FollowsChange = z.strictObject({ series, limits: limits.optional() });
export type FollowsChange = z.infer<typeof FollowsChange>;
