import { z } from "zod";
import { collection } from "../kind.ts";
import { seriesKey } from "./series-key.ts";
import { Id } from "./text.ts";
import { EpochMs, Instant } from "./time.ts";

export { seriesKey } from "./series-key.ts";

/** ước tính · sơ bộ · chính thức · mô phỏng. */
export const ReadingStatus = z.enum(["estimated", "preliminary", "official", "simulated"]);
export type ReadingStatus = z.infer<typeof ReadingStatus>;

/** OPC UA's three words for what the source itself says of a value. */
export const Quality = z.enum(["good", "uncertain", "bad"]);

/** What a mapping must give for each value a platform sends. Unknown members are refused: they are usually misspellings. */
export const ReadingInput = z.strictObject({
  indicator: Id,
  /** Absent: the province as a whole. */
  place: Id.optional(),
  /** null says "no value": the platform was asked and has none. */
  value: z.union([z.number(), z.string().max(400), z.null()]),
  asOf: Instant,
  /**
   * When the platform issued this value: its own revision time, not the time of sending. It orders the revisions of one
   * instant, so that they may come in any order and any number of times. Without it the one that arrives last counts.
   */
  issuedAt: Instant.optional(),
  /** When given it must be the indicator's own unit (Vietnamese or English). */
  unit: z.string().optional(),
  status: ReadingStatus.optional(),
  quality: Quality.optional(),
  /** Only from another core: the source it had it from, and when that one had received it. */
  origin: z.strictObject({ source: Id, receivedAt: Instant }).optional(),
});
export type ReadingInput = z.infer<typeof ReadingInput>;

/**
 * A reading as stored and shown. Nothing is overwritten: a changed value for the same instant is a new revision, and the
 * one issued last counts. `revision` numbers them in the order they arrived, from 0.
 */
export const Reading = z.strictObject({
  indicator: Id,
  place: Id,
  value: z.union([z.number(), z.string(), z.null()]),
  asOfMs: EpochMs,
  receivedAtMs: EpochMs,
  /**
   * When the platform issued it; absent where it does not tell, which then is taken to be when it was received, and a
   * millisecond after the revision before it where both came at once.
   */
  issuedAtMs: EpochMs.optional(),
  revision: z.int().min(0),
  source: Id,
  /**
   * Where it came through another core, which `source` then names: that core's own source, and when that core received it. The
   * first of them, should there be more cores in between.
   */
  origin: z.strictObject({ source: Id, receivedAtMs: EpochMs }).optional(),
  status: ReadingStatus,
  quality: Quality,
});
export type Reading = z.infer<typeof Reading>;

export const SeriesKey = z
  .string()
  .max(161)
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*$/);

export const readingsKind = collection({
  name: "readings",
  schema: Reading,
  keyOf: ({ indicator, place }) => seriesKey(indicator, place),
  /** A later as-of time, or a later revision of the same instant: late arrivals are none. */
  supersedes: (one, shown) =>
    one.asOfMs > shown.asOfMs || (one.asOfMs === shown.asOfMs && one.revision > shown.revision),
  right: "read",
  scope: "series",
  belongs: "figure",
  rate: "at-once",
  isInEverySnapshot: true,
});
