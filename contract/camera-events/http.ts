import { z } from "zod";
import { CameraEvent, CameraEventKind } from "../entities/camera-event.ts";
import { Id } from "../entities/text.ts";
import { AskedMs, maxSpanMs } from "../entities/time.ts";
import { IngestResult } from "../sources/http.ts";

/** What became of a call to `routes.cameraEventsOf`; answered once all that was accepted is on the disk. */
export const CameraEventsResult = IngestResult.omit({ readings: true }).extend({
  /** One for each event, in order. */
  events: IngestResult.shape.readings,
});
export type CameraEventsResult = z.infer<typeof CameraEventsResult>;

/** `GET routes.cameraEvents`, by role admin or operator: an event may hold a number plate. The latest first, by their own time. */
export const CameraEventQuery = z.strictObject({
  camera: Id.optional(),
  kind: CameraEventKind.optional(),
  /** Of the events' own time: from this moment on … */
  fromMs: AskedMs.optional(),
  /** … and before this one. */
  toMs: AskedMs.optional(),
  /** Those that had come by then; now when absent. */
  asOfMs: AskedMs.optional(),
  /** The number of the last one of the page before: those that follow it. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type CameraEventQuery = z.infer<typeof CameraEventQuery>;
export const CameraEventList = z.strictObject({ events: z.array(CameraEvent).max(200) });

/** `GET routes.mapEvents`, by who may see the wall. */
export const MapEventQuery = z.strictObject({
  /** Of the events' own time: at most so long ago. */
  withinMs: z.coerce.number().int().min(1_000).max(maxSpanMs),
  /** May stand several times. */
  kind: z.union([CameraEventKind, z.array(CameraEventKind).max(CameraEventKind.options.length)]),
});
export type MapEventQuery = z.infer<typeof MapEventQuery>;
