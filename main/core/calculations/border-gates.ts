import { z } from "zod";
import { addedUp, countOf, type Formula, Refusal } from "./formula.ts";

const WaitingTime = z.strictObject({ decimals: z.int().min(0).max(6).optional() });

/** How long who joins the queue now will wait, minutes, by Little's law: waiting ÷ cleared an hour × 60. */
export const waitingTime: Formula<z.infer<typeof WaitingTime>> = {
  parameters: WaitingTime,
  inputsOf: () => ["waiting", "cleared-per-hour"],
  compute(given, { decimals }) {
    const waiting = countOf(given, "waiting");
    const cleared = countOf(given, "cleared-per-hour");
    if (cleared === 0 && waiting > 0) throw new Refusal("calculation.standstill", { waiting });
    const weight = cleared === 0 ? 0 : 60 / cleared;
    const inputs = ["waiting", "cleared-per-hour"];
    return addedUp([{ name: "waiting", inputs, value: waiting, weight, contribution: waiting * weight }], { decimals });
  },
};

const LostHours = z.strictObject({
  /** Waiting up to so long is part of crossing and not lost; minutes. */
  freeMinutes: z.number().min(0).max(1_440),
  /** Hours of the day that have to be there: a sum over fewer would be better news than the truth. */
  needs: z.int().min(1).max(24),
  decimals: z.int().min(0).max(6).optional(),
});

/**
 * Truck-hours lost in a day: of each hour the vehicles that waited beyond what clearing them within the free time would have
 * kept waiting (Little's law again), one hour each.
 */
export const truckHoursLost: Formula<z.infer<typeof LostHours>> = {
  parameters: LostHours,
  inputsOf: () => ["waiting", "cleared-per-hour"],
  compute(given, { freeMinutes, needs, decimals }) {
    const waiting = given.waiting ?? [];
    const cleared = given["cleared-per-hour"] ?? [];
    const isFree = freeMinutes > 0;
    const parts = waiting.flatMap((count, at) => {
      const through = isFree ? cleared[at] : 0;
      if (count === null || through === null || through === undefined) return [];
      for (const [input, found] of [
        ["waiting", count],
        ["cleared-per-hour", through],
      ] as const)
        if (found < 0) throw new Refusal("calculation.negative", { input, found });
      const lost = Math.max(0, count - (through * freeMinutes) / 60);
      const inputs = isFree ? ["waiting", "cleared-per-hour"] : ["waiting"];
      // Named by the hour of the day that it ends.
      return [{ name: `hour-${waiting.length - at}`, inputs, value: count, weight: null, contribution: lost }];
    });
    if (parts.length < needs)
      throw new Refusal("calculation.too-few-hours", {
        input: "waiting",
        found: parts.length,
        of: waiting.length,
        needed: needs,
      });
    return addedUp(parts, { decimals });
  },
};
