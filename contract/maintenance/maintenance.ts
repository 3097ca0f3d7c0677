import { z } from "zod";
import { Id } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";

/** So many windows of a source may wait or last at once. */
export const mostWindows = 8;
/** So far ahead a window may begin or end. */
export const mostDaysAhead = 31;
/** What is over is still told, the newest of it. */
export const pastWindowsTold = 10;

/** A span in which a source's platform is meant to be down, as every screen is told it. */
export const PlannedDowntime = z.strictObject({ fromMs: EpochMs, untilMs: EpochMs });
export type PlannedDowntime = z.infer<typeof PlannedDowntime>;

const Sayer = z.strictObject({ role: z.string().max(20), name: z.string().max(100) });

/** The same with who said it and why, for those who run the wall. */
export const MaintenanceWindow = z.strictObject({
  id: z.uuid(),
  source: Id,
  fromMs: EpochMs,
  /** As it was said; it ends by itself then. */
  untilMs: EpochMs,
  reason: z.string().max(200),
  saidAtMs: EpochMs,
  saidBy: Sayer,
  /** Somebody ended it before its time, or took it back before it began; null otherwise. */
  ended: z.strictObject({ atMs: EpochMs, by: Sayer }).nullable(),
});
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>;

/** `GET /api/sources/:id/maintenance`, and the answer to saying and ending one. */
export const SourceMaintenance = z.strictObject({
  source: Id,
  /** In which times are read and told. */
  timeZone: z.string(),
  /** Those that wait or last, the earliest first. */
  windows: z.array(MaintenanceWindow),
  /** Those that are over, the newest first. */
  past: z.array(MaintenanceWindow),
});
export type SourceMaintenance = z.infer<typeof SourceMaintenance>;

/**
 * `POST /api/sources/:id/maintenance`. Times as people write them, in the site's zone: 17:00 · 17:00 28/11 · 28/11/2026 17:00 ·
 * 2026-11-28 17:00. 400 `maintenance.time-unreadable`, `maintenance.times-wrong`, `maintenance.too-far`; 404 `source.unknown`;
 * 409 `maintenance.too-many`.
 */
export const NewMaintenance = z.strictObject({
  /** Absent: now. */
  from: z.string().trim().max(40).optional(),
  until: z.string().trim().min(1).max(40),
  reason: z.string().trim().max(200).default(""),
});
export type NewMaintenance = z.input<typeof NewMaintenance>;

/** `DELETE /api/sources/:id/maintenance`; without `window`: those that last, or else the next one. 404 `maintenance.none`. */
export const EndedMaintenance = z.strictObject({ window: z.uuid().optional() });
