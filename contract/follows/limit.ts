import { z } from "zod";

/*
 * A limit of somebody's own: from what on he wants to be told of a figure that he follows. It is no threshold of the site: nobody else sees
 * it, and whatever passes it has no colour of an alarm.
 */

/** In per cent, or in points of figures that are shares themselves. */
export const leastChange = 0.1;
export const mostChange = 1_000;

/** change: by so much at least, up or down, since `baseOf` of the figure. */
export const OwnLimit = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("above"), value: z.number() }),
  z.strictObject({ kind: z.literal("below"), value: z.number() }),
  z.strictObject({ kind: z.literal("change"), by: z.number().min(leastChange).max(mostChange) }),
]);
export type OwnLimit = z.infer<typeof OwnLimit>;
