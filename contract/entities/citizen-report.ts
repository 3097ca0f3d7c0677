import { z } from "zod";
import { Id } from "./text.ts";
import { EpochMs, Instant } from "./time.ts";

export const CitizenReportState = z.enum(["open", "closed"]);
export type CitizenReportState = z.infer<typeof CitizenReportState>;

/** Servers that were made for XML write what they do not know as null or as an empty text. */
const given = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === null || value === "" ? undefined : value), schema.optional());
const Name = z.string().trim().min(1).max(200);

/**
 * A report as Open311 GeoReport v2 tells it (`GET requests.json`, https://wiki.open311.org/GeoReport_v2), or as the source's
 * mapping makes it of what the platform says. Whatever else a report holds (its text, address and pictures, and whoever made
 * it) is dropped here and reaches nothing behind it.
 */
export const CitizenReportInput = z.object({
  /** The platform's own id: what comes again under it is the same report. */
  service_request_id: given(z.union([z.string().trim().min(1).max(200), z.number().transform(String)])),
  status: z.preprocess((value) => (typeof value === "string" ? value.trim().toLowerCase() : value), CitizenReportState),
  service_code: given(z.union([Name, z.number().transform(String)])),
  service_name: given(Name),
  /** WGS 84, degrees, as a number or as its text. What is no position is told from what is none at all. */
  lat: z.unknown().optional(),
  long: z.unknown().optional(),
  requested_datetime: Instant,
  updated_datetime: given(Instant),
  /** By when it is to be dealt with. */
  expected_datetime: given(Instant),
  agency_responsible: given(Name),
});
export type CitizenReportInput = z.infer<typeof CitizenReportInput>;

/** A report as kept: what it is about, where, since when and how far it is; nothing that anybody wrote, and nobody's name. */
export const CitizenReport = z.strictObject({
  /** In the order in which they first came. */
  number: z.int().min(1),
  source: Id,
  id: z.string(),
  /** The name of its kind, as the platform writes it. */
  service: z.string(),
  state: CitizenReportState,
  /** null: the platform tells none. */
  position: z.strictObject({ lat: z.number(), lon: z.number() }).nullable(),
  requestedAtMs: EpochMs,
  /** When the platform last changed it; when it was made where that is not told. */
  updatedAtMs: EpochMs,
  dueAtMs: EpochMs.nullable(),
  agency: z.string().nullable(),
  /** When this state of it came. */
  receivedAtMs: EpochMs,
  isSimulated: z.boolean(),
});
export type CitizenReport = z.infer<typeof CitizenReport>;
