import { z } from "zod";
import type { CalculationPart, CalculationResult } from "#contract/calculations/http.ts";
import { Id, Words } from "#contract/entities/text.ts";
import { Day } from "#contract/entities/time.ts";
import { type Formula, type Given, Refusal, roundedHalfUp } from "./formula.ts";

/** A rising row of concentrations, µg/m³, one a level; it may end earlier than the levels do. */
const Row = z
  .array(z.number().min(0))
  .min(2)
  .max(16)
  .refine((row) => row.every((one, at) => at === 0 || one > (row[at - 1] ?? 0)), { error: "rising" });

const shared = {
  /** The index at each column of the rows below. */
  levels: Row,
  rows: z.record(Id, Row),
  /** One of these has to have an index. */
  mandatory: z.array(Id).min(1).max(8),
  /** Particles, by NowCast in the hour and by their mean in the day; the others by single hours. */
  averaged: z.array(Id).max(8),
  bands: z
    .array(
      z.strictObject({
        upTo: z.number(),
        name: Words,
        colour: z.string().regex(/^#[0-9a-f]{6}$/),
        /** What it means to people's health: published with the index. */
        advice: Words.optional(),
      }),
    )
    .max(16),
  /** Where the advice stands, which may be another text than that of the numbers. */
  adviceSource: z.strictObject({ title: Words, date: Day, isVerified: z.boolean() }).optional(),
};

const Hourly = z.strictObject({
  ...shared,
  nowCast: z.strictObject({
    leastWeight: z.number().min(0).max(1),
    /** So many of the newest `among` hours have to be there. */
    needs: z.int().min(1).max(12),
    among: z.int().min(1).max(12),
    /** As the text prints the sum for the least weight, Σ w^i·ci, which is too low as soon as an hour is missing. */
    isLiteral: z.boolean(),
  }),
});
type NowCast = z.infer<typeof Hourly>["nowCast"];

const Daily = z.strictObject({
  ...shared,
  /** Inputs that count by the highest mean of so many hours running too, in a row of their own; above its end they do not. */
  running: z.record(Id, z.strictObject({ hours: z.int().min(2).max(24), row: Id, needs: z.int().min(1).max(24) })),
});

type Values = readonly (number | null)[];
/** A platform's noise around zero is no concentration. */
const isThere = (value: number | null | undefined): value is number => typeof value === "number" && value >= 0;
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/**
 * The weighted mean of the last hours, the newest first: the more even they are, the more the older ones count.
 * @returns null when too few of the newest are there
 */
export function nowCast(values: Values, { leastWeight, needs, among, isLiteral }: NowCast): number | null {
  const there = values.filter(isThere);
  if (values.slice(0, among).filter(isThere).length < needs) return null;
  const most = Math.max(...there);
  const weight = most === 0 ? 1 : Math.max(leastWeight, Math.min(...there) / most);
  let [sum, weights] = [0, 0];
  for (const [at, value] of values.entries()) {
    if (!isThere(value)) continue;
    sum += weight ** at * value;
    weights += weight ** at;
  }
  return isLiteral && weight === leastWeight ? sum * weight : sum / weights;
}

/**
 * The index of a concentration, not rounded: linear between two columns, the last level for anything above a whole row.
 * @returns null above a row that ends before the levels do: there is no such index then
 */
export function indexOf(concentration: number, row: readonly number[], levels: readonly number[]): number | null {
  const at = row.findIndex((one) => concentration <= one);
  if (at === 0) return levels[0] ?? 0;
  if (at === -1) return row.length < levels.length ? null : (levels.at(-1) ?? 0);
  const [low = 0, high = 0] = [row[at - 1], row[at]];
  const [from = 0, to = 0] = [levels[at - 1], levels[at]];
  return from + ((concentration - low) * (to - from)) / (high - low);
}

/** Of an input what its index is taken from: the concentration, and the row it is looked up in. */
type Measure = { name: string; input: string; concentration: number; row: string };
type Shared = z.infer<typeof Hourly> | z.infer<typeof Daily>;

/** The highest index counts, rounded and only then put into its band; each of the others is a part that contributes nothing. */
function highest(
  measures: readonly Measure[],
  { levels, rows, mandatory, bands, adviceSource }: Shared,
): CalculationResult {
  const indexed = measures.flatMap(({ row, ...measure }) => {
    const index = indexOf(measure.concentration, rows[row] ?? [], levels);
    return index === null ? [] : [{ ...measure, index: roundedHalfUp(index) }];
  });
  if (!indexed.some(({ input }) => mandatory.includes(input)))
    throw new Refusal("calculation.none-mandatory", { inputs: mandatory.join(", ") });
  const value = Math.max(...indexed.map(({ index }) => index));
  const leading = indexed.findIndex(({ index }) => index === value);
  const parts: CalculationPart[] = indexed.map(({ name, input, index }, at) => ({
    ...{
      name,
      inputs: [input],
      value: index,
      weight: at === leading ? 1 : 0,
      contribution: at === leading ? value : 0,
    },
  }));
  const band = bands.find(({ upTo }) => value <= upTo);
  return { value, refusal: null, parts, band: band === undefined ? null : bandOf(band, adviceSource) };
}

const bandOf = (
  { name, colour, advice }: Shared["bands"][number],
  source: Shared["adviceSource"],
): NonNullable<CalculationResult["band"]> => ({
  ...{ name, colour },
  ...(advice === undefined ? {} : { advice: { text: advice, ...(source === undefined ? {} : { source }) } }),
});

export const vnAqiHourly: Formula<z.infer<typeof Hourly>> = {
  parameters: Hourly,
  inputsOf: ({ rows }) => Object.keys(rows),
  compute(given: Given, parameters) {
    const measures = Object.entries(given).flatMap(([input, values]): Measure[] => {
      const isAveraged = parameters.averaged.includes(input);
      const concentration = isAveraged ? nowCast(values, parameters.nowCast) : values[0];
      return isThere(concentration) ? [{ name: input, input, concentration, row: input }] : [];
    });
    return highest(measures, parameters);
  },
};

export const vnAqiDaily: Formula<z.infer<typeof Daily>> = {
  parameters: Daily,
  inputsOf: ({ rows, running }) => {
    const own = new Set(Object.values(running).map(({ row }) => row));
    return Object.keys(rows).filter((row) => !own.has(row));
  },
  compute(given: Given, parameters) {
    const measures = Object.entries(given).flatMap(([input, values]): Measure[] => {
      const there = values.filter(isThere);
      if (there.length === 0) return [];
      if (parameters.averaged.includes(input)) return [{ name: input, input, concentration: mean(there), row: input }];
      const hourly: Measure = { name: input, input, concentration: Math.max(...there), row: input };
      const running = parameters.running[input];
      if (running === undefined) return [hourly];
      const means = runningMeans(values, running.hours, running.needs);
      if (means.length === 0) return [hourly];
      return [hourly, { name: running.row, input, concentration: Math.max(...means), row: running.row }];
    });
    return highest(measures, parameters);
  },
};

/** The means of all stretches of so many hours that lie in the day; an hour that is missing drops out. */
const runningMeans = (values: Values, hours: number, needs: number): number[] =>
  Array.from({ length: Math.max(0, values.length - hours + 1) }, (_, at) =>
    values.slice(at, at + hours).filter(isThere),
  )
    .filter((there) => there.length >= needs)
    .map(mean);
