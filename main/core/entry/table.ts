import type { CheckedRow, EnteredStatus, EntryRow } from "#contract/entry/entry.ts";
import { mostRows } from "#contract/entry/entry.ts";
import type { EntryTable, EntryTableRow } from "#contract/entry/http.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { TableMistake } from "#contract/tables.ts";
import { columnLetter } from "../tables/columns.ts";
import { csvTableOf, isWorkbook, markedTablesOf, plain, type Table } from "../tables/reading.ts";
import { noMarks, type SheetMarks } from "../tables/sheet-marks.ts";
import { type CheckOptions, isSameUnit, judge, wrongUnit } from "./checking.ts";
import { type ColumnKey, entryColumns, passedOver, shownHeadings } from "./columns.ts";
import { figureNames } from "./naming.ts";
import { statusNames } from "./words.ts";

type MarkedTable = Table & { marks: SheetMarks };
type Cell = string | number | null;
type Spot = Omit<TableMistake, "message">;

/** Reports begin with the name of the office, a title and a date. */
const rowsBeforeHeadings = 20;
const keys = Object.keys(entryColumns) as ColumnKey[];
const mostWarnings = 50;

type Headed = { table: MarkedTable; at: number; columns: Map<ColumnKey, number>; warnings: TableMistake[] };

/**
 * What a file, or what was copied out of a program for tables, would enter; each row is judged, and nothing is written.
 * @throws CodedError entry.no-headings, entry.nothing, entry.too-many-rows, table.not-a-workbook, table.not-a-csv, table.too-many-rows,
 *   table.unpacks-to-too-much, table.too-heavy
 */
export async function readEntryTable(bytes: Buffer, options: CheckOptions): Promise<EntryTable> {
  const tables = isWorkbook(bytes) ? await markedTablesOf(bytes) : [{ ...csvTableOf(bytes), marks: noMarks }];
  const headed = tables.map(headingsOf).find((one) => one !== undefined);
  if (headed === undefined) throw new CodedError("entry.no-headings");
  const lines = linesOf(headed);
  if (lines.length === 0) throw new CodedError("entry.nothing");
  if (lines.length > mostRows) throw new CodedError("entry.too-many-rows", { rows: lines.length, limit: mostRows });
  const names = figureNames(options);
  const read = lines.map((line) => readLine(line, headed, names, options));
  const sendable = read.filter(({ row, mistakes }) => row !== null && mistakes.length === 0);
  const judged = await judge(
    sendable.map(({ row }) => row as EntryRow),
    options,
  );
  const first = new Map<string, number>();
  const rows = read.map((one): EntryTableRow => {
    const at = sendable.indexOf(one);
    const found = at < 0 ? undefined : judged[at];
    const { spotOf, mistakes, ...rest } = one;
    if (found === undefined)
      return { ...rest, row: one.row, checked: refused(mistakes), mistakes: mistakes.slice(0, 10) };
    const { checked, good } = found;
    if (good !== undefined) {
      const key = `${good.figure.indicator.code}@${good.figure.place.id}@${good.periodFromMs}`;
      const before = first.get(key);
      if (before === undefined) first.set(key, at);
      else sayTwice(checked, { value: good.value, row: one.row }, judged[before]?.good?.value, sendable[before]);
    }
    const isWrong = checked.outcome === "refused" || checked.outcome === "needs-reason";
    const told = isWrong ? checked.messages.map((message) => ({ ...spotOf(columnOf(message)), message })) : [];
    return { ...rest, checked, mistakes: told };
  });
  return { rows, warnings: headed.warnings.slice(0, mostWarnings) };
}

/** The first row with headings for a period, a value and an indicator. */
function headingsOf(table: MarkedTable): Headed | undefined {
  for (const [at, row] of table.rows.slice(0, rowsBeforeHeadings).entries()) {
    const columns = new Map<ColumnKey, number>();
    const warnings: TableMistake[] = [];
    for (const [place, cell] of row.entries()) {
      if (cell === null) continue;
      const heading = String(cell);
      const key = keys.find((one) => isHeadingOf(one, heading));
      const spot = { sheet: table.name, row: at + 1, column: columnLetter(place), heading: heading.slice(0, 100) };
      if (key === undefined) {
        const isKnown =
          passedOver.includes(plain(heading)) ||
          shownHeadings.some(({ vi, en }) => [vi, en].some((one) => plain(one) === plain(heading)));
        if (!isKnown)
          warnings.push({ ...spot, message: { code: "table.unknown-column", params: { heading: spot.heading } } });
      } else if (columns.has(key))
        warnings.push({ ...spot, message: { code: "table.column-twice", params: { heading: spot.heading } } });
      else columns.set(key, place);
    }
    if (columns.has("period") && columns.has("value") && (columns.has("code") || columns.has("indicator")))
      return { table, at, columns, warnings };
  }
  return undefined;
}

const isHeadingOf = (key: ColumnKey, heading: string): boolean => {
  const { heading: own, also = [] } = entryColumns[key];
  return [own.vi, own.en, ...also].some((one) => plain(one) === plain(heading));
};

type Line = { line: number; cells: Cell[]; marks: CodedMessage[] };

