import { z } from "zod";
import { CodedMessage } from "./coded-message.ts";

/** What a table can be handed over as. */
export const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const csvType = "text/csv";
/** Some 5,000 rows; more is no catalogue and no list of a province. */
export const maxTableBytes = 4_000_000;
/** More mistakes are counted, not told. */
export const toldMistakes = 500;

export const TableImportQuery = z.strictObject({
  /** "true": look for mistakes and changes, and import nothing. */
  check: z.enum(["true", "false"]).default("false"),
  /** Name of the file, kept so that people know which one it was. */
  file: z.string().max(200).default(""),
});

/** Where a mistake is: sheet by its name ("" in a CSV file); row and column as the program for tables counts them, "F" and 12. */
export const TableMistake = z.strictObject({
  sheet: z.string(),
  row: z.int().min(1),
  column: z.string(),
  heading: z.string(),
  message: CodedMessage,
});
export type TableMistake = z.infer<typeof TableMistake>;

/** The part of a report on an import that is the same for every table. */
export const tableReport = {
  /** refused: nothing was imported, because of `mistakes` · checked: nothing was imported, because only that was asked. */
  outcome: z.enum(["imported", "unchanged", "checked", "refused"]),
  /** The number it was imported under. */
  number: z.int().nullable(),
  mistakes: z.array(TableMistake).max(toldMistakes),
  mistakeCount: z.int(),
  warnings: z.array(CodedMessage).max(toldMistakes),
};

/** What going back from an import tells beside what counts then: what was changed by hand since and stays, what is missed now. */
export const tableUndone = { warnings: z.array(CodedMessage).max(toldMistakes) };
