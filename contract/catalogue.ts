import { z } from "zod";
import { CodedMessage } from "./coded-message.ts";
import { Id } from "./entities/text.ts";
import { EpochMs } from "./entities/time.ts";

/** What the catalogue of indicators can be handed over as. */
export const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** Some 5,000 indicators; more is no catalogue of a province. */
export const maxWorkbookBytes = 4_000_000;
/** More mistakes are counted, not told. */
export const toldMistakes = 500;

export const CatalogueExportQuery = z.strictObject({ language: z.enum(["vi", "en"]).default("vi") });
export const CatalogueImportQuery = z.strictObject({
  /** "true": look for mistakes and changes, and import nothing. */
  check: z.enum(["true", "false"]).default("false"),
  /** Name of the file, kept so that people know which one it was. */
  file: z.string().max(200).default(""),
});

/** An imported catalogue. Each has the next number; the greatest counts from the next start on. */
export const ImportedCatalogue = z.strictObject({
  number: z.int().min(1),
  importedAtMs: EpochMs,
  file: z.string(),
  indicators: z.int(),
});
export type ImportedCatalogue = z.infer<typeof ImportedCatalogue>;

/** Which catalogue the core works with, and which one it will take at its next start; null: that of the profile. */
export const CatalogueView = z.strictObject({
  inUse: ImportedCatalogue.nullable(),
  next: ImportedCatalogue.nullable(),
  /** Whether these differ. */
  isWaiting: z.boolean(),
});
export type CatalogueView = z.infer<typeof CatalogueView>;

/** Where a mistake is: sheet by its name; row and column as the program for tables counts them, "F" and 12. */
export const CatalogueMistake = z.strictObject({
  sheet: z.string(),
  row: z.int().min(1),
  column: z.string(),
  heading: z.string(),
  message: CodedMessage,
});
export type CatalogueMistake = z.infer<typeof CatalogueMistake>;

export const CatalogueReport = z.strictObject({
  /** refused: nothing was imported, because of `mistakes` · checked: nothing was imported, because only that was asked. */
  outcome: z.enum(["imported", "unchanged", "checked", "refused"]),
  /** The number it was imported under. */
  number: z.int().nullable(),
  /** Codes. Those that are in no row are retired, never deleted: their history stays readable. */
  added: z.array(Id),
  retired: z.array(Id),
  revived: z.array(Id),
  changed: z.array(z.strictObject({ code: Id, headings: z.array(z.string()) })),
  mistakes: z.array(CatalogueMistake).max(toldMistakes),
  mistakeCount: z.int(),
  warnings: z.array(CodedMessage).max(toldMistakes),
});
export type CatalogueReport = z.infer<typeof CatalogueReport>;
