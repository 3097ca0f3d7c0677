import { z } from "zod";
import { Id } from "#contract/entities/text.ts";
import { addedUp, type Formula, type Given, Refusal } from "./formula.ts";

const over = {
  /** The rise is that between the newest level and the one so many hours before. */
  hours: z.int().min(1).max(23),
};

const Rise = z.strictObject({ ...over, decimals: z.int().min(0).max(6).optional() });
const ToLevel = z.strictObject({
  ...over,
  /** By place: its alarm levels in the unit of the input, rising; null for one that nobody knows, which no other replaces. */
  levels: z.record(Id, z.array(z.number().nullable()).min(1).max(5)),
  decimals: z.int().min(0).max(6).optional(),
});

function riseOf(given: Given, hours: number) {
  const levels = given.level ?? [];
  const [now = null] = levels;
  const before = levels[hours] ?? null;
  if (now === null || before === null) throw new Refusal("calculation.input-missing", { input: "level" });
  return { now, perHour: (now - before) / hours };
}

/** How fast the water rises (falls: below 0), in the unit of the level an hour. A level may lie below its datum. */
export const waterRise: Formula<z.infer<typeof Rise>> = {
  parameters: Rise,
  inputsOf: () => ["level"],
  compute(given, { hours, decimals }) {
    const { perHour } = riseOf(given, hours);
    const part = { name: "rise", inputs: ["level"], value: perHour, weight: 1, contribution: perHour };
    return addedUp([part], { decimals });
  },
};

/** Hours until the next alarm level, should the water go on rising as in the last hours. */
export const hoursToLevel: Formula<z.infer<typeof ToLevel>> = {
  parameters: ToLevel,
  inputsOf: () => ["level"],
  compute(given, { hours, levels, decimals }, place) {
    const { now, perHour } = riseOf(given, hours);
    const own = levels[place] ?? [null];
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
