/** A point of the map, px of the tile. */
export type Spot = { id: string; x: number; y: number };

/** Fewer are told apart where they are. */
const leastInCrowd = 3;

/**
 * The points that crowd most: each within so many pixels of another of them, the largest such group; of equal ones the densest.
 * @returns undefined where at most two lie together
 */
export function crowdOf(spots: readonly Spot[], nearPx: number): Spot[] | undefined {
  const left = new Set(spots);
  const groups: Spot[][] = [];
  for (const first of spots) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const one of group)
      for (const other of left)
        if (Math.hypot(one.x - other.x, one.y - other.y) < nearPx) {
          left.delete(other);
          group.push(other);
        }
    groups.push(group);
  }
  return groups
    .filter(({ length }) => length >= leastInCrowd)
    .sort((one, other) => other.length - one.length || spread(one) - spread(other))[0];
}

const spread = (group: readonly Spot[]): number => {
  const { width, height } = extentOf(group);
  return Math.hypot(width, height);
};

/** The box around points. */
export function extentOf(spots: readonly Spot[]): { x: number; y: number; width: number; height: number } {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
