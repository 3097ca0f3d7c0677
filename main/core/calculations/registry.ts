import { Edition, type SiteEdition } from "#contract/calculations/edition.ts";
import type { CalculationResult } from "#contract/calculations/http.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { builtInEditions } from "./built-in.ts";
import { type Given, Refusal, refused } from "./formula.ts";
import { formulas } from "./formulas.ts";

/** An edition that can be computed. */
export type Calculation = Edition & {
  /** The first day on which it no longer holds; null: nothing is known to follow it. */
  endsOn: string | null;
  /** Pure, and never thrown out of: what cannot be computed is a refusal. @param place where the figure is */
  compute(given: Given, place: string): CalculationResult;
};

export type Registry = {
  /** Of all calculations, sorted. */
  names(): string[];
  /** All editions of one, the oldest first; none where there is no such calculation. */
  editionsOf(name: string): readonly Calculation[];
  /** @param day of the site, "2026-07-01" */
  inForce(name: string, day: string): Calculation | undefined;
};

/** @param at which of the site's editions it is in; undefined: in the program's own */
export type EditionMistake = { at: number | undefined; path: readonly (string | number)[]; message: CodedMessage };

type Stated = { edition: Edition; at: number | undefined };

/**
 * The program's calculations with those of a site laid over them.
 * @returns what is right of them, and what is wrong with the others: a profile with such mistakes is not taken
 */
export function openRegistry(
  site: readonly SiteEdition[] = [],
  own: readonly Edition[] = builtInEditions(),
): { registry: Registry; mistakes: EditionMistake[] } {
  const mistakes: EditionMistake[] = [];
  const stated: Stated[] = own.map((edition) => ({ edition, at: undefined }));
  for (const [at, one] of site.entries()) {
    const edition = completed(one, own);
    if (edition === undefined) {
      const message = { code: "mistake.edition-incomplete", params: { calculation: one.calculation } };
      mistakes.push({ at, path: ["calculation"], message });
      continue;
    }
    const same = stated.findIndex(
      (other) =>
        other.at === undefined &&
        other.edition.calculation === edition.calculation &&
        other.edition.effectiveFrom === edition.effectiveFrom,
    );
    if (same >= 0) stated.splice(same, 1);
    stated.push({ edition, at });
  }
  const byName = Map.groupBy(stated, ({ edition }) => edition.calculation);
  const calculations = new Map<string, Calculation[]>();
  for (const [name, all] of byName) {
    all.sort((a, b) => a.edition.effectiveFrom.localeCompare(b.edition.effectiveFrom));
    mistakes.push(...datesWrong(name, all), ...unequal(name, all));
    const made = all.flatMap(({ edition, at }, place) => {
      const follows = all[place + 1]?.edition.effectiveFrom ?? null;
      const wrong = formulaWrong(edition);
      mistakes.push(...wrong.map((mistake) => ({ at, ...mistake })));
      return wrong.length > 0 ? [] : [computable(edition, edition.effectiveUntil ?? follows)];
    });
    calculations.set(name, made);
  }
  const editionsOf = (name: string) => calculations.get(name) ?? [];
  return {
    mistakes,
    registry: {
      names: () => [...calculations.keys()].sort(),
      editionsOf,
      inForce: (name, day) =>
        editionsOf(name).find((one) => one.effectiveFrom <= day && (one.endsOn === null || day < one.endsOn)),
    },
  };
}

const opened = new WeakMap<readonly SiteEdition[], Registry>();

/** The registry of a profile that was checked. */
export function registryOf({ calculations }: { calculations: readonly SiteEdition[] }): Registry {
  const known = opened.get(calculations);
  if (known !== undefined) return known;
  const { registry } = openRegistry(calculations);
  opened.set(calculations, registry);
  return registry;
}

