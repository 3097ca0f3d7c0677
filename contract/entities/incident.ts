import { z } from "zod";
import { CameraEventKind } from "./camera-event.ts";
import { CitizenReport } from "./citizen-report.ts";
import { Id } from "./text.ts";
import { EpochMs } from "./time.ts";

/** More of them are no picture any more: the newest are told. */
export const mostIncidents = 500;
/** They stand for weeks, where events of cameras pass within a day. */
export const mostReportsTold = 2_000;

/** Something that a camera's platform saw happen, for the map of every screen: no plate, text or picture is in it. */
export const CameraIncident = z.strictObject({
  origin: z.literal("camera"),
  /** Of the event; with the origin it names the incident. */
  number: z.int().min(1),
  kind: CameraEventKind,
  /** Where: the camera's position. */
  camera: Id,
  atMs: EpochMs,
  source: Id,
  isSimulated: z.boolean(),
});
export type CameraIncident = z.infer<typeof CameraIncident>;

/** What a citizen has reported, for the map of every screen: its kind, place, time and state. */
export const ReportIncident = z.strictObject({
  origin: z.literal("report"),
  ...CitizenReport.pick({
    ...{ number: true, source: true, service: true, state: true, position: true },
    ...{ updatedAtMs: true, dueAtMs: true, isSimulated: true },
  }).shape,
  /** When it was made. */
  atMs: EpochMs,
});
export type ReportIncident = z.infer<typeof ReportIncident>;

/** Something that happened at a place. What people file is to join as an origin of its own. */
export const Incident = z.discriminatedUnion("origin", [CameraIncident, ReportIncident]);
export type Incident = z.infer<typeof Incident>;

/** `GET routes.incidents`. `isCut`: there are older ones within the span. */
export const IncidentList = z.strictObject({
  incidents: z.array(CameraIncident).max(mostIncidents),
  isCut: z.boolean(),
  /** What the span ends at. */
  asOfMs: EpochMs,
});
export type IncidentList = z.infer<typeof IncidentList>;

/** `GET routes.reportIncidents`. */
export const ReportIncidentList = z.strictObject({
  ...IncidentList.shape,
  incidents: z.array(ReportIncident).max(mostReportsTold),
});
export type ReportIncidentList = z.infer<typeof ReportIncidentList>;
