import readXlsxFile from "read-excel-file/node";
import type { CatalogueMistake } from "#contract/catalogue.ts";
import type { Words } from "#contract/entities/text.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { unpackedBytes } from "../connectors/folder/sheet.ts";
import { wrongCell } from "./cells.ts";
import { type Column, columnLetter, indicatorColumns, sheetNames, thresholdColumns } from "./columns.ts";

type Spot = Omit<CatalogueMistake, "message">;
export type ReadRow = {
  /** The indicator as a profile would have it, before it is parsed. */
  item: Record<string, unknown>;
  /** The cell of what a mistake in the indicator is about, by its path there. */
  spotOf(path: readonly (string | number)[]): Spot;
};
export type ReadCatalogue = { rows: ReadRow[]; mistakes: CatalogueMistake[] };

/** A workbook is a zip; a small one can unpack to more than memory holds. */
const maxUnpackedBytes = 32_000_000;

type Cell = string | number | null;
type Table = { name: string; rows: Cell[][] };
type Complain = (spot: Spot, message: CodedMessage) => void;
/** A row by the paths of its columns; what is empty or wrong is not there. */
type Row = { values: Map<string, unknown>; isWhole: boolean; spotOf(path: readonly (string | number)[]): Spot };

/**
 * What a workbook says, as a profile would have it, and every cell that is not what it should be.
 * @throws CodedError `catalogue.not-a-workbook`, `catalogue.no-sheet`
 */
export async function readCatalogue(bytes: Buffer): Promise<ReadCatalogue> {
  const tables = await tablesOf(bytes);
  const find = (name: Words) => tables.find((table) => isCalled(table.name, name));
  const main = find(sheetNames.indicators);
  if (main === undefined) throw new CodedError("catalogue.no-sheet", { sheet: sheetNames.indicators.vi });
  const mistakes: CatalogueMistake[] = [];
  const complain: Complain = (spot, message) => void mistakes.push({ ...spot, message });

  const limitsOf = new Map<unknown, Row[]>();
  const limits = find(sheetNames.thresholds);
  const limitRows = limits === undefined ? [] : rowsOf(limits, thresholdColumns, complain);
  for (const row of limitRows) {
    const code = row.values.get("code");
    if (row.isWhole) limitsOf.set(code, [...(limitsOf.get(code) ?? []), row]);
  }
  const rows = rowsOf(main, indicatorColumns, complain).map(({ values, spotOf }): ReadRow => {
    const item: Record<string, unknown> = {};
    for (const { path } of indicatorColumns) put(item, path, values.get(path.join(".")));
    const own = limitsOf.get(item.code) ?? [];
    if (own.length > 0) item.thresholds = own.map(({ values: limit }) => thresholdOf(limit));
    return {
      item,
      spotOf([first, at, ...rest]) {
        const limit = first === "thresholds" ? own[Number(at)] : undefined;
        return limit?.spotOf(rest) ?? spotOf([first ?? "", ...(at === undefined ? [] : [at]), ...rest]);
      },
    };
  });
  const codes = new Set(rows.map(({ item }) => item.code));
  for (const { values, spotOf } of limitRows) {
    const code = values.get("code");
    if (code !== undefined && !codes.has(code))
      complain(spotOf(["code"]), { code: "catalogue.unknown-code", params: { id: String(code) } });
  }
  return { rows, mistakes };
}

const thresholdOf = (values: Map<string, unknown>): Record<string, unknown> => ({
  level: values.get("level"),
  [String(values.get("side"))]: values.get("value"),
  name: { vi: values.get("name.vi"), en: values.get("name.en") },
});

async function tablesOf(bytes: Buffer): Promise<Table[]> {
  try {
    if (unpackedBytes(bytes) > maxUnpackedBytes) throw new Error(`> ${maxUnpackedBytes / 1e6} MB`);
    const sheets = await readXlsxFile(bytes);
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellOf)) }));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CodedError("catalogue.not-a-workbook", { detail: detail.slice(0, 200) }, { cause: error });
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

const plain = (text: string): string => text.normalize("NFC").trim().toLowerCase().replace(/\s+/g, " ");
const isCalled = (text: string, { vi, en }: Words): boolean => plain(text) === plain(vi) || plain(text) === plain(en);

function rowsOf<Item>({ name, rows }: Table, columns: readonly Column<Item>[], complain: Complain): Row[] {
  const [head = [], ...body] = rows;
  const spotAt = (row: number, at: number): Spot => ({
    ...{ sheet: name, row, column: columnLetter(Math.max(0, at)), heading: String(head[at] ?? "") },
  });
  const places = new Map<Column<Item>, number>();
  for (const [at, cell] of head.entries()) {
    if (cell === null) continue;
    const column = columns.find(({ heading }) => isCalled(String(cell), heading));
    // A heading that is not known is a misspelled one, and its whole column would go unnoticed.
    if (column === undefined)
      complain(spotAt(1, at), { code: "catalogue.unknown-column", params: { heading: String(cell) } });
    else if (places.has(column))
      complain(spotAt(1, at), { code: "catalogue.column-twice", params: { heading: String(cell) } });
    else places.set(column, at);
  }
  for (const column of columns) {
    if (column.isRequired && !places.has(column))
      complain(
        { ...spotAt(1, head.length), heading: column.heading.vi },
        { code: "catalogue.no-column", params: { heading: column.heading.vi } },
      );
  }
  return body.flatMap((cells, index): Row[] => {
    if (cells.every((cell) => cell === null)) return [];
    const number = index + 2;
    const values = new Map<string, unknown>();
    let isWhole = true;
    for (const [column, at] of places) {
      const cell = cells[at] ?? null;
      const value = cell === null ? undefined : column.read(cell);
      if (value !== undefined) values.set(column.path.join("."), value);
      else if (cell !== null || column.isRequired) {
        isWhole = false;
        complain(spotAt(number, at), wrongCell(column.expected, cell));
      }
    }
    const isWholeRow = isWhole && columns.every((column) => !column.isRequired || places.has(column));
    return [{ values, isWhole: isWholeRow, spotOf: (path) => spotAt(number, columnAt(columns, places, path)) }];
  });
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

function put(item: Record<string, unknown>, [first = "", ...rest]: readonly string[], value: unknown): void {
  if (value === undefined) return;
  if (rest.length === 0) item[first] = value;
  else {
    item[first] ??= {};
    put(item[first] as Record<string, unknown>, rest, value);
  }
}
