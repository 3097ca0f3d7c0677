import { circleIn, Derived } from "#contract/entities/derived.ts";
import { Span } from "#contract/entities/time.ts";
import type { Registry } from "../calculations/registry.ts";
import { checkCalculation } from "./calculation-checks.ts";
import type { Complain, Path } from "./mistake.ts";

type Item = Record<string, unknown>;

const isText = (value: unknown): value is string => typeof value === "string";
const itemOf = (value: unknown): Item => (typeof value === "object" && value !== null ? (value as Item) : {});
const partKeys = ["of", "minus", "to", "population"] as const;

/** What these give is counted in the unit of what they are computed from. */
const keepsUnit = (derived: Item): boolean =>
  ["sum", "difference", "average", "cumulative"].includes(String(derived.kind)) ||
  (derived.kind === "change" && derived.as === "difference");

/** 0 where it is no span: that is told by the schema. */
const daysIn = (span: unknown): number => (Span.safeParse(span).data ?? 0) / 86_400_000;

/**
 * What is wrong with derived indicators, on the raw data of a profile: what they name, whether it can be computed at all, and
 * whether the result has the unit that is said of it.
 * @param items the indicators, each with its number in the list
 */
export function checkDerived(
  items: readonly [Item, number][],
  places: ReadonlySet<string>,
  registry: Registry,
  complain: Complain,
): void {
  const byCode = new Map(items.flatMap(([item]) => (isText(item.code) ? [[item.code, item] as const] : [])));
  for (const [item, index] of items) {
    // What is out of use is not computed, and its parts may have become something else since.
    if (item.derived === undefined || item.isRetired === true) continue;
    const derived = itemOf(item.derived);
    const path: Path = ["indicators", index, "derived"];
    const parts = partKeys.flatMap((key) => (isText(derived[key]) ? [[key, derived[key]] as const] : []));
    const inputs = derived.kind === "calculation" ? Object.entries(itemOf(derived.inputs)) : [];
    const named: [Path, unknown][] = [
      ...parts.map(([key, code]): [Path, unknown] => [[...path, key], code]),
      ...inputs.map(([input, code]): [Path, unknown] => [[...path, "inputs", input], code]),
    ];
    for (const [where, code] of named) {
      if (!isText(code)) continue;
      const part = byCode.get(code);
      if (part === undefined) complain(where, "mistake.unknown-indicator", { id: code });
      else if (part.isRetired === true) complain(where, "mistake.derived-retired", { part: code });
    }
    if (derived.kind === "calculation") checkCalculation(item, index, byCode, registry, complain);
    if (derived.kind === "sum") checkPlaces(derived.places, [...path, "places"], places, complain);
    const part = byCode.get(String(derived.of));
    if (part !== undefined) checkComputable(derived, part, path, complain);
    if (!keepsUnit(derived)) continue;
    const { vi: found } = itemOf(item.unit);
    for (const [, code] of parts) {
      const { vi: expected } = itemOf(byCode.get(code)?.unit);
      // Told where the unit stands: that is what has to be mended.
      if (isText(found) && isText(expected) && found !== expected)
        complain(["indicators", index, "unit", "vi"], "mistake.derived-unit", { part: code, expected, found });
    }
  }
  tellCircle(items, complain);
}

function checkPlaces(list: unknown, path: Path, places: ReadonlySet<string>, complain: Complain): void {
  if (!Array.isArray(list)) return;
  for (const [at, place] of list.entries()) {
    if (!isText(place)) continue;
    if (!places.has(place)) complain([...path, at], "mistake.unknown-place", { id: place });
    else if (list.indexOf(place) < at) complain([...path, at], "mistake.derived-twice", { place });
  }
}

function checkComputable(derived: Item, part: Item, path: Path, complain: Complain): void {
  const code = String(derived.of);
  const isByMinute = part.period === "minute";
  if (derived.kind === "cumulative" && (isByMinute || part.period === "hour"))
    complain([...path, "of"], "mistake.derived-cumulative", { part: code });
  const limit = isByMinute ? 7 : 400;
  if (derived.kind === "average" && daysIn(derived.over) > limit)
    complain([...path, "over"], "mistake.derived-average", { limit, found: String(derived.over) });
  if (derived.kind === "change" && derived.against === "plan" && part.plan === undefined)
    complain([...path, "against"], "mistake.derived-no-plan", { part: code });
}

/** Told at the indicator that the circle begins with. */
function tellCircle(items: readonly [Item, number][], complain: Complain): void {
  const derivedOf = new Map<string, Derived>();
  for (const [item] of items) {
    const derived = Derived.safeParse(item.derived);
    if (isText(item.code) && derived.success && item.isRetired !== true) derivedOf.set(item.code, derived.data);
  }
  const circle = circleIn(derivedOf);
  const index = items.find(([item]) => item.code === circle?.[0])?.[1];
  if (circle !== null && index !== undefined)
    complain(["indicators", index, "derived"], "mistake.derived-circle", { circle: circle.join(" → ") });
}
