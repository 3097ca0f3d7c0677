/**
 * Gives every row a column of its own, so that the sum of the costs is least (the Hungarian method by shortest paths, Jonker and
 * Volgenant 1987). Of equal sums always the same one. Time: rows² × columns.
 * @param rows at most as many as columns
 * @param cost finite
 * @returns the column of each row
 */
export function assign(rows: number, columns: number, cost: (row: number, column: number) => number): number[] {
  // Counted from 1; 0 is "none", as the method is written down.
  const rowPrice = new Float64Array(rows + 1);
  const columnPrice = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const before = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row += 1) {
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const isDone = new Uint8Array(columns + 1);
    rowOf[0] = row;
    let column = 0;
    do {
      isDone[column] = 1;
      const at = rowOf[column] ?? 0;
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= columns; other += 1) {
        if (isDone[other]) continue;
        const reduced = cost(at - 1, other - 1) - (rowPrice[at] ?? 0) - (columnPrice[other] ?? 0);
        if (reduced < (least[other] ?? 0)) {
          least[other] = reduced;
          before[other] = column;
        }
        if ((least[other] ?? 0) < step) {
          step = least[other] ?? 0;
          next = other;
        }
      }
      for (let other = 0; other <= columns; other += 1)
        if (isDone[other]) {
          const priced = rowOf[other] ?? 0;
          rowPrice[priced] = (rowPrice[priced] ?? 0) + step;
          columnPrice[other] = (columnPrice[other] ?? 0) - step;
        } else least[other] = (least[other] ?? 0) - step;
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      const former = before[column] ?? 0;
      rowOf[column] = rowOf[former] ?? 0;
      column = former;
    }
  }
  const columnOf = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= columns; column += 1) {
    const row = rowOf[column] ?? 0;
    if (row > 0) columnOf[row - 1] = column - 1;
  }
  return columnOf;
}
