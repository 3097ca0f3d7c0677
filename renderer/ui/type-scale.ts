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
  const pxPerMm = Math.hypot(monitor.width, monitor.height) / (monitor.diagonalInch * 25.4);
  const fontPx = (minutes: number) => {
    const capMm = monitor.viewingDistanceM * 1_000 * Math.tan((minutes / 60) * (Math.PI / 180));
    return Math.max(leastPx, Math.round((capMm * pxPerMm) / capHeightEm));
  };
  const source = fontPx(arcMinutes.source);
  return { value: fontPx(arcMinutes.value), label: Math.round(source * labelOverSource), source };
}
