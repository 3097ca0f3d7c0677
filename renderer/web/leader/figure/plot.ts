import type { Threshold } from "#contract/entities/indicator.ts";
import type { ForecastPoint } from "#contract/forecast/forecast.ts";

export type PlotPoint = readonly [number, number | null];

export type Plot = {
  line: string;
  /** Points that have none beside them, of which no line can tell. */
  alone: { x: number; y: number }[];
  /** The forecast's own line, from the last point on, and the band around it; "" without one. */
  ahead: string;
  band: string;
  limits: { threshold: Threshold; value: number; y: number }[];
  ticks: { value: number; y: number }[];
  /** Of the past alone. */
  low: number;
  high: number;
  toMs: number;
  xOf(ms: number): number;
  yOf(value: number): number;
};

/** A limit is drawn where it lies within the line's own range above or below it: further away it would flatten the line. */
const reach = 1;
const mostTicks = 4;

/** Round steps of an axis: 1, 2 or 5 times a power of ten. */
export function ticksOf(low: number, high: number, most = mostTicks): number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(span / most));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => span / one <= most) ?? span;
  const ticks: number[] = [];
  for (let at = Math.ceil(low / step); at * step <= high; at += 1) ticks.push(Number((at * step).toPrecision(12)));
  return ticks;
}

/**
 * Where everything of a chart stands. Undefined where there is no point at all.
 * @param points the past, the oldest first; null breaks the line
 * @param ahead what is forecast, after the last point
 * @param box of the drawing itself, CSS pixels
 */
export function plotOf(
  points: readonly PlotPoint[],
  thresholds: readonly Threshold[],
  ahead: readonly ForecastPoint[],
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
  { width, height }: { width: number; height: number },
): Plot | undefined {
  const inside = points.filter(([ms]) => ms >= fromMs);
  const values = inside.flatMap(([, value]) => (value === null ? [] : [value]));
  if (values.length === 0) return undefined;
  const toMs = Math.max(untilMs, ahead.at(-1)?.forMs ?? 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const own = [low, high, ...ahead.flatMap((one) => [one.low, one.high])];
  const range = Math.max(...own) - Math.min(...own) || Math.abs(high) || 1;
  const limitOf = ({ above, below }: Threshold) => above ?? below ?? 0;
  const near = thresholds.filter(
    (one) => limitOf(one) >= Math.min(...own) - reach * range && limitOf(one) <= Math.max(...own) + reach * range,
  );
  const all = [...own, ...near.map(limitOf)];
  const pad = (Math.max(...all) - Math.min(...all) || range) * 0.06;
  const [bottom, top] = [Math.min(...all) - pad, Math.max(...all) + pad];
  const xOf = (ms: number) => ((ms - fromMs) / (toMs - fromMs)) * width;
  const yOf = (value: number) => height - ((value - bottom) / (top - bottom)) * height;
  const at = (ms: number, value: number) => `${xOf(ms).toFixed(1)} ${yOf(value).toFixed(1)}`;
  let line = "";
  let last = "";
  const alone: Plot["alone"] = [];
  const hasValue = (index: number) => (inside[index]?.[1] ?? null) !== null;
  for (const [index, [ms, value]] of inside.entries()) {
    if (value === null) continue;
    last = at(ms, value);
    line += `${hasValue(index - 1) ? "L" : "M"}${last}`;
    if (!hasValue(index - 1) && !hasValue(index + 1)) alone.push({ x: xOf(ms), y: yOf(value) });
  }
  const upper = ahead.map((one) => at(one.forMs, one.high));
  const lower = ahead.map((one) => at(one.forMs, one.low)).reverse();
  const hasAhead = ahead.length > 0;
  return {
    ...{ line, alone, low, high, toMs, xOf, yOf },
    ahead: hasAhead ? `M${[last, ...ahead.map(({ forMs, value }) => at(forMs, value))].join("L")}` : "",
    band: hasAhead ? `M${[last, ...upper, ...lower].join("L")}Z` : "",
    limits: near.map((threshold) => ({ threshold, value: limitOf(threshold), y: yOf(limitOf(threshold)) })),
    ticks: ticksOf(bottom, top).map((value) => ({ value, y: yOf(value) })),
  };
}

/** Of a span shorter than this share of what was asked for nothing is drawn larger. */
const leastShare = 1 / 20;

/** Where the drawing of a span begins: where its figures do, if they do not reach back so far. Two months of a decade are a stroke at its edge. */
export function beginningOf(points: readonly PlotPoint[], fromMs: number, untilMs: number): number {
  const first = points.find(([ms, value]) => value !== null && ms >= fromMs)?.[0] ?? fromMs;
  return Math.max(fromMs, Math.min(first, untilMs - (untilMs - fromMs) * leastShare));
}

/** The point nearest to a moment; undefined without any. */
export function nearestTo(points: readonly PlotPoint[], ms: number): readonly [number, number] | undefined {
  let best: readonly [number, number] | undefined;
  for (const [at, value] of points)
    if (value !== null && (best === undefined || Math.abs(at - ms) < Math.abs(best[0] - ms))) best = [at, value];
  return best;
}
