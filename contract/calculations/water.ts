import { z } from "zod";

/**
 * An alarm level of a river station, in the unit of its level: a number that was read in the official text, null for one that nobody
 * knows, or one with whether it was read there.
 */
export const AlarmLevel = z.union([
  z.number(),
  z.null(),
  z.strictObject({ value: z.number().nullable(), isVerified: z.boolean() }),
]);
export type AlarmLevel = z.infer<typeof AlarmLevel>;

/** Times of day at which bulletins come out, in the site's zone, rising: "09:00". None: no bulletin is due by rule. */
export const BulletinTimes = z
  .array(z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))
  .max(24)
  .refine((times) => times.every((one, at) => at === 0 || one > (times[at - 1] ?? "")), { error: "rising" });
export type BulletinTimes = z.infer<typeof BulletinTimes>;

/** What the calculation of a river's stage tells with a figure (`edition.parameters` of its explanation), for whoever shows it. */
export const StageParameters = z.object({
  levels: z.record(z.string(), z.array(AlarmLevel)),
  bulletins: z.array(BulletinTimes).default([]),
});
export type StageParameters = z.infer<typeof StageParameters>;
