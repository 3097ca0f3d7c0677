import { z } from "zod";
import { EpochMs } from "./time.ts";

/** A file that a site has put beside its profile or its data to be shown; its own name, without a folder. */
export const SiteFileName = z
  .string()
  .max(120)
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._()-]*[\p{L}\p{M}\p{N})])?$/u)
  .refine((name) => !name.includes(".."));

export const SiteFileType = z.enum(["image/png", "image/jpeg", "image/webp", "application/pdf"]);
export type SiteFileType = z.infer<typeof SiteFileType>;

export const SiteFile = z.strictObject({
  name: SiteFileName,
  type: SiteFileType,
  bytes: z.int(),
  /** When the file was last changed, by its own clock. */
  changedAtMs: EpochMs,
});
export type SiteFile = z.infer<typeof SiteFile>;

/** Larger ones are not served. */
export const siteFileLimitBytes = 40 * 1024 * 1024;
/** Header that tells `changedAtMs` beside the bytes. */
export const changedAtHeader = "x-changed-at-ms";
