import type { Language, Words } from "#contract/entities/text.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { type CellKind, wrongCell } from "./cells.ts";

/** What stands where in a workbook, for a row that was made of an `Item`. */
export type Column<Item> = {
  heading: Words;
  /** What it means, for the sheet that explains. */
  help: Words;
  /** Where a profile has it. */
  path: readonly string[];
  isRequired: boolean;
  /** In characters. */
  width: number;
  expected: Words;
  choices: readonly Words[] | undefined;
  write(item: Item, language: Language): string | number | null;
  read(cell: string | number): unknown;
  /** Of a cell that cannot be read; null for an empty one that may not be. */
  complaint(cell: string | number | null): CodedMessage;
};

export function column<Item, Value>(
  path: string,
  [vi, en]: readonly [string, string],
  width: number,
  kind: CellKind<Value>,
  pick: (item: Item) => Value,
  [helpVi, helpEn]: readonly [string, string],
  isRequired = false,
): Column<Item> {
  return {
    heading: { vi, en },
    help: { vi: helpVi, en: helpEn },
    path: path.split("."),
    isRequired,
    width,
    expected: kind.expected,
    choices: kind.choices,
    write: (item, language) => kind.write(pick(item), language),
    read: (cell) => kind.read(cell),
    complaint: (cell) => (cell === null ? undefined : kind.complaint?.(cell)) ?? wrongCell(kind.expected, cell),
  };
}

/** @param at from 0 @returns "A", "B", … "AA" */
export function columnLetter(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : `${columnLetter(Math.floor(at / 26) - 1)}${letter}`;
}
