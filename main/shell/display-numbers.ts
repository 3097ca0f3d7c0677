import type { Bounds } from "#contract/entities/wall.ts";

/** What numbering needs of a monitor; Electron's Display has it. */
export type Monitor = { id: number; bounds: Bounds };

/**
 * Gives monitors the numbers of the wall and keeps them: row by row from the top left at the start; a monitor that
 * comes back gets the number of the place where it hangs, whatever id the system gave it this time.
 */
export class DisplayNumbers {
  readonly #places = new Map<number, { id: number | undefined; bounds: Bounds }>();

  /** @returns the number of each monitor that is there, by its id; at most 64, surplus monitors get none */
  assign(monitors: readonly Monitor[]): Map<number, number> {
    const byId = new Map(monitors.map((monitor) => [monitor.id, monitor]));
    for (const place of this.#places.values()) {
      const monitor = place.id === undefined ? undefined : byId.get(place.id);
      if (monitor === undefined) place.id = undefined;
      else place.bounds = monitor.bounds;
    }
    const known = new Set([...this.#places.values()].map((place) => place.id));
    for (const monitor of inReadingOrder(monitors)) {
      if (known.has(monitor.id)) continue;
      const number = this.#vacant(monitor) ?? this.#places.size + 1;
      if (number > 64) continue;
      this.#places.set(number, { id: monitor.id, bounds: monitor.bounds });
    }
    const numbers = new Map<number, number>();
    for (const [number, place] of this.#places) if (place.id !== undefined) numbers.set(place.id, number);
    return numbers;
  }

  /** The number whose monitor is gone: the one at the same place if there is one, else the lowest. */
  #vacant(monitor: Monitor): number | undefined {
    const vacant = [...this.#places].filter(([, place]) => place.id === undefined).sort(([a], [b]) => a - b);
    const samePlace = vacant.find(
      ([, place]) => place.bounds.x === monitor.bounds.x && place.bounds.y === monitor.bounds.y,
    );
    return (samePlace ?? vacant[0])?.[0];
  }
}

/** Monitors whose middles are within half a height belong to one row: they are seldom hung to the pixel. */
export function inReadingOrder<M extends Monitor>(monitors: readonly M[]): M[] {
  const rows: M[][] = [];
  const middle = (monitor: M) => monitor.bounds.y + monitor.bounds.height / 2;
  for (const monitor of [...monitors].sort((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && middle(monitor) - middle(first) < first.bounds.height / 2) row.push(monitor);
    else rows.push([monitor]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.bounds.x - b.bounds.x));
}
