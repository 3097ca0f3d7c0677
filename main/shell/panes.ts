import { areaOf } from "#contract/entities/area.ts";
import type { Surfaces, SurfaceView } from "#contract/entities/surface.ts";
import type { Bounds } from "#contract/entities/wall.ts";

/** Where a monitor is on this machine's desktop, device-independent pixels; `zoom`: 1 but in windowed mode. */
export type Place = { bounds: Bounds; scaleFactor: number; zoom: number };

/** What one window covers: a monitor, or those of a surface, row by row, `columns` in a row. */
export type Pane = Place & { displays: readonly number[]; columns: number };

/** What goes by rounding where a desktop is scaled. */
const slackPx = 1;

/**
 * The windows of this machine: one for each surface that can be spanned as its monitors hang now, one for every other monitor.
 * A surface of which anything is missing or out of place is left to single windows, until it is right again.
 * @param places the monitors of this machine that are there, by their numbers on the wall
 * @param isWindowed ordinary windows on a laptop, which need not lie edge to edge
 */
export function panesOf(
  places: ReadonlyMap<number, Place>,
  plan: { columns: number; rows: number },
  surfaces: Surfaces,
  isWindowed: boolean,
): { panes: Pane[]; surfaceOf: ReadonlyMap<number, SurfaceView> } {
  const panes: Pane[] = [];
  const surfaceOf = new Map<number, SurfaceView>();
  const covered = new Set<number>();
  for (const displays of surfaces) {
    const found = spanned(displays, places, plan, isWindowed);
    for (const display of displays)
      surfaceOf.set(display, { displays, state: typeof found === "string" ? found : "spanned" });
    if (typeof found === "string") continue;
    panes.push(found);
    for (const display of displays) covered.add(display);
  }
  for (const [display, place] of places)
    if (!covered.has(display)) panes.push({ ...place, displays: [display], columns: 1 });
  return { panes, surfaceOf };
}

function spanned(
  displays: readonly number[],
  places: ReadonlyMap<number, Place>,
  plan: { columns: number; rows: number },
  isWindowed: boolean,
): Pane | Exclude<SurfaceView["state"], "spanned"> {
  const area = areaOf(plan, displays);
  const there = displays.flatMap((display) => places.get(display) ?? []);
  const first = there[0];
  if (area === undefined || first === undefined || there.length < displays.length) return "missing";
  const { columns, rows } = area;
  const { x, y, width, height } = first.bounds;
  const isEven = there.every(
    ({ bounds, scaleFactor }) =>
      bounds.width === width && bounds.height === height && scaleFactor === first.scaleFactor,
  );
  if (!isEven) return "uneven";
  const isInPlace = there.every(
    ({ bounds }, at) =>
      Math.abs(bounds.x - (x + (at % columns) * width)) <= slackPx &&
      Math.abs(bounds.y - (y + Math.floor(at / columns) * height)) <= slackPx,
  );
  if (!isInPlace && !isWindowed) return "apart";
  return { ...first, displays, columns, bounds: { x, y, width: width * columns, height: height * rows } };
}
