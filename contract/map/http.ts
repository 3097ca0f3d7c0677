import { z } from "zod";
import { MapRole } from "../entities/map.ts";

/** The largest map file that is taken, of any kind. */
export const mapUploadLimitMb = 1_500;

/** `POST /api/map/import`, the file's bytes as the body. */
export const MapImportQuery = z.strictObject({
  /** The file's own name: it is shown, and never used as a path. */
  name: z.string().min(1).max(300),
  /** What it is for, where the file does not say it by itself. */
  as: MapRole.optional(),
  /** Only look, take nothing. */
  look: z.stringbool().default(false),
});
