import {
  isShorter,
  periodLastYear,
  periodsSince,
  previousPeriod,
  type Stretch,
  yearStart,
} from "#contract/calendar/periods.ts";
import { convertedSource, type Derived, derivedSource } from "#contract/entities/derived.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Registry } from "../calculations/registry.ts";
import type { PastRepository, PastValue } from "../store/reading-repositories.ts";
import { calculate, everMs } from "./calculating.ts";
import { combined, of, type Part, together } from "./combination.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export type Evaluation = {
  past: PastRepository;
  indicators: ReadonlyMap<string, Indicator>;
  registry: Registry;
  /** Of the site's standard time from UTC. */
  offsetMs: number;
  /** When a place began, epoch ms, and the places it was made of; undefined where it always was. */
  beginningOf(place: string): { atMs: number; parts: string[] } | undefined;
};

/**
 * A derived value as it stands at a moment: of each part the newest up to then that belongs together with the others.
 * @returns undefined as long as a part is missing; a value of null where a part has none or a division is by zero
 */
export async function evaluate(
  derived: Derived,
  place: string,
  atMs: number,
  around: Evaluation,
): Promise<PastValue | undefined> {
  const partAt = (code: string, where = place): Part | undefined => {
    const indicator = around.indicators.get(code);
    return indicator === undefined ? undefined : { indicator, place: where };
  };
  const combine = async (parts: (Part | undefined)[], compute: (values: number[]) => number) => {
    if (parts.some((part) => part === undefined)) return undefined;
    const found = await together(parts as Part[], atMs, around);
    return found === undefined ? undefined : { ...of(found.values, compute), asOfMs: found.asOfMs };
  };
  switch (derived.kind) {
    case "sum": {
      const parts = derived.places.map((where) => partAt(derived.of, where));
      return combine(parts, (values) => values.reduce((sum, value) => sum + value, 0));
    }
    case "difference":
      return combine([partAt(derived.of), partAt(derived.minus)], ([a = 0, b = 0]) => a - b);
    case "ratio":
      return combine([partAt(derived.of), partAt(derived.to)], ([a = 0, b = 0]) => (a / b) * derived.times);
    case "per-head":
      return combine([partAt(derived.of), partAt(derived.population)], ([a = 0, b = 0]) => (a / b) * derived.times);
    case "calculation":
      return calculate(derived, place, atMs, around);
    default: {
      const part = partAt(derived.of);
      const last = await around.past.newestIn(derived.of, place, 0, atMs);
      return part === undefined || last === undefined ? undefined : overTime(derived, part, last, around);
    }
  }
}

type OverTime = Extract<Derived, { kind: "average" | "cumulative" | "change" }>;

/** What is computed from the values of one series at several times. @param last the newest of them */
async function overTime(
  derived: OverTime,
  { indicator, place }: Part,
  last: PastValue,
  around: Evaluation,
): Promise<PastValue | undefined> {
  const { past, offsetMs } = around;
  const within = ({ fromMs, toMs }: Stretch) => past.newestWithin(derived.of, place, fromMs, toMs);
  switch (derived.kind) {
    case "average": {
      const stretch = await past.sumIn(derived.of, place, last.asOfMs - derived.over + 1, last.asOfMs);
      return fromSum(stretch, last, (sum, count) => sum / count);
    }
    case "cumulative": {
      const fromMs = yearStart(last.asOfMs, offsetMs);
      if (indicator.period === "day") {
        if (!(await hasItsBeginning(derived.of, place, fromMs, around))) return undefined;
        const stretch = await past.sumIn(derived.of, place, fromMs, last.asOfMs, offsetMs);
        return fromSum(stretch, last, (sum) => sum);
      }
      const before = periodsSince(fromMs, indicator.period, last.asOfMs, offsetMs);
      const values = await Promise.all(before.map(within));
      // A year without its March is no sum since the beginning of the year.
      if (values.some((value) => value === undefined)) return undefined;
      const all = [...(values as PastValue[]), last];
      return { ...of(all, (each) => each.reduce((sum, value) => sum + value, 0)), asOfMs: last.asOfMs };
    }
    case "change": {
      const change = (a: number, b: number) =>
        derived.as === "difference" ? a - b : (a / b) * 100 - (derived.as === "percent" ? 100 : 0);
      if (derived.against === "plan") {
        const { plan } = indicator;
        return plan === undefined ? undefined : of([last], ([value = 0]) => change(value, plan));
      }
      const stretchOf = derived.against === "last-year" ? periodLastYear : previousPeriod;
      const before = await within(stretchOf(indicator.period, last.asOfMs, offsetMs));
      if (before === undefined) return undefined;
      // What it is compared with is old by its nature and makes it no older.
      return { ...of([last, before], ([a = 0, b = 0]) => change(a, b)), asOfMs: last.asOfMs };
    }
  }
}

