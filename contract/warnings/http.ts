import { z } from "zod";
import { Words } from "../entities/text.ts";
import { Day, EpochMs } from "../entities/time.ts";
import { RiskLevel, Warning } from "./warning.ts";

/** So many that are over are told. */
export const endedWarningsTold = 100;

/** `GET routes.warnings`, by who may see the wall. */
export const WarningQuery = z.strictObject({
  /** Those that are over too: expired, cancelled or replaced. */
  ended: z.stringbool().default(false),
});

/** Where the levels of disaster risk stand, their words and colours. */
export const RiskLevels = z.strictObject({
  source: z.strictObject({
    title: Words,
    number: z.string(),
    date: Day,
    isVerified: z.boolean(),
    note: z.string(),
  }),
  levels: z.array(RiskLevel).min(1).max(5),
});
export type RiskLevels = z.infer<typeof RiskLevels>;

export const WarningList = z.strictObject({
  /** The gravest first. */
  warnings: z.array(Warning),
  /** More hold than are told. */
  isCut: z.boolean(),
  /** The latest first; none where they were not asked for. */
  ended: z.array(Warning),
  riskLevels: RiskLevels,
  asOfMs: EpochMs,
});
export type WarningList = z.infer<typeof WarningList>;
