/** What every bench prints: a JSON line a figure and, last, the verdict over its limits. */

export type Figure = { name: string; unit: string; samples: number[] };

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** @param q 0–1; linear between the two nearest ranks */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Prints a figure's median and spread (smallest and largest of the repeats) and gives the median back. */
export function printFigure({ name, unit, samples }: Figure): number {
  const value = median(samples);
  process.stdout.write(
    `${JSON.stringify({
      figure: name,
      unit,
      median: rounded(value),
      min: rounded(Math.min(...samples)),
      max: rounded(Math.max(...samples)),
      repeats: samples.length,
    })}\n`,
  );
  return value;
}

/** Prints how many times as much (or as long) it is when there is ten times as much to do: 10 is in proportion. */
export function printGrowth(name: string, once: readonly number[], tenfold: readonly number[]): void {
  printFigure({ name: `${name}: from 1× to 10×`, unit: "times", samples: [median(tenfold) / median(once)] });
}

/** Whether there are figures and limits, and every limit is met by a figure of its name. */
export function isWithin(figures: Record<string, number>, limits: Record<string, number>): boolean {
  const held = Object.entries(limits);
  return (
    held.length > 0 &&
    held.every(([name, limit]) => {
      const value = figures[name];
      return value !== undefined && Number.isFinite(value) && value <= limit;
    })
  );
}

/**
 * The last line of a bench. Ends the process with 0 only when every figure that has a limit is at most that limit; a bench without
 * figures or without limits has shown nothing and fails.
 * @param figures ratios measured in this run, by name
 */
export function finish(bench: string, figures: Record<string, number>, limits: Record<string, number>): never {
  const ok = isWithin(figures, limits);
  const shown = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, rounded(value)]));
  process.stdout.write(`${JSON.stringify({ bench, ok, figures: shown, limits })}\n`);
  process.exit(ok ? 0 : 1);
}
