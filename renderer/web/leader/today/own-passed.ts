import { baseOf, passesOwn } from "#contract/follows/passing.ts";
import type { Earlier } from "#contract/today/http.ts";
import type { NowFigure } from "./matters.ts";

/** A figure beyond the limit of whoever looks. `against`: what its change is measured from. */
export type Passed = { figure: NowFigure; limit: NonNullable<NowFigure["limit"]>; against: Earlier | undefined };

/**
 * Which followed figures are beyond the limits of whoever looks. `unknown`: of so many nobody can say it, as they are old, nobody stands by them,
 * or what a change is measured from is not there.
 */
export function passedOf(figures: readonly NowFigure[]): { passed: Passed[]; unknown: number } {
  const passed: Passed[] = [];
  let unknown = 0;
  for (const figure of figures) {
    const { indicator, reading, state, isFollowed, limit, earlier } = figure;
    if (limit === null || !isFollowed) continue;
    const against = earlier.find(({ than }) => than === baseOf(indicator.period));
    const isTold = (state === "fresh" || state === "late") && reading?.quality === "good";
    if (!isTold || typeof reading.value !== "number" || (limit.kind === "change" && against === undefined))
      unknown += 1;
    else if (passesOwn(limit, indicator, reading.value, against?.value)) passed.push({ figure, limit, against });
  }
  return { passed, unknown };
}
