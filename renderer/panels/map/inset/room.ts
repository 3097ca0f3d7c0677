export type Rect = { left: number; top: number; width: number; height: number };
export type Size = { width: number; height: number };
type Point = { x: number; y: number };

/** What of a tile is taken, in squares; all px of the tile. */
export type Room = {
  take(rect: Rect): void;
  takeLine(from: Point, to: Point): void;
  /** What lies inside of rings, by the even-odd rule: several polygons with their holes at once. */
  takeInside(rings: readonly (readonly Point[])[]): void;
  /**
   * The largest empty rectangle, cut down to `most`: nearest to a point within what is empty.
   * @returns undefined where none is as large as `least`
   */
  largest(least: Size, most: Size, near: Point): Rect | undefined;
};

/** @param sidePx of the squares: nothing is nearer to what is taken than a part of one */
export function createRoom(size: Size, sidePx: number): Room {
  const columns = Math.max(0, Math.floor(size.width / sidePx));
  const rows = Math.max(0, Math.floor(size.height / sidePx));
  const taken = new Uint8Array(columns * rows);
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));
  return {
    take({ left, top, width, height }) {
      const [firstColumn, lastColumn] = [
        clamp(Math.floor(left / sidePx), columns),
        clamp(Math.ceil((left + width) / sidePx), columns),
      ];
      const [firstRow, lastRow] = [
        clamp(Math.floor(top / sidePx), rows),
        clamp(Math.ceil((top + height) / sidePx), rows),
      ];
      for (let row = firstRow; row < lastRow; row += 1)
        taken.fill(1, row * columns + firstColumn, row * columns + Math.max(firstColumn, lastColumn));
    },
    takeLine(from, to) {
      const steps = Math.max(1, Math.ceil((Math.hypot(to.x - from.x, to.y - from.y) / sidePx) * 2));
      for (let step = 0; step <= steps; step += 1) {
        const column = Math.floor((from.x + ((to.x - from.x) * step) / steps) / sidePx);
        const row = Math.floor((from.y + ((to.y - from.y) * step) / steps) / sidePx);
        if (column >= 0 && row >= 0 && column < columns && row < rows) taken[row * columns + column] = 1;
      }
    },
    takeInside(rings) {
      for (let row = 0; row < rows; row += 1) {
        const crossings = crossingsAt((row + 0.5) * sidePx, rings);
        for (let at = 0; at + 1 < crossings.length; at += 2) {
          const first = clamp(Math.floor((crossings[at] ?? 0) / sidePx), columns);
          const last = clamp(Math.ceil((crossings[at + 1] ?? 0) / sidePx), columns);
          taken.fill(1, row * columns + first, row * columns + Math.max(first, last));
        }
      }
    },
    largest(least, most, near) {
      const score = ({ width, height }: Rect) => Math.min(width, most.width) * Math.min(height, most.height);
      let best: Rect | undefined;
      for (const found of emptyRects(taken, columns, rows)) {
        const rect = {
          left: found.left * sidePx,
          top: found.top * sidePx,
          width: found.width * sidePx,
          height: found.height * sidePx,
        };
        if (rect.width < least.width || rect.height < least.height) continue;
        if (best === undefined || score(rect) > score(best)) best = rect;
      }
      if (best === undefined) return undefined;
      const width = Math.min(best.width, most.width);
      const height = Math.min(best.height, most.height);
      return {
        left: Math.max(best.left, Math.min(best.left + best.width - width, near.x - width / 2)),
        top: Math.max(best.top, Math.min(best.top + best.height - height, near.y - height / 2)),
        width,
        height,
      };
    },
  };
}

/** Where the rings' edges cross a height, from left to right. */
function crossingsAt(y: number, rings: readonly (readonly Point[])[]): number[] {
  const found: number[] = [];
  for (const ring of rings)
    for (let at = 0; at < ring.length; at += 1) {
      const one = ring[at];
      const other = ring[(at + 1) % ring.length];
      if (one === undefined || other === undefined || one.y > y === other.y > y) continue;
      found.push(one.x + ((y - one.y) / (other.y - one.y)) * (other.x - one.x));
    }
  return found.sort((one, other) => one - other);
}

/** Every empty rectangle that no other one holds, in squares: by the heights of what is free above each row. */
function* emptyRects(taken: Uint8Array, columns: number, rows: number): Generator<Rect> {
  const heights = new Uint16Array(columns + 1);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1)
      heights[column] = taken[row * columns + column] ? 0 : (heights[column] ?? 0) + 1;
    const open: { left: number; height: number }[] = [];
    for (let column = 0; column <= columns; column += 1) {
      const height = column === columns ? 0 : (heights[column] ?? 0);
      let left = column;
      for (let last = open.at(-1); last !== undefined && last.height > height; last = open.at(-1)) {
        yield { left: last.left, top: row - last.height + 1, width: column - last.left, height: last.height };
        left = last.left;
        open.pop();
      }
      if (height > 0 && open.at(-1)?.height !== height) open.push({ left, height });
    }
  }
}
