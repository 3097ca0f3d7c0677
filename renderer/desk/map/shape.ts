import type { Lonlat } from "./things.ts";

/** What is measured: along points, or the ground inside of them. */
export type Shape = {
  kind: "distance" | "area";
  points: readonly Lonlat[];
  /** Whether clicks still add to it. */
  isOpen: boolean;
};

/** More corners than anybody draws by hand; the questions stay quick. */
export const mostPoints = 200;

export const begun = (kind: Shape["kind"]): Shape => ({ kind, points: [], isOpen: true });

export const withPoint = (shape: Shape, point: Lonlat): Shape =>
  shape.points.length >= mostPoints ? shape : { ...shape, points: [...shape.points, point] };

export const withoutLast = (shape: Shape): Shape => ({ ...shape, points: shape.points.slice(0, -1) });

/** Esc: first no more points, then nothing at all. */
export function ended(shape: Shape): Shape | undefined {
  return shape.isOpen && shape.points.length > 1 ? { ...shape, isOpen: false } : undefined;
}