/** Rows with something to enter: those of a template that were left empty are none. */
function linesOf({ table, at, columns }: Headed): Line[] {
  const { marks } = table;
  const hidden = new Set(marks.hiddenRows);
  const valueAt = columns.get("value") ?? -1;
  const reasonAt = columns.get("reason") ?? -1;
  const hiddenColumn = [...columns].find(([, column]) => marks.hiddenColumns.includes(column));
  return table.rows.slice(at + 1).flatMap((cells, index): Line[] => {
    const line = at + index + 2;
    const found: CodedMessage[] = [];
    const isHere = (cell: { row: number; column: number }) =>
      cell.row === line && [...columns.values()].includes(cell.column);
    for (const error of marks.errors.filter(isHere))
      found.push({ code: "entry.formula-error", params: { found: error.text } });
    if (marks.uncomputed.some(isHere)) found.push({ code: "entry.formula-uncomputed", params: {} });
    const merged = marks.merged.find(
      ({ from, to }) =>
        from.row <= line && line <= to.row && from.column <= valueAt && valueAt <= to.column && from.row !== to.row,
    );
    if (merged !== undefined) found.push({ code: "entry.merged-cell", params: { range: merged.range } });
    const isEmpty = (cells[valueAt] ?? null) === null && (cells[reasonAt] ?? null) === null;
    if (isEmpty && found.length === 0) return [];
    if (cells.every((cell) => cell === null) && merged === undefined) return [];
    if (hidden.has(line)) found.push({ code: "entry.hidden-row", params: {} });
    if (hiddenColumn !== undefined)
      found.push({ code: "entry.hidden-column", params: { heading: entryColumns[hiddenColumn[0]].heading.vi } });
    return [{ line, cells, marks: found }];
  });
}

type Read = Pick<EntryTableRow, "sheet" | "line" | "label" | "row"> & {
  mistakes: TableMistake[];
  spotOf(key: ColumnKey): Spot;
};

function readLine(
  { line, cells, marks }: Line,
  { table, at, columns }: Headed,
  names: ReturnType<typeof figureNames>,
  options: CheckOptions,
): Read {
  const headings = table.rows[at] ?? [];
  const cell = (key: ColumnKey): Cell => cells[columns.get(key) ?? -1] ?? null;
  const text = (key: ColumnKey): string =>
    String(cell(key) ?? "")
      .normalize("NFC")
      .trim();
  const spotOf = (key: ColumnKey): Spot => {
    const place = columns.get(key) ?? columns.get("value") ?? 0;
    return {
      ...{ sheet: table.name, row: line, column: columnLetter(place) },
      heading: String(headings[place] ?? "").slice(0, 100),
    };
  };
  const mistakes = marks.map((message): TableMistake => ({ ...spotOf("value"), message }));
  const complain = (key: ColumnKey, message: CodedMessage): void => void mistakes.push({ ...spotOf(key), message });
  const indicator = names.indicator(text("code"), text("indicator"));
  if ("message" in indicator)
    complain(columns.has("code") && text("code") !== "" ? "code" : "indicator", indicator.message);
  const code = "code" in indicator ? indicator.code : undefined;
  const place = names.place(text("placeCode"), text("place"), code);
  if ("message" in place) complain(text("placeCode") !== "" ? "placeCode" : "place", place.message);
  const figure = code === undefined || !("id" in place) ? undefined : options.figures.of(code, place.id);
  const unit = text("unit");
  if (figure !== undefined && unit !== "" && !isSameUnit(unit, figure.indicator.unit))
    complain("unit", wrongUnit(unit, figure.indicator.unit));
  const status = statusOf(text("status"));
  if (status === undefined)
    complain("status", { code: "entry.unknown-status", params: { found: text("status").slice(0, 60) } });
  const label = [text("indicator") || text("code"), text("place") || text("placeCode"), text("period")]
    .filter((one) => one !== "")
    .join(" · ");
  const value = cell("value");
  const row: EntryRow | null =
    code === undefined || !("id" in place) || status === undefined
      ? null
      : {
          ...{ indicator: code, place: place.id, period: text("period").slice(0, 40).padEnd(4) },
          value: typeof value === "number" ? value : String(value ?? "").slice(0, 60),
          status: status ?? figure?.status ?? "preliminary",
          reason: text("reason").slice(0, 300),
        };
  return { sheet: table.name.slice(0, 100), line, label: label.slice(0, 300), row, mistakes, spotOf };
}

/** undefined: no such word; null: nothing was said. */
function statusOf(text: string): EnteredStatus | null | undefined {
  if (text === "") return null;
  const found = (["estimated", "preliminary", "official"] as const).find((key) =>
    [statusNames[key].vi, statusNames[key].en, key].some((one) => plain(one) === plain(text)),
  );
  return found;
}

/** The column that a mistake is in. */
function columnOf({ code }: CodedMessage): ColumnKey {
  if (code.startsWith("entry.period")) return "period";
  if (code === "entry.unknown-status" || code === "entry.less-official") return "status";
  if (code === "entry.unknown-indicator" || code === "entry.not-entered") return "indicator";
  if (code === "entry.unknown-place" || code === "entry.other-place") return "place";
  return "value";
}

const refused = (mistakes: readonly TableMistake[]): CheckedRow => ({
  ...{ outcome: "refused", value: null, periodWords: null, current: null, previous: null, lastYear: null },
  messages: mistakes.slice(0, 8).map(({ message }) => message),
});

function sayTwice(
  checked: CheckedRow,
  { value, row }: { value: number; row: EntryRow | null },
  before: number | undefined,
  first: Read | undefined,
): void {
  const isSame = before === value && first?.row?.status === row?.status;
  checked.outcome = isSame ? "same" : "refused";
  const line = first?.line ?? 0;
  checked.messages = [
    isSame
      ? { code: "entry.twice-same", params: { line } }
      : { code: "entry.twice-different", params: { line, value: before ?? "?" } },
  ];
}
