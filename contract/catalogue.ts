import { z } from "zod";
import { Id } from "./entities/text.ts";
import { AskedMs, EpochMs } from "./entities/time.ts";
import { tableReport, tableUndone } from "./tables.ts";

export const CatalogueExportQuery = z.strictObject({
  language: z.enum(["vi", "en"]).default("vi"),
  /** The one that counted at this moment; now when absent. */
  asOfMs: AskedMs.optional(),
});

/** An imported catalogue. Each has the next number; the greatest that was not undone counts. */
export const ImportedCatalogue = z.strictObject({
  number: z.int().min(1),
  importedAtMs: EpochMs,
  file: z.string(),
  indicators: z.int(),
});
export type ImportedCatalogue = z.infer<typeof ImportedCatalogue>;

/**
 * Which import the core works with, and which one the profile's files hold; null: what people wrote there. They differ only while the
 * files as a whole are not taken over, and in a past from before an import counted at once.
 */
export const CatalogueView = z.strictObject({
  inUse: ImportedCatalogue.nullable(),
  next: ImportedCatalogue.nullable(),
  /** Whether these differ. */
  isWaiting: z.boolean(),
});
export type CatalogueView = z.infer<typeof CatalogueView>;

export const CatalogueUndone = z.strictObject({ ...CatalogueView.shape, ...tableUndone });
export type CatalogueUndone = z.infer<typeof CatalogueUndone>;

export const CatalogueReport = z.strictObject({
  ...tableReport,
  /** Codes. Those that are in no row are retired, never deleted: their history stays readable. */
  added: z.array(Id),
  retired: z.array(Id),
  revived: z.array(Id),
  changed: z.array(z.strictObject({ code: Id, headings: z.array(z.string()) })),
});
export type CatalogueReport = z.infer<typeof CatalogueReport>;
