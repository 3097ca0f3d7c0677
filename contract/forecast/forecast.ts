import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { seriesKey } from "../entities/series-key.ts";
import { Id } from "../entities/text.ts";
import { Day, EpochMs } from "../entities/time.ts";
import { collection } from "../kind.ts";

/** What one moment to come is expected to have, in the indicator's unit. */
export const ForecastPoint = z.strictObject({
  forMs: EpochMs,
  value: z.number(),
  /** The band, of which the method's edition says how often it is to hold the value (of ten times eight). */
  low: z.number(),
  high: z.number(),
});
export type ForecastPoint = z.infer<typeof ForecastPoint>;

/** How far off forecasts were that were issued before, beside those of saying that all stays as it was, on the very same moments. */
export const MeasuredError = z.strictObject({
  /** So many hours ahead; absent: all of them together. */
  hours: z.int().min(1).optional(),
  /** Moments forecast of which it is known what came. */
  count: z.int().min(0),
  /** Mean of what it was off, in the indicator's unit. */
  meanError: z.number().min(0),
  /** The same of the figure that stood when the forecast was made: one hour ahead that is "as an hour ago". */
  asBeforeError: z.number().min(0),
  /** What part of them came within the band, 0 to 1. */
  within: z.number().min(0).max(1),
});
export type MeasuredError = z.infer<typeof MeasuredError>;

export const ForecastError = z.strictObject({
  /** Of what was forecast for moments from here on, up to `toMs`. */
  fromMs: EpochMs,
  toMs: EpochMs,
  all: MeasuredError,
  byHours: z.array(MeasuredError),
  /** Moments forecast of which nobody knows what came: the figure was missing then. */
  unknown: z.int().min(0),
});
export type ForecastError = z.infer<typeof ForecastError>;

/** The forecast of one series that was issued last, or why there is none. */
export const Forecast = z.strictObject({
  indicator: Id,
  place: Id,
  /** When the core made it. */
  issuedAtMs: EpochMs,
  /** Up to here it knows the past: a whole step of the clock. */
  baseMs: EpochMs,
  /** The figure at the base, and as of when; null where there was none. */
  basis: z.strictObject({ asOfMs: EpochMs, value: z.number() }).nullable(),
  /** By which way it was made, and the day of its numbers; null without a forecast. */
  method: z.strictObject({ name: Id, edition: Day }).nullable(),
  /** The next hours, the nearest first; none where there is no forecast. */
  points: z.array(ForecastPoint).max(24),
  /** Why there is no forecast; null where there is one. */
  refusal: CodedMessage.nullable(),
  /** A figure that it was made of is simulated: so is the forecast. */
  isSimulated: z.boolean(),
  /** null: nothing of what was forecast has come to pass yet. */
  error: ForecastError.nullable(),
});
export type Forecast = z.infer<typeof Forecast>;

export const forecastsKind = collection({
  name: "forecasts",
  schema: Forecast,
  keyOf: ({ indicator, place }) => seriesKey(indicator, place),
  right: "read",
  scope: "series",
  belongs: "figure",
  rate: { perSecond: 2 },
  isHandedOn: true,
});
