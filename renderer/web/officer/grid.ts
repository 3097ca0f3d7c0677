import type { CheckedRow, EntryRow, ExpectedFigure } from "#contract/entry/entry.ts";
import type { EntryReport, EntryTable, EntryTableRow, FigureDraft } from "#contract/entry/http.ts";
import type { TableMistake } from "#contract/tables.ts";
import { inLanguage } from "../../i18n/bundles.ts";
import { isReady, keyOf } from "./subject.ts";

/** A row of a table on its way: as it stood in a file, or as one is expected. */
export type GridRow = {
  id: string;
  /** Of the file; null: it is one of what is expected. */
  line: number | null;
  label: string;
  unit: string;
  row: EntryRow | null;
  /** null: nothing is typed, or what is typed is being checked. */
  checked: CheckedRow | null;
  mistakes: readonly TableMistake[];
  /** Of what is expected: its draft. */
  draft: string | null;
  decimals: number;
};

export const rowsOfTable = ({ rows }: EntryTable): GridRow[] =>
  rows.map((one: EntryTableRow) => ({
    ...{ id: `${one.sheet}/${one.line}`, line: one.line, label: one.label, unit: "" },
    ...{ row: one.row, checked: one.checked, mistakes: one.mistakes, draft: null, decimals: 6 },
  }));

/** A row for each figure that is expected and not there, with what was typed of it before. */
export const rowsExpected = (
  figures: readonly ExpectedFigure[],
  drafts: (key: string) => FigureDraft | undefined,
  language: string,
): GridRow[] =>
  figures
    .filter(({ state }) => state !== "entered")
    .map((figure) => {
      const key = keyOf(figure);
      const draft = drafts(key);
      const { name, placeName, periodWords, unit } = figure;
      const { indicator, place, period, decimals, status } = figure;
      return {
        ...{ id: key, line: null, unit: inLanguage(unit, language), decimals, draft: key, mistakes: [], checked: null },
        label: [name, placeName, periodWords].map((words) => inLanguage(words, language)).join(" · "),
        row: {
          ...{ indicator, place, period, value: draft?.value ?? "" },
          ...{ status: draft?.status ?? status, reason: draft?.reason ?? "" },
        },
      };
    });

export const isFilled = ({ row }: GridRow): boolean => row === null || String(row.value).trim() !== "";
export const isBad = (one: GridRow): boolean =>
  isFilled(one) && (one.checked?.outcome === "refused" || one.checked?.outcome === "needs-reason");
export const isGood = ({ checked, row }: GridRow): boolean => row !== null && isReady(checked ?? undefined);

/**
 * The rows as they are shown: of a file those first that were wrong when the list was made, of what is expected in its own order. A row that is mended
 * stays where it is: somebody is still typing in it.
 * @param wrong ids of rows that were wrong when the list was made
 */
export const shownRows = (rows: readonly GridRow[], wrong: ReadonlySet<string>, isOnlyWrong: boolean): GridRow[] => {
  const isFirst = ({ id }: GridRow) => wrong.has(id);
  if (isOnlyWrong) return rows.filter((one) => isFirst(one) || isBad(one));
  if (rows.some(({ draft }) => draft !== null)) return [...rows];
  return [...rows].sort((one, other) => Number(isFirst(other)) - Number(isFirst(one)));
};

export type Counts = Record<CheckedRow["outcome"], number>;
export function countsOf(rows: readonly GridRow[]): Counts {
  const counts: Counts = { new: 0, correction: 0, same: 0, "needs-reason": 0, refused: 0 };
  for (const { checked } of rows) if (checked !== null) counts[checked.outcome] += 1;
  return counts;
}

/** The same rows with another value, status or reason in some; those have to be checked anew. */
export const changedRows = (
  rows: readonly GridRow[],
  changes: ReadonlyMap<string, Partial<Pick<EntryRow, "value" | "status" | "reason">>>,
): GridRow[] =>
  rows.map((one) => {
    const change = changes.get(one.id);
    return change === undefined || one.row === null
      ? one
      : { ...one, row: { ...one.row, ...change }, checked: null, mistakes: [] };
  });

/** With what a check says of rows that are still as they were asked about. */
export const checkedRows = (
  rows: readonly GridRow[],
  asked: readonly GridRow[],
  told: readonly CheckedRow[],
): GridRow[] => {
  const found = new Map(asked.map(({ id, row }, at) => [id, { row, checked: told[at] }]));
  return rows.map((one) => {
    const own = found.get(one.id);
    return own?.checked === undefined || own.row !== one.row ? one : { ...one, checked: own.checked };
  });
};

/**
 * What was pasted into a cell of the column of values, from there on down as the rows are shown: a column of a program for tables, one number a
 * line. "columns": which of several is meant nobody knows. "too-long": there are more numbers than rows. null: it is one value, as any that is typed.
 */
export function pastedDown(
  rows: readonly GridRow[],
  from: string,
  text: string,
): Map<string, { value: string }> | "columns" | "too-long" | null {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  if (lines.some((line) => line.trim().includes("\t"))) return "columns";
  if (lines.length < 2) return null;
  const at = rows.findIndex(({ id }) => id === from);
  const below = rows.slice(at).filter(({ row }) => row !== null);
  if (lines.length > below.length) return "too-long";
  return new Map(
    below.slice(0, lines.length).map(({ id }, index) => [id, { value: (lines[index] ?? "").trim().slice(0, 60) }]),
  );
}

/** What is left after a deed: rows that were taken are gone; of one that was refused as a whole each says why. */
export function leftOver(rows: readonly GridRow[], sent: readonly GridRow[], report: EntryReport): GridRow[] {
  const at = new Map(sent.map(({ id }, index) => [id, index]));
  return rows.flatMap((one): GridRow[] => {
    const index = at.get(one.id);
    if (index === undefined) return [one];
    const result = report.rows[index];
    if (report.outcome === "taken" && result?.outcome !== "left") return [];
    if (result === undefined || result.messages.length === 0 || one.checked === null) return [one];
    return [{ ...one, checked: { ...one.checked, outcome: "refused", messages: result.messages } }];
  });
}
