import { z } from "zod";
import { Id } from "./text.ts";
import { Span } from "./time.ts";

export { convertedSource, derivedSource } from "./derived-source.ts";

/** Multiplied in the end: 100 for per cent, 1000 for "per thousand heads". */
const times = z.number().default(1);

/**
 * How an indicator is computed from others, at each place where they are. sum: of one indicator over places, for the profile's
 * place · difference: `of` − `minus` · ratio: `of` ÷ `to` · per-head: `of` ÷ population · average: mean of all values of a
 * stretch up to now · cumulative: sum of all values since the beginning of the year · change: against the period before, the
 * same period of last year, or the plan of `of` · calculation: by a rule with a date and a source, from its named inputs.
 */
export const Derived = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("sum"), of: Id, places: z.array(Id).min(1).max(5_000) }),
  z.strictObject({ kind: z.literal("difference"), of: Id, minus: Id }),
  z.strictObject({ kind: z.literal("ratio"), of: Id, to: Id, times }),
  z.strictObject({ kind: z.literal("per-head"), of: Id, population: Id, times }),
  z.strictObject({ kind: z.literal("average"), of: Id, over: Span }),
  z.strictObject({ kind: z.literal("cumulative"), of: Id }),
  z.strictObject({
    kind: z.literal("change"),
    of: Id,
    against: z.enum(["previous-period", "last-year", "plan"]),
    /** percent: by how much it changed · share: what part of the other it is, in per cent · difference: in the unit of `of`. */
    as: z.enum(["percent", "share", "difference"]).default("percent"),
  }),
  z.strictObject({
    kind: z.literal("calculation"),
    /** Of one of the registry (`main/core/calculations`). */
    name: Id,
    /** Input by input the indicator it is taken from, at the same place. */
    inputs: z.record(Id, Id),
  }),
]);
export type Derived = z.infer<typeof Derived>;

/** The indicators that one is computed from. */
export function partsOf(derived: Derived): string[] {
  switch (derived.kind) {
    case "difference":
      return [derived.of, derived.minus];
    case "ratio":
      return [derived.of, derived.to];
    case "per-head":
      return [derived.of, derived.population];
    case "calculation":
      return [...new Set(Object.values(derived.inputs))];
    default:
      return [derived.of];
  }
}

/** @returns the codes of a circle in which indicators are computed from one another, null where there is none */
export function circleIn(derivedOf: ReadonlyMap<string, Derived>): string[] | null {
  const done = new Set<string>();
  const visit = (code: string, path: readonly string[]): string[] | null => {
    if (path.includes(code)) return [...path.slice(path.indexOf(code)), code];
    const derived = derivedOf.get(code);
    if (derived === undefined || done.has(code)) return null;
    for (const part of partsOf(derived)) {
      const circle = visit(part, [...path, code]);
      if (circle !== null) return circle;
    }
    done.add(code);
    return null;
  };
  for (const code of derivedOf.keys()) {
    const circle = visit(code, []);
    if (circle !== null) return circle;
  }
  return null;
}
