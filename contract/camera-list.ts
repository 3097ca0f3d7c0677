import { z } from "zod";
import { Id } from "./entities/text.ts";
import { EpochMs } from "./entities/time.ts";
import { tableReport, tableUndone } from "./tables.ts";

const cell = z.string().trim().max(500);

export const CameraListExportQuery = z.strictObject({
  language: z.enum(["vi", "en"]).default("vi"),
  format: z.enum(["xlsx", "csv"]).default("xlsx"),
});

/** An imported list. Each has the next number. */
export const ImportedCameraList = z.strictObject({
  number: z.int().min(1),
  importedAtMs: EpochMs,
  file: z.string(),
  /** That it added or changed. */
  cameras: z.int(),
});
export type ImportedCameraList = z.infer<typeof ImportedCameraList>;

/** Which import the core works with, and which one the profile's files hold, as of a catalogue; null: none that was not taken back. */
export const CameraListView = z.strictObject({
  inUse: ImportedCameraList.nullable(),
  next: ImportedCameraList.nullable(),
  /** Whether these differ. */
  isWaiting: z.boolean(),
  /** How many cameras there are now. */
  cameras: z.int(),
});
export type CameraListView = z.infer<typeof CameraListView>;

export const CameraListUndone = z.strictObject({ ...CameraListView.shape, ...tableUndone });
export type CameraListUndone = z.infer<typeof CameraListUndone>;

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
  /** Ids. Those that are in no row stay as they are. */
  added: z.array(Id),
  changed: z.array(z.strictObject({ id: Id, headings: z.array(z.string()) })),
  /** How many cameras there are with it. */
  cameras: z.int(),
});
export type CameraListReport = z.infer<typeof CameraListReport>;
