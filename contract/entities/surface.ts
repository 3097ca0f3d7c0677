import { z } from "zod";
import type { CodedMessage } from "../coded-message.ts";
import { areaOf, type Plan } from "./area.ts";

/** Neighbouring monitors of one machine that a single window spans, by their numbers: a rectangle of the wall. */
export const Surface = z.array(z.int().min(1).max(64)).min(2).max(64);
export type Surface = z.infer<typeof Surface>;
/** A monitor is of one at most. */
export const Surfaces = z.array(Surface).max(32);
export type Surfaces = z.infer<typeof Surfaces>;

/** One way to write the same surfaces: numbers from the lowest up. */
export const surfacesInOrder = (surfaces: Surfaces): Surfaces =>
  surfaces.map((surface) => [...surface].sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));

/** For people: "1+2, 3+4". */
export const surfaceNames = (surfaces: Surfaces): string => surfaces.map((surface) => surface.join("+")).join(", ");

/** Why these cannot be the surfaces of a wall; undefined where they can. */
export function surfaceMistake(plan: Plan, surfaces: Surfaces): CodedMessage | undefined {
  const taken = new Set<number>();
  for (const surface of surfaces) {
    for (const display of surface) {
      if (display > plan.columns * plan.rows) return { code: "wall.no-such-display", params: { display } };
      if (taken.has(display)) return { code: "wall.surface-overlap", params: { display } };
      taken.add(display);
    }
    if (areaOf(plan, surface) === undefined)
      return { code: "wall.surface-shape", params: { displays: surface.join("+") } };
  }
  return undefined;
}

/**
 * What has become of a surface on its machine. spanned: one window covers it · missing: one of its monitors is not there, or is
 * another machine's · uneven: their pictures are not of one size · apart: they do not lie edge to edge on the machine's desktop.
 */
export const SurfaceState = z.enum(["spanned", "missing", "uneven", "apart"]);
export type SurfaceState = z.infer<typeof SurfaceState>;
export const SurfaceView = z.strictObject({ displays: Surface, state: SurfaceState });
export type SurfaceView = z.infer<typeof SurfaceView>;
