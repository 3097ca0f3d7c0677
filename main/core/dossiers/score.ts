import type { CalculationPart } from "#contract/calculations/http.ts";
import type { CountName } from "#contract/dossiers/settings.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Given } from "../calculations/formula.ts";
import type { Registry } from "../calculations/registry.ts";
import type { Counts } from "./counting.ts";
import type { Scored } from "./raising.ts";

/** Before rounding: the gain of one dossier in thousands is less than the last digit that is shown. */
const exactly = (value: number, parts: readonly CalculationPart[]): number =>
  parts.reduce((left, { name, contribution }) => (name === "rounding" ? left - contribution : left), value);

export type ScoreOptions = {
  /** Of the whole score. */
  code: string;
  indicators: ReadonlyMap<string, Indicator>;
  registry: Registry;
  /** Of the site, "2026-11-27": whose editions are in force. */
  day: string;
  /** Which count an indicator tells. */
  countOf: ReadonlyMap<string, CountName>;
  /** The newest value of an indicator that is not counted from the register, at a place; null: there is none. */
  newestAt(code: string, place: string): number | null;
};

/**
 * The whole score of a place from what is counted there, by the same calculations as its indicators.
 * @returns undefined where the score is no calculation, or none of its components has a value
 */
export function scoreOf(place: string, counts: Counts, options: ScoreOptions): Scored | undefined {
  const { indicators, registry, day, countOf, newestAt } = options;
  const missing = new Set<string>();
  const valueAt = (code: string): number | null => {
    const count = countOf.get(code);
    if (count !== undefined) return counts[count];
    const derived = indicators.get(code)?.derived;
    if (derived?.kind !== "calculation") return newestAt(code, place);
    const given: Given = Object.fromEntries(
      Object.entries(derived.inputs).map(([name, input]) => [name, [valueAt(input)]]),
    );
    const result = registry.inForce(derived.name, day)?.compute(given, place);
    return result === undefined || result.value === null ? null : exactly(result.value, result.parts);
  };
  const whole = indicators.get(options.code)?.derived;
  if (whole?.kind !== "calculation") return undefined;
  const components = Object.entries(whole.inputs).map(([name, code]) => ({ name, code, value: valueAt(code) }));
  for (const { code, value } of components) if (value === null) missing.add(code);
  if (missing.size === components.length) return undefined;
  // A component without a value keeps the whole from one; what the others come to can be compared all the same.
  const given: Given = Object.fromEntries(components.map(({ name, value }) => [name, [value ?? 0]]));
  const result = registry.inForce(whole.name, day)?.compute(given, place);
  if (result === undefined || result.value === null) return undefined;
  const known = exactly(result.value, result.parts);
  return { total: missing.size > 0 ? null : known, known, missing: [...missing] };
}
