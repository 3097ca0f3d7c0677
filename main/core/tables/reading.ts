import type { Words } from "#contract/entities/text.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { TableMistake } from "#contract/tables.ts";
import { type Column, columnLetter } from "./columns.ts";
import { withoutApostrophe } from "./csv.ts";
import { noMarks, type SheetMarks } from "./sheet-marks.ts";
import { csvTable, guessDelimiter, maxRows, TooManyRows } from "./table.ts";
import { decodeText } from "./text.ts";
import { sheetsOf } from "./workbook-reading.ts";

export type Spot = Omit<TableMistake, "message">;

/** Lists that people hand over begin with a title and a date. */
const rowsBeforeHeading = 10;

type Cell = string | number | null;
export type Table = { name: string; rows: Cell[][] };
export type Complain = (spot: Spot, message: CodedMessage) => void;
/** A row by the paths of its columns; what is empty or wrong is not there. */
export type Row = {
  values: Map<string, unknown>;
  isWhole: boolean;
  /** The cell of what a mistake is about, by its path in a profile. */
  spotOf(path: readonly (string | number)[]): Spot;
};

/** The sheet of that name, in either language. */
export const tableNamed = (tables: readonly Table[], name: Words): Table | undefined =>
  tables.find((table) => isCalled(table.name, name));

/**
 * The sheets of a workbook.
 * @throws CodedError `table.not-a-workbook`, `table.unpacks-to-too-much`, `table.too-heavy`
 */
export async function tablesOf(bytes: Buffer): Promise<Table[]> {
  const sheets = await sheetsOf(bytes);
  return sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map(cellOf)) }));
}

/** The same, each with what its cells do not show. */
export async function markedTablesOf(bytes: Buffer): Promise<(Table & { marks: SheetMarks })[]> {
  const sheets = await sheetsOf(bytes, undefined, true);
  return sheets.map(({ name, rows, marks = noMarks }) => ({ name, rows: rows.map((row) => row.map(cellOf)), marks }));
}

/** Whether the bytes begin as a zip does, and so every XLSX; else they are taken for CSV. */
export const isWorkbook = (bytes: Buffer): boolean => bytes.toString("latin1", 0, 4) === "PK\x03\x04";

/**
 * A CSV file as its one table, whatever its encoding and delimiter are.
 * @throws CodedError `table.not-a-csv`, `table.too-many-rows`
 */
export function csvTableOf(bytes: Buffer): Table {
  try {
    const text = decodeText(bytes);
    if (text.includes("\0")) throw new Error("0x00");
    // Empty lines are kept: a mistake is told by the number of its row.
    const rows = csvTable(text, guessDelimiter(text), { keepsEmptyLines: true });
    return { name: "", rows: rows.map((row) => row.map((cell) => cellOf(withoutApostrophe(cell)))) };
  } catch (error) {
    if (error instanceof TooManyRows) throw new CodedError("table.too-many-rows", { rows: error.rows, limit: maxRows });
    const detail = error instanceof Error ? error.message : String(error);
    throw new CodedError("table.not-a-csv", { detail: detail.slice(0, 200) }, { cause: error });
  }
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? "có" : "không";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === "number") return value;
  const text = String(value).trim();
  return text === "" ? null : text;
}

export const plain = (text: string): string => text.normalize("NFC").trim().toLowerCase().replace(/\s+/g, " ");
const isCalled = (text: string, { vi, en }: Words): boolean => plain(text) === plain(vi) || plain(text) === plain(en);

/** Every row of a table that is not empty; what is wrong with headings and cells is complained of. */
export function rowsOf<Item>({ name, rows }: Table, columns: readonly Column<Item>[], complain: Complain): Row[] {
  const headingAt = headingRow(rows, columns);
  const head = rows[headingAt] ?? [];
  const spotAt = (row: number, at: number): Spot => ({
    ...{ sheet: name, row, column: columnLetter(Math.max(0, at)), heading: String(head[at] ?? "") },
  });
  const places = new Map<Column<Item>, number>();
  for (const [at, cell] of head.entries()) {
    if (cell === null) continue;
    const column = columns.find(({ heading }) => isCalled(String(cell), heading));
    // A heading that is not known is a misspelled one, and its whole column would go unnoticed.
    if (column === undefined)
      complain(spotAt(headingAt + 1, at), { code: "table.unknown-column", params: { heading: String(cell) } });
    else if (places.has(column))
      complain(spotAt(headingAt + 1, at), { code: "table.column-twice", params: { heading: String(cell) } });
    else places.set(column, at);
  }
  for (const column of columns) {
    if (column.isRequired && !places.has(column))
      complain(
        { ...spotAt(headingAt + 1, head.length), heading: column.heading.vi },
        { code: "table.no-column", params: { heading: column.heading.vi } },
      );
  }
  return rows.slice(headingAt + 1).flatMap((cells, index): Row[] => {
    if (cells.every((cell) => cell === null)) return [];
    const number = headingAt + index + 2;
    const values = new Map<string, unknown>();
    let isWhole = true;
    for (const [column, at] of places) {
      const cell = cells[at] ?? null;
      const value = cell === null ? undefined : column.read(cell);
      if (value !== undefined) values.set(column.path.join("."), value);
      else if (cell !== null || column.isRequired) {
        isWhole = false;
        complain(spotAt(number, at), column.complaint(cell));
      }
    }
    const isWholeRow = isWhole && columns.every((column) => !column.isRequired || places.has(column));
    return [{ values, isWhole: isWholeRow, spotOf: (path) => spotAt(number, columnAt(columns, places, path)) }];
  });
}

/** The first row that has two known headings, else the very first. */
function headingRow<Item>(rows: readonly Cell[][], columns: readonly Column<Item>[]): number {
  const isKnown = (cell: Cell) => cell !== null && columns.some(({ heading }) => isCalled(String(cell), heading));
  const at = rows.slice(0, rowsBeforeHeading).findIndex((row) => row.filter(isKnown).length >= 2);
  return Math.max(0, at);
}

/** The column that a path is about: the one it leads to, or the first one of what it leads to. */
function columnAt<Item>(
  columns: readonly Column<Item>[],
  places: ReadonlyMap<Column<Item>, number>,
  path: readonly (string | number)[],
): number {
  const steps = path.filter((step) => typeof step === "string");
  const isAlong = ({ path: own }: Column<Item>) =>
    own.every((step, at) => steps[at] === undefined || steps[at] === step);
  const column = steps.length === 0 ? undefined : columns.find((one) => isAlong(one) && places.has(one));
  return column === undefined ? 0 : (places.get(column) ?? 0);
}

/** Sets a value where a profile has it, with the maps around it. */
export function put(item: Record<string, unknown>, [first = "", ...rest]: readonly string[], value: unknown): void {
  if (value === undefined) return;
  if (rest.length === 0) item[first] = value;
  else {
    item[first] ??= {};
    put(item[first] as Record<string, unknown>, rest, value);
  }
}

/** The first mistake of each cell: what follows from it would only be noise. */
export function onceEach(mistakes: readonly TableMistake[]): TableMistake[] {
  const seen = new Set<string>();
  return mistakes.filter(({ sheet, row, column }) => {
    const cell = `${sheet}\n${row}\n${column}`;
    if (seen.has(cell)) return false;
    seen.add(cell);
    return true;
  });
}
