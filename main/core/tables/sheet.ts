import type { Language, Words } from "#contract/entities/text.ts";
import type { Column } from "./columns.ts";

/** A sheet that people change, written once for its rows. */
export type WrittenSheet = {
  name: Words;
  columns: readonly Pick<Column<unknown>, "heading" | "help" | "expected" | "isRequired" | "choices" | "width">[];
  /** Of each row, in the order of the columns. */
  rows: readonly (string | number | null)[][];
  /** A list to look something up in is not explained. */
  isReference?: boolean;
};

/** The rows of some items as a sheet. */
export function sheetOf<Item>(
  name: Words,
  columns: readonly Column<Item>[],
  items: readonly Item[],
  language: Language,
): WrittenSheet {
  return { name, columns, rows: items.map((item) => columns.map((column) => column.write(item, language))) };
}
