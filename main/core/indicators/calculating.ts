import type { Taking } from "#contract/calculations/edition.ts";
import type { CalculationResult } from "#contract/calculations/http.ts";
import { periodOf, previousPeriod, type Stretch } from "#contract/calendar/periods.ts";
import type { Derived } from "#contract/entities/derived.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Given } from "../calculations/formula.ts";
import { refused } from "../calculations/formula.ts";
import type { Calculation, Registry } from "../calculations/registry.ts";
import type { PastRepository, PastValue } from "../store/reading-repositories.ts";
import { combined, type Part, together } from "./combination.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export type Calculated = Extract<Derived, { kind: "calculation" }>;

/** What a calculation needs of its surroundings. */
export type Calculating = {
  past: PastRepository;
  indicators: ReadonlyMap<string, Indicator>;
  registry: Registry;
  /** Of the site's standard time from UTC. */
  offsetMs: number;
};

/** What is known for a calculation at a moment. */
export type Gathered = {
  /** The figure's as-of time. */
  asOfMs: number;
  given: Given;
  /** Of each input the as-of time of its newest value. */
  newestMs: Readonly<Record<string, number>>;
  /** All values that were taken: the figure is as good and as official as the worst of them. */
  values: readonly PastValue[];
};

/** As it stands now; no moment of the calendar is later (ECMA-262, time values). */
export const everMs = 8_640_000_000_000_000;

/** @returns the last day that is over at a moment, as the moment it ends; its hours are those as of 01:00 to 00:00 */
const lastDayEndMs = (atMs: number, offsetMs: number): number =>
  Math.floor((atMs + offsetMs) / dayMs) * dayMs - offsetMs;

/** @returns when the day ends whose hours a value as of a moment belongs to; the one as of midnight is the last */
export const ownDayEndMs = (asOfMs: number, offsetMs: number): number => lastDayEndMs(asOfMs - 1, offsetMs) + dayMs;

/** How many values are looked up for a figure. */
export const lookedUp = (inputs: number, taking: Taking): number =>
  inputs *
  (taking.kind === "newest"
    ? 1
    : taking.kind === "day"
      ? 24
      : taking.kind === "hours"
        ? taking.count
        : 12 * taking.count);

/** The calculation as the site's day of a moment has it. */
export function editionAt(name: string, atMs: number, { registry, offsetMs }: Calculating): Calculation | undefined {
  return registry.inForce(name, dayOf(atMs, offsetMs));
}
export const dayOf = (atMs: number, offsetMs: number): string => new Date(atMs + offsetMs).toISOString().slice(0, 10);

/**
 * A calculated value as it stands at a moment, by the edition in force at the as-of time that it turns out to have.
 * @returns undefined as long as an input is missing; a value of null where the calculation refuses
 */
export async function calculate(
  derived: Calculated,
  place: string,
  atMs: number,
  around: Calculating,
): Promise<PastValue | undefined> {
  const found = await gather(derived, place, atMs, around);
  if (found === undefined) return undefined;
  const result = resultBy(editionAt(derived.name, found.asOfMs, around), derived, found, place, around);
  return { ...combined(result.value, found.values), asOfMs: found.asOfMs };
}

/** @param edition undefined: none is in force, which is a refusal */
export function resultBy(
  edition: Calculation | undefined,
  derived: Calculated,
  { given, asOfMs }: Gathered,
  place: string,
  { offsetMs }: Calculating,
): CalculationResult {
  if (edition !== undefined) return edition.compute(given, place);
  const params = { calculation: derived.name, day: dayOf(asOfMs, offsetMs) };
  return refused({ code: "calculation.not-in-force", params });
}

/**
 * What the inputs have at a moment, the same for all editions.
 * @param atMs of a day its end, or later
 * @returns undefined as long as there is no figure: an input has nothing yet, or none of the leading ones
 */
export async function gather(
  derived: Calculated,
  place: string,
  atMs: number,
  around: Calculating,
): Promise<Gathered | undefined> {
  const [edition] = around.registry.editionsOf(derived.name);
  if (edition === undefined) return undefined;
  const named = Object.entries(derived.inputs).flatMap(([name, code]) => {
    const indicator = around.indicators.get(code);
    return indicator === undefined ? [] : [{ name, indicator, place }];
  });
  if (named.length < Object.keys(derived.inputs).length) return undefined;
  if (edition.taking.kind === "newest") return newestOf(named, atMs, around);
  const leading = new Set(edition.inputs.filter(({ isLeading }) => isLeading).map(({ name }) => name));
  const leaders = named.filter(({ name }) => leading.has(name));
  if (edition.taking.kind === "years") return monthsOf(named, leaders, edition.taking.count, atMs, around);
  // Whether a day is over is told by what came after it.
  const untilMs = edition.taking.kind === "day" ? everMs : atMs;
  const stretches = leaders.map(({ indicator }) => ({ indicator: indicator.code, place, fromMs: 0, toMs: untilMs }));
  const newest = (await around.past.newestInMany(stretches)).filter((one) => one !== undefined);
  if (newest.length === 0) return undefined;
  const lastMs = Math.max(...newest.map(({ asOfMs }) => asOfMs));
  if (edition.taking.kind === "hours") {
    // The hour that a value is of ends with it or later: 08:00 and 07:30 are both of the hour up to 08:00.
    const endMs = Math.ceil(lastMs / hourMs) * hourMs;
    return hoursOf(named, endMs, edition.taking.count, lastMs, around);
  }
  const endMs = lastDayEndMs(Math.min(atMs, lastMs), around.offsetMs);
  return atMs !== everMs && lastMs < lastDayEndMs(atMs, around.offsetMs)
    ? undefined
    : hoursOf(named, endMs, 24, endMs - 1, around);
}

