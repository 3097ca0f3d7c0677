import type { Level } from "./levels.ts";

type Point = readonly [number, number | null];

export type Plot = {
  /** Path of the water's line; "" where there is nothing to draw. */
  line: string;
  /** Dashed lines that are near enough to be seen, from the top. */
  marks: { level: Level; y: number }[];
};

/** A level so much of the line's own height beside it is still drawn; one far away would make the line flat. */
const reach = 1.5;
const leastRangeM = 0.4;

/**
 * A station's line in a box of its own, with the levels that the water has passed or is near to. Heights of two stations are never in
 * one box: they count from different datums.
 */
export function plotOf(points: readonly Point[], levels: readonly Level[], width: number, height: number): Plot {
  const values = points.flatMap(([, value]) => value ?? []);
  const [first, last] = [points[0], points.at(-1)];
  if (values.length < 2 || first === undefined || last === undefined || last[0] === first[0])
    return { line: "", marks: [] };
  const low = Math.min(...values);
  const high = Math.max(...values);
  const range = Math.max(leastRangeM, high - low);
  const seen = levels.filter(
    ({ value }) => value !== null && value >= low - range * 0.3 && value <= high + range * reach,
  );
  const all = [low, high, ...seen.flatMap(({ value }) => value ?? [])];
  const bottom = Math.min(...all);
  const top = Math.max(...all, bottom + leastRangeM);
  const x = (ms: number) => ((ms - first[0]) / (last[0] - first[0])) * width;
  const y = (value: number) => height - ((value - bottom) / (top - bottom)) * height;
  let line = "";
  let isBroken = true;
  for (const [ms, value] of points) {
    if (value === null) {
      isBroken = true;
      continue;
    }
    line += `${isBroken ? "M" : "L"}${x(ms).toFixed(1)} ${y(value).toFixed(1)}`;
    isBroken = false;
  }
  const marks = seen.map((level) => ({ level, y: Number(y(level.value ?? 0).toFixed(1)) }));
  return { line, marks: marks.sort((a, b) => a.y - b.y) };
}
