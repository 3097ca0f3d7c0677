import { z } from "zod";

const Shape = z.array(z.number().positive()).length(12);

/** An amount that grows and has its seasons; `tet`: what the month of the lunar new year is multiplied by. */
export const Amount = z.strictObject({
  /** A month's on the average of the first year. */
  base: z.number().positive(),
  /** A year, as a ratio. */
  growth: z.number(),
  shape: Shape,
  tet: z.number().positive(),
  /** By so much, as a ratio, the first estimate may be off. */
  revision: z.number().min(0),
});
export type Amount = z.infer<typeof Amount>;

const labelled = { label: z.string().min(1), unit: z.string().min(1), decimals: z.int().min(0).max(3) };

export const Line = z.discriminatedUnion("kind", [
  z.strictObject({ ...labelled, kind: z.literal("amount"), ...Amount.shape }),
  z.strictObject({
    ...labelled,
    kind: z.literal("rate"),
    mean: z.number(),
    yearly: z.number().min(0),
    monthly: z.number().min(0),
    /** Added in the month of the lunar new year, points. */
    tet: z.number(),
    revision: z.number().min(0),
  }),
  z.strictObject({ ...labelled, kind: z.literal("to-date"), of: z.string().min(1) }),
  /** Chained from a line of changes on the month before: an index of `base` at its beginning, or the change on the year before, %. */
  z.strictObject({
    ...labelled,
    kind: z.literal("chained"),
    of: z.string().min(1),
    against: z.enum(["base", "last-year"]),
    base: z.number().positive().default(100),
  }),
]);
export type Line = z.infer<typeof Line>;

const Plan = z.strictObject({
  label: z.string().min(1),
  of: z.string().min(1),
  times: z.number().positive(),
  round: z.number().positive(),
});

const Month = z.string().regex(/^\d{4}-\d{2}$/);
const days = z.int().min(1).max(60);
export const StatisticsEvent = z.discriminatedUnion("kind", [
  z.strictObject({ month: Month, kind: z.literal("late"), days }),
  z.strictObject({ month: Month, kind: z.literal("empty"), days }),
  z.strictObject({ month: Month, kind: z.literal("repeated"), days }),
  z.strictObject({ month: Month, kind: z.literal("wrong"), days, line: z.string(), times: z.number().positive() }),
  z.strictObject({ month: Month, kind: z.literal("revised"), days, line: z.string(), times: z.number().positive() }),
]);
export type StatisticsEvent = z.infer<typeof StatisticsEvent>;

const year = z.int().min(2000).max(2100);
const monthDay = { day: z.int().min(1).max(31), month: z.int().min(1).max(12) };

export const StatisticsScript = z.strictObject({
  firstYear: year,
  publishDay: z.int().min(1).max(31),
  yearbook: z.strictObject(monthDay),
  lines: z.array(Line).min(1).max(60),
  quarterly: z.array(Line).max(20),
  plans: z.array(Plan).max(20),
  events: z.array(StatisticsEvent).max(200),
});
export type StatisticsScript = z.infer<typeof StatisticsScript>;

export const CustomsScript = z.strictObject({
  firstYear: year,
  publishDay: z.int().min(1).max(31),
  settledDay: z.int().min(1).max(28),
  finalMonth: monthDay.month,
  finalDay: monthDay.day,
  exports: Amount,
  imports: Amount,
  revenuePerImport: z.number().positive(),
  plan: z.strictObject({ times: z.number().positive(), round: z.number().positive() }),
  empty: z.array(z.strictObject({ from: z.coerce.date(), hours: z.number().positive() })).max(50),
});
export type CustomsScript = z.infer<typeof CustomsScript>;

/** What the treasury says of months beside its days. */
export const TreasuryScript = z.strictObject({
  firstYear: year,
  /** Per cent of the year's funds that the plan has paid out by the end of each month. */
  progress: z.array(z.number().min(0).max(100)).length(12),
});
export type TreasuryScript = z.infer<typeof TreasuryScript>;

/** `simulator.yaml` of the pack. */
export const EconomyScript = z.strictObject({
  statistics: StatisticsScript,
  customs: CustomsScript,
  treasury: TreasuryScript,
});
export type EconomyScript = z.infer<typeof EconomyScript>;