type Named = Part & { name: string };

async function newestOf(named: readonly Named[], atMs: number, around: Calculating): Promise<Gathered | undefined> {
  const found = await together(named, atMs, around);
  if (found === undefined) return undefined;
  const { values, asOfMs } = found;
  const by = <T>(of: (value: PastValue) => T): Record<string, T> =>
    Object.fromEntries(named.map(({ name }, at) => [name, of(values[at] as PastValue)]));
  return { asOfMs, values, given: by((one) => [numberOf(one)]), newestMs: by((one) => one.asOfMs) };
}

const numberOf = ({ value }: PastValue): number | null => (typeof value === "number" ? value : null);

/** Month by month from the newest of what leads; of what is counted by the year that year's. */
async function monthsOf(
  named: readonly Named[],
  leaders: readonly Named[],
  years: number,
  atMs: number,
  { past, offsetMs }: Calculating,
): Promise<Gathered | undefined> {
  const stretchOf = ({ indicator, place }: Named, { fromMs, toMs }: Stretch) => ({
    ...{ indicator: indicator.code, place, fromMs, toMs },
  });
  const ever = { fromMs: 0, toMs: atMs };
  const newest = (await past.newestInMany(leaders.map((one) => stretchOf(one, ever)))).filter(
    (one) => one !== undefined,
  );
  if (newest.length === 0) return undefined;
  const asOfMs = Math.max(...newest.map((one) => one.asOfMs));
  const year = periodOf("year", asOfMs, offsetMs);
  const months: Stretch[] = [];
  const firstMs = periodOf("year", year.fromMs - (years - 1.5) * 365 * dayMs, offsetMs).fromMs;
  for (let month = periodOf("month", asOfMs, offsetMs); month.fromMs >= firstMs && month.toMs > 0; ) {
    months.push({ ...month, toMs: Math.min(month.toMs, atMs) });
    month = previousPeriod("month", month.fromMs, offsetMs);
  }
  const values: PastValue[] = [];
  const given: Record<string, (number | null)[]> = {};
  const newestMs: Record<string, number> = {};
  for (const one of named) {
    const stretches = one.indicator.period === "year" ? [year] : months;
    const found = await past.newestInMany(stretches.map((stretch) => stretchOf(one, stretch)));
    given[one.name] = found.map((value) => (value === undefined ? null : numberOf(value)));
    const there = found.filter((value) => value !== undefined);
    values.push(...there);
    if (there[0] !== undefined) newestMs[one.name] = there[0].asOfMs;
  }
  return { asOfMs, given, newestMs, values };
}

/** Hour by hour back from `endMs`; of figures by the minute the mean of each hour. */
async function hoursOf(
  named: readonly Named[],
  endMs: number,
  count: number,
  asOfMs: number,
  { past }: Calculating,
): Promise<Gathered | undefined> {
  const hours = Array.from({ length: count }, (_, at) => endMs - at * hourMs);
  const values: PastValue[] = [];
  const given: Record<string, (number | null)[]> = {};
  const newestMs: Record<string, number> = {};
  const take = (name: string, found: readonly (PastValue | undefined)[]) => {
    given[name] = found.map((one) => (one === undefined ? null : numberOf(one)));
    const there = found.filter((one) => one !== undefined);
    values.push(...there);
    if (there[0] !== undefined) newestMs[name] = there[0].asOfMs;
  };
  const single = named.filter(({ indicator }) => indicator.period !== "minute");
  const stretches = single.flatMap(({ indicator, place }) =>
    hours.map((toMs) => ({ indicator: indicator.code, place, fromMs: toMs - hourMs + 1, toMs })),
  );
  const found = stretches.length === 0 ? [] : await past.newestInMany(stretches);
  for (const [at, { name }] of single.entries()) take(name, found.slice(at * count, (at + 1) * count));
  for (const { name, indicator, place } of named.filter((one) => one.indicator.period === "minute")) {
    const means = hours.map(async (toMs): Promise<PastValue | undefined> => {
      const sum = await past.sumIn(indicator.code, place, toMs - hourMs + 1, toMs);
      if (sum === undefined) return undefined;
      return { ...combined(sum.sum / sum.count, [{ ...sum, source: "", value: null, asOfMs: toMs }]), asOfMs: toMs };
    });
    take(name, await Promise.all(means));
  }
  return values.length === 0 ? undefined : { asOfMs, given, newestMs, values };
}
