import { assign } from "./assignment.ts";

/** A place with where it is, degrees; undefined: not known. */
export type Located = { id: string; position: { lon: number; lat: number } | undefined };

/** A cell of its own for every place; columns from the west, rows from the north, from 0. */
export type Cell = { id: string; column: number; row: number };
export type CellLayout = {
  columns: number;
  rows: number;
  cells: readonly Cell[];
  /** The first row of those whose position is not known, under all others; undefined: there are none. */
  looseFrom: number | undefined;
};

/** Beyond this no cell could be read, and the page would be busy for seconds: the largest province of 2025 has 168 communes. */
export const mostCells = 250;
/** Cells a place: some stay empty, so that the whole has the province's form. Fewer bend it, more tear holes in it. */
const cellsAPlace = 1.22;
/** How much crowded parts are drawn apart before cells are given out: 0 not at all, 1 evenly over the whole. */
const spreading = 0.3;
/** However long a province is, its cells stand in more than one row. */
const mostLong = 3;

/**
 * Places as cells of a grid, each about where it is: the sum of the squared ways from there to its cell is the least there is. The
 * same for the same places, in whatever order they are told. Where a place's position is not known, it stands under the others.
 * @returns undefined where there are too many, or no position of any of them is known
 */
export function layCells(places: readonly Located[]): CellLayout | undefined {
  const sorted = [...places].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  const placed = sorted.flatMap(({ id, position }) => (position ? [{ id, ...position }] : []));
  if (placed.length === 0 || places.length > mostCells) return undefined;
  const meanLat = placed.reduce((sum, { lat }) => sum + lat, 0) / placed.length;
  const east = placed.map(({ lon }) => lon * Math.cos((meanLat * Math.PI) / 180));
  const south = placed.map(({ lat }) => -lat);
  const { columns, rows } = gridFor(placed.length, extentOf(east), extentOf(south));
  const x = drawnApart(east).map((share) => share * (columns - 1));
  const y = drawnApart(south).map((share) => share * (rows - 1));
  const cellOf = assign(placed.length, columns * rows, (at, cell) => {
    const across = (x[at] ?? 0) - (cell % columns);
    const down = (y[at] ?? 0) - Math.floor(cell / columns);
    return across * across + down * down;
  });
  const cells = placed.map(({ id }, at) => {
    const cell = cellOf[at] ?? 0;
    return { id, column: cell % columns, row: Math.floor(cell / columns) };
  });
  const loose = sorted.filter(({ position }) => position === undefined);
  return {
    columns,
    rows: rows + Math.ceil(loose.length / columns),
    cells: [
      ...cells,
      ...loose.map(({ id }, at) => ({ id, column: at % columns, row: rows + Math.floor(at / columns) })),
    ],
    looseFrom: loose.length === 0 ? undefined : rows,
  };
}

/** As long and as high as what it holds, with room for its form. */
function gridFor(places: number, width: number, height: number): { columns: number; rows: number } {
  const ratio = Math.min(mostLong, Math.max(1 / mostLong, width === height ? 1 : width / Math.max(height, 1e-9)));
  const wanted = places * cellsAPlace;
  const columns = Math.min(places, Math.max(1, Math.round(Math.sqrt(wanted * ratio))));
  return { columns, rows: Math.max(1, Math.ceil(wanted / columns)) };
}

const extentOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

/** From 0 to 1, between where a value is in its extent and how many lie before it; of equal ones the middle. */
function drawnApart(values: readonly number[]): number[] {
  const least = Math.min(...values);
  const extent = extentOf(values);
  if (extent === 0) return values.map(() => 0.5);
  const sorted = [...values].sort((one, other) => one - other);
  return values.map((value) => {
    const rank = (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 / (values.length - 1);
    return ((value - least) / extent) * (1 - spreading) + rank * spreading;
  });
}
