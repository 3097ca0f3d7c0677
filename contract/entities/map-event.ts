import { z } from "zod";
import { CameraEventKind } from "./camera-event.ts";
import { CitizenReport } from "./citizen-report.ts";
import { Id } from "./text.ts";
import { EpochMs } from "./time.ts";

/** More of them are no picture any more: the newest are told. */
export const mostMapEvents = 500;
/** They stand for weeks, where events of cameras pass within a day. */
export const mostReportsTold = 2_000;

/** Something that a camera's platform saw happen, for the map of every screen: no plate, text or picture is in it. */
export const CameraMapEvent = z.strictObject({
  origin: z.literal("camera"),
  /** Of the event; with the origin it names the event. */
  number: z.int().min(1),
  kind: CameraEventKind,
  /** Where: the camera's position. */
  camera: Id,
  atMs: EpochMs,
  source: Id,
  isSimulated: z.boolean(),
});
export type CameraMapEvent = z.infer<typeof CameraMapEvent>;

/** What a citizen has reported, for the map of every screen: its kind, place, time and state. */
export const ReportMapEvent = z.strictObject({
  origin: z.literal("report"),
  ...CitizenReport.pick({
    ...{ number: true, source: true, service: true, state: true, position: true },
    ...{ updatedAtMs: true, dueAtMs: true, isSimulated: true },
  }).shape,
  /** When it was made. */
  atMs: EpochMs,
});
export type ReportMapEvent = z.infer<typeof ReportMapEvent>;

/** Something that happened at a place. What people file is to join as an origin of its own. */
export const MapEvent = z.discriminatedUnion("origin", [CameraMapEvent, ReportMapEvent]);
export type MapEvent = z.infer<typeof MapEvent>;

/** `GET routes.mapEvents`. `isCut`: there are older ones within the span. */
export const MapEventList = z.strictObject({
  mapEvents: z.array(CameraMapEvent).max(mostMapEvents),
  isCut: z.boolean(),
  /** What the span ends at. */
  asOfMs: EpochMs,
});
export type MapEventList = z.infer<typeof MapEventList>;

/** `GET routes.reportMapEvents`. */
export const ReportMapEventList = z.strictObject({
  ...MapEventList.shape,
  mapEvents: z.array(ReportMapEvent).max(mostReportsTold),
});
export type ReportMapEventList = z.infer<typeof ReportMapEventList>;
