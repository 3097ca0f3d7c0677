import { z } from "zod";
import { CameraEventKind } from "./camera-event.ts";
import { Id } from "./text.ts";
import { EpochMs } from "./time.ts";

/** More of them are no picture any more: the newest are told. */
export const mostIncidents = 500;

/**
 * Something that happened at a place, for the map of every screen: no plate, text or picture is in it. What people file and
 * citizens report is to join as origins of their own, each with what it has of a place and a kind.
 */
export const Incident = z.strictObject({
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
export type Incident = z.infer<typeof Incident>;

/** `GET routes.incidents`. `isCut`: there are older ones within the span. */
export const IncidentList = z.strictObject({
  incidents: z.array(Incident).max(mostIncidents),
  isCut: z.boolean(),
  /** What the span ends at. */
  asOfMs: EpochMs,
});
export type IncidentList = z.infer<typeof IncidentList>;
