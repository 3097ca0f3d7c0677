/** How a list stands in a room: so many rows a column, all of one height; `shown` is `count` where nothing has to be left out. */
export type FilledRoom = { columns: number; rows: number; rowPx: number; shown: number };

/** A row is never higher than this many times its usual height: a short list is a list, not a poster. */
const mostStretch = 1.5;

/**
 * Stands a list in a room before anything of it is left out: at its usual spacing, then closer, then in more columns, then in more and
 * closer ones.
 * @param linePx a row's usual height, and the least in which it can be read
 * @param mostColumns as many as are wide enough
 */
export function fillRoom(
  count: number,
  heightPx: number,
  linePx: { usual: number; least: number },
  mostColumns: number,
): FilledRoom {
  const most = Math.max(1, Math.floor(mostColumns));
  const rowsAt = (px: number) => Math.max(1, Math.floor(heightPx / px));
  // The lines of one column closer before a second one: what is read down is read at a glance.
  for (let columns = 1; columns <= most; columns += 1) {
    const rows = Math.max(1, Math.ceil(count / columns));
    if (rows > rowsAt(linePx.least)) continue;
    const rowPx = Math.floor(Math.min(heightPx / rows, linePx.usual * mostStretch));
    return { columns, rows, rowPx, shown: count };
  }
  const rows = rowsAt(linePx.least);
  return { columns: most, rows, rowPx: Math.floor(heightPx / rows), shown: Math.min(count, rows * most) };
}