/**
 * Whether a place has figures for the part of the year before it was one: as many days as each of those it was made of, for
 * what was converted of less than all of them is too little.
 */
async function hasItsBeginning(code: string, place: string, fromMs: number, around: Evaluation): Promise<boolean> {
  const beginning = around.beginningOf(place);
  if (beginning === undefined || beginning.atMs <= fromMs) return true;
  const days = (where: string) => around.past.filledIn(code, where, fromMs, beginning.atMs, dayMs);
  const [own = 0, ...parts] = await Promise.all([place, ...beginning.parts].map(days));
  return own > 0 && parts.every((count) => count <= own);
}

/** Its stretch ends with the newest value, so that is how fresh it is. */
function fromSum(
  stretch: Awaited<ReturnType<PastRepository["sumIn"]>>,
  last: PastValue,
  compute: (sum: number, count: number) => number,
): PastValue {
  if (stretch === undefined) return combined(null, [last]);
  const { sum, count, status, quality, isConverted } = stretch;
  const source = isConverted ? convertedSource : derivedSource;
  return { value: compute(sum, count), asOfMs: last.asOfMs, status, quality, source };
}

/**
 * The later moments in which a value of the past shows: those at which one of these series has a value, from `fromMs` (not
 * included) to `toMs`; undefined where it shows in none but its own.
 */
export type Later = { codes: string[]; fromMs: number; toMs: number };

/** @param part whose value it is @param isNewest it is the newest of its series */
export function laterOf(
  derived: Derived,
  part: Indicator,
  asOfMs: number,
  isNewest: boolean,
  { indicators, registry, offsetMs }: Pick<Evaluation, "indicators" | "registry" | "offsetMs">,
): Later | undefined {
  if (derived.kind === "calculation") {
    const [edition] = registry.editionsOf(derived.name);
    if (edition === undefined) return undefined;
    const entries = Object.entries(derived.inputs);
    if (edition.taking.kind === "newest") {
      const isBehind = (code: string) => isShorter(indicators.get(code)?.period ?? part.period, part.period);
      const codes = entries.map(([, code]) => code).filter(isBehind);
      return codes.length === 0 ? undefined : { codes, fromMs: asOfMs, toMs: everMs };
    }
    // A day is derived when it is over, and when something of its hours changes.
    if (edition.taking.kind === "day") return undefined;
    const leading = edition.inputs.filter(({ isLeading }) => isLeading).map(({ name }) => name);
    const codes = entries.filter(([name]) => leading.includes(name)).map(([, code]) => code);
    // A month of the past shows in each one up to the last of the years it is taken with; a year's plan in its own months too.
    if (edition.taking.kind === "years") {
      const isOfItsYear = isShorter("month", part.period);
      const fromMs = isOfItsYear ? yearStart(asOfMs, offsetMs) - 1 : asOfMs;
      return { codes, fromMs, toMs: asOfMs + (isOfItsYear ? 1 : edition.taking.count) * 366 * dayMs };
    }
    // The newest of what leads is worked in as it stands; of another input it may come after what leads its hour.
    if (isNewest && codes.length === 1 && codes[0] === part.code) return undefined;
    return { codes, fromMs: asOfMs - hourMs, toMs: asOfMs + edition.taking.count * hourMs };
  }
  const isOverTime = derived.kind === "average" || derived.kind === "cumulative" || derived.kind === "change";
  // A population by the year stands behind all the months after it.
  const first = indicators.get(derived.of);
  const isBehind = isOverTime || (first !== undefined && isShorter(first.period, part.period));
  const isShown = isBehind && (!isNewest || derived.of !== part.code);
  return isShown ? { codes: [derived.of], fromMs: asOfMs, toMs: everMs } : undefined;
}
