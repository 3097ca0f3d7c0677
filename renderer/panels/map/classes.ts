import { rampSteps } from "../../map/look.ts";

/**
 * The limits between the steps of a choropleth, ascending, at most `rampSteps - 1`: as many values below each as between
 * the others (quantiles), so that one large commune does not make all others one colour. Fewer where values repeat.
 */
export function breaksOf(values: readonly number[], decimals: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const breaks: number[] = [];
  for (let step = 1; step < rampSteps; step += 1) {
    const at = Math.min(sorted.length - 1, Math.floor((sorted.length * step) / rampSteps));
    const value = sorted[at];
    if (value === undefined) continue;
    const rounded = Number(value.toFixed(decimals));
    if (rounded > (sorted[0] ?? 0) && rounded !== breaks.at(-1)) breaks.push(rounded);
  }
  return breaks;
}

/** The step a value is in, from 0; a limit belongs to the step above it. */
export const stepOf = (value: number, breaks: readonly number[]): number =>
  breaks.filter((limit) => value >= limit).length;

/** The step of the ramp that stands for one of fewer classes, spread over the whole ramp. */
export const rampStepOf = (step: number, classes: number): number =>
  classes <= 1 ? rampSteps - 1 : Math.round((step * (rampSteps - 1)) / (classes - 1));
