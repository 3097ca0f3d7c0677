import { z } from "zod";
import { wanted } from "../mistake-params.ts";

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A span as people write it in a profile, "30s", "5m", "12h", "450d"; parsed to milliseconds. */
export const Span = z
  .string()
  .regex(/^[1-9][0-9]{0,5}[smhd]$/)
  .transform((text) => Number(text.slice(0, -1)) * unitMs[text.slice(-1) as keyof typeof unitMs])
  .meta(wanted("span"));

/** The longest of them. */
export const maxSpanMs = 999_999 * unitMs.d;

/** Milliseconds since 1970-01-01T00:00Z, whole. */
export const EpochMs = z.int().min(0).max(8_640_000_000_000_000);

/** The same as it stands in an address. What lies beyond is no moment of the calendar (ECMA-262, time values). */
export const AskedMs = z.coerce.number().int().min(0).max(8_640_000_000_000_000);

/** A calendar day of the site, "2025-07-01": it begins at midnight of the site's own time. */
export const Day = z.iso.date().meta(wanted("day"));

/** @param offsetMs of the site's standard time from UTC @returns when a day begins, epoch ms */
export const dayStartMs = (day: string, offsetMs: number): number => Date.parse(`${day}T00:00:00Z`) - offsetMs;

/** An instant as platforms send it: ISO 8601 with an offset, or epoch milliseconds; parsed to epoch milliseconds. */
export const Instant = z
  .union([z.iso.datetime({ offset: true, local: false }).transform((text) => Date.parse(text)), EpochMs])
  .meta(wanted("instant"));
