import { z } from "zod";
import type { CalculationPart } from "#contract/calculations/http.ts";
import { AlarmLevel, BulletinTimes } from "#contract/calculations/water.ts";
import { Id } from "#contract/entities/text.ts";
import { addedUp, type Formula, type Given, Refusal } from "./formula.ts";

const over = {
  /** The rise is that between the newest level and the one so many hours before. */
  hours: z.int().min(1).max(23),
};

const Rise = z.strictObject({
  ...over,
  /** Of the result's unit in one of the input's: 100 for centimetres of metres. */
  times: z.number().positive().default(1),
  decimals: z.int().min(0).max(6).optional(),
});

/** By place: its alarm levels in the unit of the input, rising; null for one that nobody knows, which no other replaces. */
const levels = z.record(Id, z.array(AlarmLevel).min(1).max(5));
type Levels = z.infer<typeof levels>;

const ToLevel = z.strictObject({ ...over, levels, decimals: z.int().min(0).max(6).optional() });
const Stage = z.strictObject({
  levels,
  /** When bulletins come out while the water stands above so many levels; the panel tells an overdue one by it. */
  bulletins: z.array(BulletinTimes).max(6).default([]),
});
const RainTotal = z.strictObject({
  /** So many of the hours have to be there. What is missing is not 0. */
  needs: z.int().min(1).max(48),
  decimals: z.int().min(0).max(6).optional(),
});

const metresOf = (level: z.infer<typeof AlarmLevel>): number | null =>
  typeof level === "object" && level !== null ? level.value : level;
const levelsAt = (levels: Levels, place: string): (number | null)[] => (levels[place] ?? [null]).map(metresOf);

function riseOf(given: Given, hours: number) {
  const levels = given.level ?? [];
  const [now = null] = levels;
  const before = levels[hours] ?? null;
  if (now === null || before === null) throw new Refusal("calculation.input-missing", { input: "level" });
  return { now, perHour: (now - before) / hours };
}

/** How fast the water rises (falls: below 0), in the unit of the result an hour. A level may lie below its datum. */
export const waterRise: Formula<z.infer<typeof Rise>> = {
  parameters: Rise,
  inputsOf: () => ["level"],
  compute(given, { hours, times, decimals }) {
    const { perHour } = riseOf(given, hours);
    const contribution = perHour * times;
    return addedUp([{ name: "rise", inputs: ["level"], value: perHour, weight: times, contribution }], { decimals });
  },
};

/** Hours until the next alarm level, should the water go on rising as in the last hours. */
export const hoursToLevel: Formula<z.infer<typeof ToLevel>> = {
  parameters: ToLevel,
  inputsOf: () => ["level"],
  compute(given, { hours, levels, decimals }, place) {
    const { now, perHour } = riseOf(given, hours);
    const own = levelsAt(levels, place);
    const above = own.findLastIndex((level) => level !== null && now >= level);
    if (above === own.length - 1) throw new Refusal("calculation.above-all-levels");
    const next = own[above + 1] ?? null;
    if (next === null) throw new Refusal("calculation.level-unknown", { place });
    if (perHour <= 0) throw new Refusal("calculation.not-rising");
    const left = next - now;
    const part = { name: "left", inputs: ["level"], value: left, weight: 1 / perHour, contribution: left / perHour };
    return addedUp([part], { decimals });
  },
};

/**
 * How many alarm levels the water stands at or above: 0 below the first. Where the next level is not known it may be more, and the
 * levels themselves say so; where the first is not known and no later one is reached, there is none to tell.
 */
export const waterStage: Formula<z.infer<typeof Stage>> = {
  parameters: Stage,
  inputsOf: () => ["level"],
  compute(given, { levels }, place) {
    const [now = null] = given.level ?? [];
    if (now === null) throw new Refusal("calculation.input-missing", { input: "level" });
    const own = levelsAt(levels, place);
    const above = own.findLastIndex((level) => level !== null && now >= level);
    if (above < 0 && (own[0] ?? null) === null) throw new Refusal("calculation.level-unknown", { place });
    const parts = own.slice(0, above + 1).map(
      (level, at): CalculationPart => ({
        ...{ name: `level-${at + 1}`, inputs: ["level"], value: level, weight: null, contribution: 1 },
      }),
    );
    return addedUp(parts);
  },
};

/** The rain of the last hours together. @throws Refusal where hours are missing, which would make it less than it was */
export const rainTotal: Formula<z.infer<typeof RainTotal>> = {
  parameters: RainTotal,
  inputsOf: () => ["rain"],
  compute(given, { needs, decimals }) {
    const hours = given.rain ?? [];
    const there = hours.filter((one): one is number => one !== null && one >= 0);
    if (there.length < needs)
      throw new Refusal("calculation.too-few-hours", {
        ...{ input: "rain", found: there.length, of: hours.length, needed: needs },
      });
    const sum = there.reduce((total, one) => total + one, 0);
    return addedUp([{ name: "rain", inputs: ["rain"], value: sum, weight: 1, contribution: sum }], { decimals });
  },
};
