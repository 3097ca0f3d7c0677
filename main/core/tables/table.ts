import { parse } from "csv-parse/sync";

/** A row by column heading. Cells are trimmed text in NFC; an empty cell is "". */
export type Row = Record<string, string>;

export type Delimiter = "," | ";" | "\t";

/** Beyond this a sheet is no report; reading it would hold everything else up. */
export const maxRows = 200_000;

/** A table has more rows than are read; half a table would be a wrong one. */
export class TooManyRows extends Error {
  readonly rows: number;
  constructor(rows: number) {
    super(`${rows} > ${maxRows}`);
    this.rows = rows;
  }
}

/** Tried in this order when as many lines speak for one as for another: commas also stand in numbers and sentences. */
const delimiters: readonly Delimiter[] = [";", "\t", ","];
const linesLookedAt = 50;

/** @throws TooManyRows, and Error in csv-parse's words when quotes are not closed, and the like */
export function csvTable(
  text: string,
  delimiter: Delimiter = guessDelimiter(text),
  { keepsEmptyLines = false } = {},
): string[][] {
  let rows = 0;
  const table = parse(text, {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: !keepsEmptyLines,
    // Counted to the end, and no more of them held than would be given.
    on_record: (record: string[]) => (++rows > maxRows ? null : record),
  }) as string[][];
  if (rows > maxRows) throw new TooManyRows(rows);
  return table;
}

/** The delimiter that cuts the most lines into the same number of cells, more than one. */
export function guessDelimiter(text: string): Delimiter {
  const lines = text.split(/\r?\n/, linesLookedAt).filter((line) => line.trim() !== "");
  let best: { delimiter: Delimiter; lines: number } = { delimiter: ",", lines: 0 };
  for (const delimiter of delimiters) {
    const byCount = new Map<number, number>();
    for (const line of lines) {
      const count = countOutsideQuotes(line, delimiter);
      if (count > 0) byCount.set(count, (byCount.get(count) ?? 0) + 1);
    }
    const agreeing = Math.max(0, ...byCount.values());
    if (agreeing > best.lines) best = { delimiter, lines: agreeing };
  }
  return best.delimiter;
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let count = 0;
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) count++;
  }
  return count;
}

/**
 * Rows as objects. The heading is the first row with at least two cells filled, since reports begin with a title.
 * A column without a heading is called "#3" after its place, a heading that comes again "Tên (2)".
 */
export function rowsByHeading(table: readonly (readonly unknown[])[]): Row[] {
  const cells = table.map((row) => row.map(cellText));
  const at = cells.findIndex((row) => row.filter((cell) => cell !== "").length >= 2);
  const heading = cells[at];
  if (heading === undefined) return [];
  const seen = new Map<string, number>();
  const names = heading.map((cell, index) => {
    const name = cell === "" ? `#${index + 1}` : cell.replace(/\s+/g, " ");
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
  return cells
    .slice(at + 1)
    .filter((row) => row.some((cell) => cell !== ""))
    .map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ""])));
}

/** Dates of a sheet have no time zone: they come as ISO without an offset, which the mapping adds. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().replace(/(?:\.000)?Z$/, "");
  return String(cell).normalize("NFC").replaceAll("\u00a0", " ").trim();
}
