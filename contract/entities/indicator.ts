import { z } from "zod";
import { breaks } from "../mistake-params.ts";
import { Derived } from "./derived.ts";
import { FreshnessRule } from "./freshness-rule.ts";
import { PlaceKind } from "./place.ts";
import { Id, Words } from "./text.ts";
import { Span } from "./time.ts";

/** A limit with a name people know it by. Crossing it upwards (`above`) or downwards (`below`) is what is abnormal. */
export const Threshold = z
  .strictObject({
    level: z.enum(["attention", "alarm"]),
    above: z.number().optional(),
    below: z.number().optional(),
    name: Words,
    /** What a place does then, in a word or two that follow its name: "ùn", "congested". For the scene's sentence. */
    says: Words.optional(),
  })
  .refine((t) => (t.above === undefined) !== (t.below === undefined), breaks("mistake.threshold-side"));
export type Threshold = z.infer<typeof Threshold>;

const Range = z.strictObject({ min: z.number(), max: z.number() });

export const Indicator = z.strictObject({
  code: Id,
  name: Words,
  unit: Words,
  sector: Id,
  /** Who answers for it: the id of one of the `units`, or any name. */
  owner: z.string().optional(),
  period: z.enum(["minute", "hour", "day", "month", "quarter", "year"]),
  /** The kinds of places it is counted at; readings of others are refused. Absent: anywhere. */
  places: z.array(PlaceKind).min(1).max(8).optional(),
  /**
   * Values of several places add up to that of all of them, and a part of a place has a part of its value: numbers of things
   * and sums of money do, percentages and levels do not. Only then are figures of former places converted to today's.
   */
  isAdditive: z.boolean().default(false),
  decimals: z.int().min(0).max(6),
  /** Growth rates carry their sign: "+8,06". */
  showsSign: z.boolean().default(false),
  good: z.enum(["up", "down", "neither"]).default("neither"),
  plan: z.number().optional(),
  thresholds: z.array(Threshold).max(8).default([]),
  /** Values outside are refused as implausible. */
  range: Range.optional(),
  /** Of single places in the stead of `range`: the level of one river is beyond all belief at another's station. */
  rangeAt: z.record(Id, Range).optional(),
  /**
   * Readings whose as-of time is longer ago when they arrive are refused as too old. Absent: anything goes, only that figures
   * by the minute and the hour are never taken further back than `retention.raw` of the profile.
   */
  oldestAfter: Span.optional(),
  /** Computed from other indicators; no source may send it then. */
  derived: Derived.optional(),
  /** So many hours ahead it is forecast, at every place where it has figures (`main/core/forecast`); absent: not at all. */
  forecastHours: z.int().min(1).max(12).optional(),
  freshness: FreshnessRule,
  /** Out of use: no source may send it and nothing is derived, while its history stays readable. A code is never used anew. */
  isRetired: z.boolean().default(false),
});
export type Indicator = z.infer<typeof Indicator>;
