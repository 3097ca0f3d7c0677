import { type Edition, SiteEdition } from "#contract/calculations/edition.ts";
import type { ErrorCode } from "#contract/errors.ts";
import { openRegistry, type Registry } from "../calculations/registry.ts";
import type { Complain, Path } from "./mistake.ts";

type Item = Record<string, unknown>;

const isText = (value: unknown): value is string => typeof value === "string";
const itemOf = (value: unknown): Item => (typeof value === "object" && value !== null ? (value as Item) : {});

/** "µ" has two code points, "³" is a 3: what looks the same is the same. */
const folded = (unit: string): string => unit.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
const isAmong = (unit: string, units: readonly string[]): boolean => units.some((one) => folded(one) === folded(unit));

/**
 * What is wrong with a site's own editions, on the raw data of a profile; of those with a wrong form zod tells.
 * @returns all calculations that are right, for what names them
 */
export function checkEditions(raw: unknown, complain: Complain): Registry {
  const stated = (Array.isArray(raw) ? raw : []).flatMap((one, index) => {
    const parsed = SiteEdition.safeParse(one);
    return parsed.success ? [{ edition: parsed.data, index }] : [];
  });
  const { registry, mistakes } = openRegistry(stated.map(({ edition }) => edition));
  for (const { at, path, message } of mistakes) {
    const index = at === undefined ? undefined : stated[at]?.index;
    if (index !== undefined) complain(["calculations", index, ...path], message.code, message.params);
  }
  return registry;
}

/** What is wrong with one indicator that a calculation gives: its name, its inputs, and the units on both sides. */
export function checkCalculation(
  item: Item,
  index: number,
  byCode: ReadonlyMap<string, Item>,
  registry: Registry,
  complain: Complain,
): void {
  const derived = itemOf(item.derived);
  const path: Path = ["indicators", index, "derived"];
  if (!isText(derived.name)) return;
  const calculation = derived.name;
  const [edition] = registry.editionsOf(calculation);
  if (edition === undefined) {
    const known = registry.names().join(", ");
    complain([...path, "name"], "mistake.unknown-calculation", { id: calculation, known });
    return;
  }
  const named = itemOf(derived.inputs);
  const names = edition.inputs.map(({ name }) => name);
  for (const input of Object.keys(named))
    if (!names.includes(input))
      complain([...path, "inputs", input], "mistake.calculation-input-extra", {
        ...{ calculation, input, known: names.join(", ") },
      });
  const leading = edition.inputs.filter(({ isLeading }) => isLeading).map(({ name }) => name);
  if (leading.length > 0 && !leading.some((name) => named[name] !== undefined))
    complain([...path, "inputs"], "mistake.calculation-no-leading", { calculation, inputs: leading.join(", ") });
  for (const { name, label, units, isOptional, isLeading } of edition.inputs) {
    const code = named[name];
    if (code === undefined && !isOptional && !isLeading)
      complain([...path, "inputs"], "mistake.calculation-input-missing", {
        ...{ calculation, input: name, label: label.vi, units: units.join(" | ") },
      });
    const part = isText(code) ? byCode.get(code) : undefined;
    if (part === undefined) continue;
    const { vi: found } = itemOf(part.unit);
    if (isText(found) && !isAmong(found, units))
      complain([...path, "inputs", name], "mistake.calculation-input-unit", {
        ...{ input: name, part: String(code), expected: units.join(" | "), found },
      });
    const wrongPeriod = periodWrong(edition, isLeading, String(part.period));
    if (wrongPeriod !== undefined)
      complain([...path, "inputs", name], wrongPeriod, { calculation, part: String(code) });
  }
  const { vi: found } = itemOf(item.unit);
  if (isText(found) && !isAmong(found, edition.units))
    complain(["indicators", index, "unit", "vi"], "mistake.calculation-unit", {
      ...{ calculation, expected: edition.units.join(" | "), found },
    });
}

/** What is taken hour by hour has to be counted so, and what is taken month by month too, but for what holds for a year. */
function periodWrong({ taking }: Edition, isLeading: boolean, period: string): ErrorCode | undefined {
  if (taking.kind === "newest") return undefined;
  if (taking.kind !== "years")
    return period === "minute" || period === "hour" ? undefined : "mistake.calculation-input-period";
  return period === "month" || (period === "year" && !isLeading) ? undefined : "mistake.calculation-input-month";
}
