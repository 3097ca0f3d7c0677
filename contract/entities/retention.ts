import { z } from "zod";
import { breaks } from "../mistake-params.ts";
import type { Indicator } from "./indicator.ts";
import { Span } from "./time.ts";

const dayMs = 86_400_000;

/**
 * How long figures by the minute and by the hour are kept in which detail. raw: every reading, with all its revisions; only
 * so far back can be asked what was known when · hourly: last, least, greatest, mean and number of each hour. After that
 * the same of each day, for ever. Figures by the day or a longer period are few and are kept as they came. Events of cameras
 * hold number plates, so they go after `cameraEvents`, whole; their pictures as soon as all of them take more than their room.
 * Reports of citizens go so long after their last change, dossiers that have ended likewise.
 */
export const Retention = z
  .strictObject({
    raw: Span.default(400 * dayMs),
    hourly: Span.default(1_830 * dayMs),
    cameraEvents: Span.default(90 * dayMs),
    citizenReports: Span.default(90 * dayMs),
    dossiers: Span.default(400 * dayMs),
    cameraEventPicturesMb: z.int().min(10).max(1_000_000).default(5_000),
  })
  .refine((rule) => rule.raw >= 2 * dayMs && rule.raw <= rule.hourly, breaks("mistake.retention"));
export type Retention = z.infer<typeof Retention>;

export const defaultRetention: Retention = Retention.parse({});

/** Whether its old readings are condensed to hours and days. */
export const isCondensed = (indicator: Pick<Indicator, "period">): boolean =>
  indicator.period === "minute" || indicator.period === "hour";
