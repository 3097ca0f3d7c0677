import { z } from "zod";
import { CalculationSource } from "#contract/calculations/edition.ts";
import { Words } from "#contract/entities/text.ts";
import { Day } from "#contract/entities/time.ts";
import editions from "./editions.json" with { type: "json" };

const share = z.number().gt(0).lt(1);
/** Shared by both ways: how often a band is to hold the value, and from how many errors of the past it may be made. */
const band = { within: share, needsErrors: z.int().min(2) };

/** The same hours of past days. */
export const SameHour = z.strictObject({
  /** So many days are looked back over, and so many of them have to have an hour for it to be forecast. */
  days: z.int().min(1).max(28),
  needsDays: z.int().min(1),
  /** What is left each hour of how far the present level is from that of past days. */
  keptPerHour: z.number().min(0).max(1),
  /** A day is unlike the past ones that is so many times as far from their middle as the farthest of them; nothing goes back then. */
  unlikeTimes: z.number().min(1),
  /** Errors of the past are taken of so many hours before and after the hour of the day, too. */
  aroundHours: z.int().min(0).max(6),
  ...band,
});
export type SameHour = z.infer<typeof SameHour>;

/** The last hours alone. */
export const Recent = z.strictObject({
  /** Over so many hours the change an hour is taken. */
  trendHours: z.int().min(1).max(12),
  /** What is left of that change with each hour. */
  keptPerHour: z.number().min(0).max(1),
  ...band,
});
export type Recent = z.infer<typeof Recent>;

const stated = { name: Words, effectiveFrom: Day, source: CalculationSource };
const ForecastEdition = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("same-hour"), ...stated, parameters: SameHour }),
  z.strictObject({ method: z.literal("recent"), ...stated, parameters: Recent }),
]);
type ForecastEdition = z.infer<typeof ForecastEdition>;

/** The numbers of both ways that hold on a day, with the day from which they do. */
export type Numbers = {
  sameHour: { edition: string; parameters: SameHour };
  recent: { edition: string; parameters: Recent };
};

let parsed: readonly ForecastEdition[] | undefined;

/**
 * @param day of the site, "2026-11-27"
 * @throws Error where no edition is in force: those of the program begin before it was written
 */
export function numbersOn(day: string): Numbers {
  parsed ??= z.array(ForecastEdition).parse(editions);
  const inForce = parsed
    .filter((one) => one.effectiveFrom <= day)
    .sort((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom));
  const sameHour =
    inForce.findLast((one) => one.method === "same-hour") ?? parsed.find((one) => one.method === "same-hour");
  const recent = inForce.findLast((one) => one.method === "recent") ?? parsed.find((one) => one.method === "recent");
  if (sameHour?.method !== "same-hour" || recent?.method !== "recent") throw new Error("no edition of the forecast");
  return {
    sameHour: { edition: sameHour.effectiveFrom, parameters: sameHour.parameters },
    recent: { edition: recent.effectiveFrom, parameters: recent.parameters },
  };
}
