import { z } from "zod";
import { Id } from "./entities/text.ts";
import { EpochMs } from "./entities/time.ts";
import { tableReport } from "./tables.ts";

const cell = z.string().trim().max(500);

export const CameraListExportQuery = z.strictObject({
  language: z.enum(["vi", "en"]).default("vi"),
  format: z.enum(["xlsx", "csv"]).default("xlsx"),
});

/** An imported list. Each has the next number; the greatest counts, over the profile's own cameras. */
export const ImportedCameraList = z.strictObject({
  number: z.int().min(1),
  importedAtMs: EpochMs,
  file: z.string(),
  /** That it adds to the profile's or has otherwise than it. */
  cameras: z.int(),
});
export type ImportedCameraList = z.infer<typeof ImportedCameraList>;

/** Which list counts; null: the profile's cameras alone. */
export const CameraListView = z.strictObject({
  inUse: ImportedCameraList.nullable(),
  /** How many cameras there are now, the profile's own among them. */
  cameras: z.int(),
});
export type CameraListView = z.infer<typeof CameraListView>;

/**
 * `POST routes.cameraListCameras`: one camera more, checked as a row of a table is and answered by a `CameraListReport`. Texts as a person
 * writes them into the cells; `secret`: the NAME of a password.
 */
export const AddedCamera = z.strictObject({
  id: cell,
  name: cell,
  url: cell,
  sub: cell.optional(),
  username: cell.optional(),
  secret: cell.optional(),
  /** Its ONVIF device service, where it is to be moved by it. */
  onvif: cell.optional(),
});
export type AddedCamera = z.infer<typeof AddedCamera>;

export const CameraListReport = z.strictObject({
  ...tableReport,
  /** Ids. Those that are in no row are removed, but for the profile's own. */
  added: z.array(Id),
  removed: z.array(Id),
  changed: z.array(z.strictObject({ id: Id, headings: z.array(z.string()) })),
  /** How many cameras there are with it, the profile's own among them. */
  cameras: z.int(),
});
export type CameraListReport = z.infer<typeof CameraListReport>;