/** What a site leaves out is as in the edition of the program that holds on that day, or in its first one for days before. */
function completed(site: SiteEdition, own: readonly Edition[]): Edition | undefined {
  const known = own.filter(({ calculation }) => calculation === site.calculation);
  const base = known.findLast(({ effectiveFrom }) => effectiveFrom <= site.effectiveFrom) ?? known[0];
  const { effectiveUntil: _, ...kept } = base ?? {};
  const whole = Edition.safeParse({ ...kept, ...site, parameters: { ...base?.parameters, ...site.parameters } });
  return whole.success ? whole.data : undefined;
}

function computable(edition: Edition, endsOn: string | null): Calculation {
  const formula = formulas[edition.formula];
  const parameters = formula?.parameters.parse(edition.parameters);
  return {
    ...edition,
    endsOn,
    compute(given, place) {
      try {
        const result = formula?.compute(given, parameters, place);
        const isNumber = result?.parts.every(({ contribution }) => Number.isFinite(contribution));
        return result !== undefined && isNumber ? result : refused({ code: "calculation.out-of-range", params: {} });
      } catch (error) {
        if (error instanceof Refusal) return refused(error.said);
        throw error;
      }
    },
  };
}

type OwnMistake = Omit<EditionMistake, "at">;

function formulaWrong({ formula: name, parameters, inputs, taking }: Edition): OwnMistake[] {
  const formula = Object.hasOwn(formulas, name) ? formulas[name] : undefined;
  if (formula === undefined) {
    const params = { formula: name, known: Object.keys(formulas).join(", ") };
    return [{ path: ["formula"], message: { code: "mistake.edition-formula", params } }];
  }
  const parsed = formula.parameters.safeParse(parameters);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const params = { formula: name, at: issue?.path.join(".") || "·", detail: issue?.message ?? "" };
    return [{ path: ["parameters"], message: { code: "mistake.edition-parameters", params } }];
  }
  const spokenOf = new Set(formula.inputsOf(parsed.data));
  const stated = inputs.map((input) => input.name);
  const twice = stated.filter((one, at) => stated.indexOf(one) < at);
  const apart = [
    ...twice,
    ...stated.filter((one) => !spokenOf.has(one)),
    ...[...spokenOf].filter((one) => !stated.includes(one)),
  ];
  if (apart.length > 0)
    return [{ path: ["inputs"], message: { code: "mistake.edition-inputs", params: { inputs: apart.join(", ") } } }];
  if (taking.kind !== "newest" && !inputs.some(({ isLeading }) => isLeading))
    return [{ path: ["inputs"], message: { code: "mistake.edition-no-leading", params: {} } }];
  return [];
}

function datesWrong(calculation: string, all: readonly Stated[]): EditionMistake[] {
  return all.flatMap(({ edition, at }, place): EditionMistake[] => {
    const { effectiveFrom, effectiveUntil } = edition;
    const next = all[place + 1]?.edition;
    const until = effectiveUntil ?? next?.effectiveFrom;
    const wrong = (code: string, params: CodedMessage["params"]): EditionMistake[] => [
      { at: at ?? all[place + 1]?.at, path: ["effectiveFrom"], message: { code, params: { calculation, ...params } } },
    ];
    if (until !== undefined && until <= effectiveFrom) return wrong("mistake.edition-overlap", { day: effectiveFrom });
    if (next === undefined || until === undefined || until === next.effectiveFrom) return [];
    if (until > next.effectiveFrom) return wrong("mistake.edition-overlap", { day: next.effectiveFrom });
    return wrong("mistake.edition-gap", { from: until, to: next.effectiveFrom });
  });
}

/** A profile names inputs once, for all editions. */
function unequal(calculation: string, all: readonly Stated[]): EditionMistake[] {
  const formOf = ({ edition: { inputs, units, taking } }: Stated) =>
    JSON.stringify([inputs.map(({ label: _, ...input }) => input), units, taking]);
  return all
    .filter((one) => formOf(one) !== formOf(all[0] as Stated))
    .map(({ at }) => ({ at, path: ["inputs"], message: { code: "mistake.edition-differs", params: { calculation } } }));
}
