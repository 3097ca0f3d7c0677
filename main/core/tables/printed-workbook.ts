import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import { withApostrophe } from "./csv.ts";

/** A moment on the site's own clock: workbooks know no zones. Epoch ms, moved by the zone's offset. */
export type LocalMoment = { localMs: number };
export type PrintedCell = string | number | null | LocalMoment;

/** A sheet that is read, not sent back. */
export type PrintedSheet = {
  name: string;
  /** Lines before the table; the first is its title. */
  notes: readonly (readonly PrintedCell[])[];
  headings: readonly string[];
  rows: readonly (readonly PrintedCell[])[];
  /** Of the columns, in characters. */
  widths: readonly number[];
};

const head = { fontWeight: "bold", backgroundColor: "#DDE5EC", wrap: true, alignVertical: "top" } as const;
const momentFormat = "dd/mm/yyyy hh:mm:ss";

/** Sheets as a workbook. A text that a program for tables would take for a formula has an apostrophe before it. */
export function printedWorkbookOf(sheets: readonly PrintedSheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, notes, headings, rows, widths }) => ({
      sheet: name,
      data: [
        ...notes.map((line, at) => line.map((value) => written(value, at === 0))),
        [],
        headings.map((value) => ({ value, ...head })),
        ...rows.map((row) => row.map((value) => written(value, false))),
      ] satisfies SheetData,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: notes.length + 2,
    })),
  ).toBuffer();
}

function written(value: PrintedCell, isTitle: boolean) {
  if (value === null) return null;
  if (typeof value === "object")
    return { value: new Date(value.localMs), type: Date, format: momentFormat, align: "left" as const };
  if (typeof value === "number") return { value };
  return { value: withApostrophe(value), ...(isTitle ? { fontWeight: "bold" as const, fontSize: 14 } : {}) };
}
