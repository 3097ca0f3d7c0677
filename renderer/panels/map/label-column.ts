/** A point of the map with its place in the column of labels beside it; pixels of the tile. */
export type Anchored = { id: string; x: number; y: number };
export type Labelled = Anchored & { labelY: number };

/**
 * Gates lie closer together than their labels are high, so the labels stand in a column beside the map, joined to
 * their points by lines. They keep the order of the points from north to south, so that no two lines cross, and stay
 * as near to their points' height as the column allows.
 * @param lineHeight px a label needs
 * @param top @param bottom px the column may use; when it is too short, labels are spaced evenly and overlap least
 */
export function placeLabels(points: readonly Anchored[], lineHeight: number, top: number, bottom: number): Labelled[] {
  const sorted = [...points].sort((a, b) => a.y - b.y || a.x - b.x);
  const step = Math.min(lineHeight, (bottom - top) / Math.max(1, sorted.length));
  const placed = sorted.map((point) => ({ ...point, labelY: point.y }));
  // Down: nobody above the one before. Up: nobody below the end of the column.
  let floor = top + step / 2;
  for (const label of placed) {
    label.labelY = Math.max(label.labelY, floor);
    floor = label.labelY + step;
  }
  let ceiling = bottom - step / 2;
  for (const label of placed.reverse()) {
    label.labelY = Math.min(label.labelY, ceiling);
    ceiling = label.labelY - step;
  }
  return placed.reverse();
}

/** The longest gate's name with what waits each way, in the label's type; in the stylesheet too. */
const columnEm = 13.5;
/** Beside cells, which need the width: a commune's name with its value. */
const narrowColumnEm = 10.5;

/** Room beside the map for gates or legends, px; 0 where the tile is too narrow. */
export function columnPxIn(widthPx: number, labelPx: number, isNarrow = false): number {
  const columnPx = Math.round(labelPx * (isNarrow ? narrowColumnEm : columnEm));
  return widthPx > columnPx * 2.4 ? columnPx : 0;
}
