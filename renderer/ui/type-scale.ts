/** Of Be Vietnam Pro, by its own metrics table. */
const capHeightEm = 0.7;
/** Minutes of arc that a capital letter must cover at the reader's eye (ISO 9241-303): at least, and for values that matter. */
const arcMinutes = { source: 16, value: 22 } as const;
/** A label stands a little above the source line, so that three sizes are seen as three. */
const labelOverSource = 1.1;
/** Below this no screen draws Vietnamese marks apart, however near it is. */
const leastPx = 12;

/** The three sizes of type, font size in CSS pixels. `value` is the least; a tile with room shows its value larger. */
export type TypeScale = { value: number; label: number; source: number };

/** CSS pixels of a monitor's picture a millimetre. @param monitor diagonal in inches, picture in CSS pixels */
export const pxPerMmOf = (monitor: { diagonalInch: number; width: number; height: number }): number =>
  Math.hypot(monitor.width, monitor.height) / (monitor.diagonalInch * 25.4);

/**
 * The sizes that can be read on a monitor.
 * @param monitor diagonal in inches, picture in CSS pixels, distance of the readers' eyes in metres
 */
export function typeScaleFor(monitor: {
  diagonalInch: number;
  width: number;
  height: number;
  viewingDistanceM: number;
}): TypeScale {
  const pxPerMm = pxPerMmOf(monitor);
  const fontPx = (minutes: number) => {
    const capMm = monitor.viewingDistanceM * 1_000 * Math.tan((minutes / 60) * (Math.PI / 180));
    return Math.max(leastPx, Math.round((capMm * pxPerMm) / capHeightEm));
  };
  const source = fontPx(arcMinutes.source);
  return { value: fontPx(arcMinutes.value), label: Math.round(source * labelOverSource), source };
}

/** Room in which a panel is whole, in widths and heights of the source line's type. */
export type Room = { widthEm: number; heightEm: number };
/** What a panel needs: one such room, or any of several, where what wraps in a narrow tile stands in one line of a wide one. */
export type Least = Room | readonly Room[];

/**
 * The sizes for a tile that is too small for a panel at the monitor's own: smaller as a whole, so that nothing is cut off or
 * left out that would make the rest a lie. Such a tile is no longer legible from everywhere; that is the layout's decision.
 * @param size of the tile without its padding, px
 */
export function fitted(scale: TypeScale, size: { width: number; height: number }, least: Least | undefined): TypeScale {
  if (least === undefined) return scale;
  const rooms: readonly Room[] = "widthEm" in least ? [least] : least;
  const shares = rooms.map(({ widthEm, heightEm }) => Math.min(size.width / widthEm, size.height / heightEm));
  const room = Math.max(...shares) / scale.source;
  if (room >= 1) return scale;
  const px = (size: number) => Math.max(leastPx, Math.floor(size * room));
  return { value: px(scale.value), label: px(scale.label), source: px(scale.source) };
}
