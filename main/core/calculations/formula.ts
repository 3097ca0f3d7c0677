import type { z } from "zod";
import type { CalculationPart, CalculationResult } from "#contract/calculations/http.ts";
import type { CodedMessage, ErrorCode, ErrorParams } from "#contract/errors.ts";

/** The values of each input, the newest first; null where there is none. An input that the profile leaves out is absent. */
export type Given = Readonly<Record<string, readonly (number | null)[]>>;

/** A pure function with the form of the numbers it takes. It reads no clock, no store, and not more than it is given. */
export type Formula<Parameters = unknown> = {
  parameters: z.ZodType<Parameters>;
  /** Inputs that the parameters speak of; an edition whose inputs are not among them, or the other way, is a mistake. */
  inputsOf(parameters: Parameters): string[];
  /** @param place where the figure is, for parameters that are given place by place */
  compute(given: Given, parameters: Parameters, place: string): CalculationResult;
};

/** A formula among others, which is spoken to with parameters that were parsed by its own schema alone. */
// biome-ignore lint/suspicious/noExplicitAny: each formula's parameters are parsed by its own schema right before
export type AnyFormula = Formula<any>;

/** Thrown inside a formula and caught where it is called: there is no value, and why. */
export class Refusal extends Error {
  readonly said: CodedMessage;

  constructor(code: ErrorCode, params: ErrorParams = {}) {
    super(code);
    this.said = { code, params };
  }
}

/** @throws Refusal where the input has no value, or a negative one */
export function countOf(given: Given, name: string): number {
  const [value = null] = given[name] ?? [];
  if (value === null || !Number.isFinite(value)) throw new Refusal("calculation.input-missing", { input: name });
  if (value < 0) throw new Refusal("calculation.negative", { input: name, found: value });
  return value;
}

/** Half up, as decrees round; what binary fractions add far behind the point changes nothing. */
export function roundedHalfUp(value: number, decimals = 0): number {
  const scale = 10 ** decimals;
  return Math.floor(Number((value * scale).toPrecision(12)) + 0.5) / scale;
}

const sumOf = (parts: readonly CalculationPart[]): number => parts.reduce((sum, part) => sum + part.contribution, 0);

/** The parts added up, held to a maximum, rounded; what that adds or takes away becomes a part itself. */
export function addedUp(
  parts: readonly CalculationPart[],
  { maximum, decimals }: { maximum?: number | undefined; decimals?: number | undefined } = {},
): CalculationResult {
  const all = [...parts];
  const close = (name: string, to: number) => {
    const contribution = to - sumOf(all);
    if (contribution !== 0) all.push({ name, inputs: [], value: null, weight: null, contribution });
  };
  if (maximum !== undefined && sumOf(all) > maximum) close("limit", maximum);
  if (decimals !== undefined) close("rounding", roundedHalfUp(sumOf(all), decimals));
  return { value: sumOf(all), refusal: null, parts: all, band: null };
}

export const refused = (said: CodedMessage, parts: CalculationPart[] = []): CalculationResult => ({
  ...{ value: null, refusal: said, parts, band: null },
});
