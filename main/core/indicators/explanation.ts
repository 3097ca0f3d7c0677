import type { Explanation } from "#contract/calculations/http.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import { CodedError } from "#contract/errors.ts";
import type { Calculation } from "../calculations/registry.ts";
import { type Calculating, editionAt, everMs, gather, resultBy } from "./calculating.ts";

/**
 * A calculated figure opened down to its inputs, by the rule in force at its as-of time and by the calculation's other editions.
 * @param atMs the figure that stood at this moment; the newest when undefined
 * @throws CodedError `explanation.not-calculated`, `explanation.no-figure`
 */
export async function explain(
  indicator: Indicator,
  place: string,
  atMs: number | undefined,
  around: Calculating,
): Promise<Explanation> {
  const { derived, code } = indicator;
  if (derived?.kind !== "calculation") throw new CodedError("explanation.not-calculated", { indicator: code });
  const stored = await around.past.newestIn(code, place, 0, atMs ?? everMs);
  const editions = around.registry.editionsOf(derived.name);
  const edition = stored && (editionAt(derived.name, stored.asOfMs, around) ?? editions.at(-1));
  // A day's figure is as of its last millisecond, and takes the value as of midnight with it.
  const untilMs = (stored?.asOfMs ?? 0) + (edition?.taking.kind === "day" ? 1 : 0);
  const found = stored && (await gather(derived, place, untilMs, around));
  if (stored === undefined || edition === undefined || found === undefined)
    throw new CodedError("explanation.no-figure", { indicator: code, place });
  const inForce = editionAt(derived.name, stored.asOfMs, around);
  return {
    ...{ indicator: code, place, asOfMs: stored.asOfMs, status: stored.status, quality: stored.quality },
    value: typeof stored.value === "number" ? stored.value : null,
    calculation: derived.name,
    name: edition.name,
    edition: viewOf(edition),
    result: resultBy(inForce, derived, found, place, around),
    others: editions
      .filter((one) => one !== edition)
      .slice(-mostOthers)
      .map((one) => ({ edition: viewOf(one), result: one.compute(found.given, place) })),
    inputs: edition.inputs.map(({ name, label }) => ({
      ...{ name, label, indicator: derived.inputs[name] ?? null },
      ...{ values: [...(found.given[name] ?? [])], asOfMs: found.newestMs[name] ?? null },
    })),
  };
}

const mostOthers = 16;

const viewOf = ({ effectiveFrom, endsOn, source, formula, parameters }: Calculation): Explanation["edition"] => ({
  ...{ effectiveFrom, effectiveUntil: endsOn, source, formula, parameters },
});
