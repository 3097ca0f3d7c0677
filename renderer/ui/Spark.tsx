import { memo } from "react";

type Point = readonly [number, number | null];

/** The path of a line through the points, in a box; a null breaks the line. Empty when there is nothing to draw. */
export function sparkPath(points: readonly Point[], width: number, height: number): string {
  const values = points.map((point) => point[1]).filter((value) => value !== null);
  const first = points[0];
  const last = points.at(-1);
  if (values.length < 2 || first === undefined || last === undefined || last[0] === first[0]) return "";
  const low = Math.min(...values);
  // A flat line runs through the middle instead of dividing by nothing.
  const range = Math.max(...values) - low;
  let path = "";
  let isBroken = true;
  for (const [ms, value] of points) {
    if (value === null) {
      isBroken = true;
      continue;
    }
    const x = ((ms - first[0]) / (last[0] - first[0])) * width;
    const y = range === 0 ? height / 2 : height - ((value - low) / range) * height;
    path += `${isBroken ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    isBroken = false;
  }
  return path;
}

/** A quiet line without axes; the number beside it speaks. */
export const Spark = memo(function Spark({
  points,
  width,
  height,
}: {
  points: readonly Point[];
  width: number;
  height: number;
}) {
  const pad = 4;
  const path = sparkPath(points, width - 2 * pad, height - 2 * pad);
  if (path === "") return null;
  return (
    <svg
      className="spark"
      width={width}
      height={height}
      viewBox={`${-pad} ${-pad} ${width} ${height}`}
      aria-hidden="true"
    >
      <path d={path} fill="none" />
    </svg>
  );
});
