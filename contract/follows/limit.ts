import { z } from "zod";
import type { Indicator } from "../entities/indicator.ts";

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

/** What a change is measured from, by how often a figure comes: the same time yesterday, the period before, a year ago. */
export const baseOf = (period: Indicator["period"]): "day" | "period" | "year" =>
  period === "year" ? "year" : period === "month" || period === "quarter" ? "period" : "day";

/** What is counted in per cent already differs by points: 8,06 % after 7,71 % is no "4,5 % more". */
export const isByPoints = ({ unit, showsSign }: Pick<Indicator, "unit" | "showsSign">): boolean =>
  showsSign || unit.vi.startsWith("%");

/**
 * Whether a value is beyond somebody's own limit.
 * @param before what `baseOf` says; undefined: nobody knows, and no change is told
 */
export function passesOwn(
  limit: OwnLimit,
  indicator: Pick<Indicator, "unit" | "showsSign">,
  value: number,
  before: number | undefined,
): boolean {
  if (limit.kind === "above") return value > limit.value;
  if (limit.kind === "below") return value < limit.value;
  if (before === undefined) return false;
  const difference = Math.abs(value - before);
  if (isByPoints(indicator)) return difference >= limit.by;
  // After nothing, anything is more than any per cent.
  if (before === 0) return difference > 0;
  return (difference / Math.abs(before)) * 100 >= limit.by;
}
