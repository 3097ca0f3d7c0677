import { z } from "zod";
import { Id, Words } from "../entities/text.ts";
import { Day } from "../entities/time.ts";

/** Where the numbers of an edition stand. `isVerified` is false for what nobody has read in the official text. */
export const CalculationSource = z.strictObject({
  title: Words,
  /** Of the law or decision, such as "1459/QĐ-TCMT"; absent: there is none, somebody has chosen. */
  number: z.string().min(1).max(80).optional(),
  /** When it was signed, or chosen. */
  date: Day,
  isVerified: z.boolean(),
  /** What of it is not verified, and what was taken instead. */
  note: z.string().min(1).max(1_000).optional(),
});
export type CalculationSource = z.infer<typeof CalculationSource>;

export const CalculationInput = z.strictObject({
  name: Id,
  label: Words,
  /** Vietnamese units that an indicator may be counted in to be taken; the first is told where another is found. */
  units: z.array(z.string().min(1).max(40)).min(1).max(12),
  /** A profile may leave it out. */
  isOptional: z.boolean().default(false),
  /**
   * Over hours: there is a figure whenever one of these has one, whatever the others have, which then come in as they are there.
   * At least one input has it.
   */
  isLeading: z.boolean().default(false),
});
export type CalculationInput = z.infer<typeof CalculationInput>;

/** Further back than this the year of a province had another shape. */
export const mostYearsTaken = 6;

/**
 * What of each input is taken. newest: one value each, of one time (decision 10) · hours: of so many hours up to the figure's,
 * its own first · day: the 24 hours of a day that is over. The value as of 01:00 is that of the hour from 00:00 to 01:00 · years:
 * month by month from the figure's own back to the January of so many years, its own counted; of an input by the year the value of
 * that year alone.
 */
export const Taking = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("newest") }),
  z.strictObject({ kind: z.literal("hours"), count: z.int().min(2).max(48) }),
  z.strictObject({ kind: z.literal("day") }),
  z.strictObject({ kind: z.literal("years"), count: z.int().min(1).max(mostYearsTaken) }),
]);
export type Taking = z.infer<typeof Taking>;

/** A calculation as it is to be made from one day to another: which formula, with which numbers, and who says so. */
export const Edition = z.strictObject({
  /** The calculation's; what a profile names. */
  calculation: Id,
  name: Words,
  effectiveFrom: Day,
  /** The first day on which it no longer holds; absent: until the next edition, or for good. */
  effectiveUntil: Day.optional(),
  source: CalculationSource,
  /** The function in the program that computes it. */
  formula: Id,
  taking: Taking.default({ kind: "newest" }),
  inputs: z.array(CalculationInput).min(1).max(32),
  /** Vietnamese units that its result may be said to have. */
  units: z.array(z.string().min(1).max(40)).min(1).max(12),
  /** Checked by the formula. */
  parameters: z.record(z.string(), z.unknown()).default({}),
});
export type Edition = z.infer<typeof Edition>;

/** So many editions a site may add to those of the program. */
export const mostEditions = 200;

/**
 * An edition as a profile states it: numbers of its own with who says so. What it leaves out, single parameters too, is as in the
 * program's edition of that day; one of the same day takes that one's place.
 */
export const SiteEdition = z.strictObject({
  calculation: Id,
  effectiveFrom: Day,
  effectiveUntil: Day.optional(),
  source: CalculationSource,
  parameters: z.record(z.string(), z.unknown()).default({}),
  name: Words.optional(),
  formula: Id.optional(),
  taking: Taking.optional(),
  inputs: Edition.shape.inputs.optional(),
  units: Edition.shape.units.optional(),
});
export type SiteEdition = z.infer<typeof SiteEdition>;
