export type Box = { left: number; top: number; width: number; height: number };

/** Cameras send pictures of this shape. */
const shape = 16 / 9;
/** Of the width, or of the height where the tile is high: what the large one takes. */
const largeShare = 0.7;

/**
 * Places for `count` pictures in a rectangle, row by row, so that they cover as much of it as their shape lets them. In CSS
 * pixels; `gap` between them.
 */
export function gridOf(count: number, width: number, height: number, gap: number): Box[] {
  if (count < 1) return [];
  let best = { columns: 1, covered: -1 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (width - gap * (columns - 1)) / columns;
    const cellHeight = (height - gap * (rows - 1)) / rows;
    const shownWidth = Math.min(cellWidth, cellHeight * shape);
    const covered = shownWidth * (shownWidth / shape) * count;
    if (cellWidth > 0 && cellHeight > 0 && covered > best.covered) best = { columns, covered };
  }
  const { columns } = best;
  const rows = Math.ceil(count / columns);
  const edge = (at: number, of: number, span: number) => Math.round((at * (span + gap)) / of);
  return Array.from({ length: count }, (_, index) => {
    const column = index % columns;
    const row = Math.floor(index / columns);
    // The last row's pictures share its whole width.
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const left = edge(column, inRow, width);
    const top = edge(row, rows, height);
    return {
      left,
      top,
      width: edge(column + 1, inRow, width) - gap - left,
      height: edge(row + 1, rows, height) - gap - top,
    };
  });
}

/** The same with the first one large and the others beside it, or below it where the rectangle is higher than wide. */
export function focusedOf(count: number, width: number, height: number, gap: number): Box[] {
  if (count < 2) return gridOf(count, width, height, gap);
  const isWide = width >= height;
  const large = Math.round((isWide ? width : height) * largeShare);
  const first = isWide ? { left: 0, top: 0, width: large, height } : { left: 0, top: 0, width, height: large };
  const rest = isWide
    ? gridOf(count - 1, width - large - gap, height, gap)
    : gridOf(count - 1, width, height - large - gap, gap);
  const [dx, dy] = isWide ? [large + gap, 0] : [0, large + gap];
  return [first, ...rest.map((box) => ({ ...box, left: box.left + dx, top: box.top + dy }))];
}
