import type { Derived } from "#contract/entities/derived.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { PastRepository, PastValue } from "../store/repositories.ts";
import { periodLastYear, previousPeriod, yearStart } from "./calendar.ts";

export type Evaluation = {
  past: PastRepository;
  /** The indicator that `derived.of` names. */
  part: Indicator;
  /** Of the site's standard time from UTC. */
  offsetMs: number;
};

/** From least to most official. */
const byOfficialness = ["simulated", "estimated", "preliminary", "official"] as const;
const byQuality = ["bad", "uncertain", "good"] as const;

const least = <T>(order: readonly T[], values: readonly T[]): T =>
  order[Math.min(...values.map((value) => order.indexOf(value)))] as T;

/** As fresh as the oldest part, as provisional as the least official one, as good as the worst. */
const combined = (value: number | null, parts: readonly PastValue[]): PastValue => ({
  value: value === null || Number.isFinite(value) ? value : null,
  asOfMs: Math.min(...parts.map((part) => part.asOfMs)),
  status: least(
    byOfficialness,
    parts.map((part) => part.status),
  ),
  quality: least(
    byQuality,
    parts.map((part) => part.quality),
  ),
});

const numberOf = (part: PastValue): number | null => (typeof part.value === "number" ? part.value : null);

function of(parts: readonly PastValue[], compute: (values: number[]) => number): PastValue {
  const values = parts.map(numberOf);
  return combined(values.includes(null) ? null : compute(values as number[]), parts);
}

/**
 * A derived value as it stands at a moment: of each part the newest up to then.
 * @returns undefined as long as a part is missing; a value of null where a part has none or a division is by zero
 */
export async function evaluate(
  derived: Derived,
  place: string,
  atMs: number,
  { past, part, offsetMs }: Evaluation,
): Promise<PastValue | undefined> {
  const newest = (indicator: string, where = place) => past.newestIn(indicator, where, 0, atMs);
  const all = async (found: Promise<PastValue | undefined>[]): Promise<PastValue[] | undefined> => {
    const parts = await Promise.all(found);
    return parts.some((one) => one === undefined) ? undefined : (parts as PastValue[]);
  };
  const two = async (second: string, compute: (a: number, b: number) => number) => {
    const parts = await all([newest(derived.of), newest(second)]);
    return parts === undefined ? undefined : of(parts, ([a = 0, b = 0]) => compute(a, b));
  };
  switch (derived.kind) {
    case "sum": {
      const parts = await all(derived.places.map((where) => newest(derived.of, where)));
      return parts === undefined ? undefined : of(parts, (values) => values.reduce((sum, value) => sum + value, 0));
    }
    case "difference":
      return two(derived.minus, (a, b) => a - b);
    case "ratio":
      return two(derived.to, (a, b) => (a / b) * derived.times);
    case "per-head":
      return two(derived.population, (a, b) => (a / b) * derived.times);
    case "average":
    case "cumulative": {
      const last = await newest(derived.of);
      if (last === undefined) return undefined;
      const fromMs = derived.kind === "average" ? last.asOfMs - derived.over + 1 : yearStart(last.asOfMs, offsetMs);
      const stretch = await past.sumIn(derived.of, place, fromMs, last.asOfMs);
      if (stretch === undefined) return combined(null, [last]);
      const { sum, count, status, quality } = stretch;
      // Its stretch ends with the newest value, so that is how fresh it is.
      return { value: derived.kind === "average" ? sum / count : sum, asOfMs: last.asOfMs, status, quality };
    }
    case "change": {
      const last = await newest(derived.of);
      if (last === undefined) return undefined;
      const change = (a: number, b: number) =>
        derived.as === "difference" ? a - b : (a / b) * 100 - (derived.as === "percent" ? 100 : 0);
      if (derived.against === "plan") {
        const { plan } = part;
        return plan === undefined ? undefined : of([last], ([value = 0]) => change(value, plan));
      }
      const stretchOf = derived.against === "last-year" ? periodLastYear : previousPeriod;
      const { fromMs, toMs } = stretchOf(part.period, last.asOfMs, offsetMs);
      const before = await past.newestIn(derived.of, place, fromMs, toMs);
      if (before === undefined) return undefined;
      // What it is compared with is old by its nature and makes it no older.
      return { ...of([last, before], ([a = 0, b = 0]) => change(a, b)), asOfMs: last.asOfMs };
    }
  }
}

/** Whether a value of the past shows in what is derived at later moments. */
export const looksBack = (derived: Derived): boolean =>
  derived.kind === "average" || derived.kind === "cumulative" || derived.kind === "change";
