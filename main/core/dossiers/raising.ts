import type { Dossier } from "#contract/dossiers/dossier.ts";
import type { Deed, Raise } from "#contract/dossiers/http.ts";
import type { CountName } from "#contract/dossiers/settings.ts";
import { type CountedSpan, type Counts, countsOf, type DaysBetween } from "./counting.ts";
import { effectiveDueMs, isWaiting } from "./course.ts";

/** A score as computed from counts: by the formulas in force, before rounding. */
export type Scored = {
  /** null: a component has no value. */
  total: number | null;
  /** Of the components that have a value, what they come to. */
  known: number;
  /** Indicators of components, and inputs, without a value. */
  missing: string[];
};

export type RaisingUnit = {
  unit: string;
  counts: Counts;
  /** Of the month's dossiers. */
  dossiers: readonly Dossier[];
};

export type RaisingOptions = {
  units: readonly RaisingUnit[];
  /** All units together. */
  home: { place: string; counts: Counts };
  /** @returns undefined where a place has no score at all */
  scoreOf(place: string, counts: Counts): Scored | undefined;
  span: CountedSpan;
  /** The end of the week, epoch ms. */
  weekEndMs: number;
  /** As many as are told. */
  most: number;
};

export type Outlook = { now: number | null; ifNothing: number | null; ifAll: number | null; missing: string[] };

export type Raising = {
  home: Outlook;
  units: (Outlook & { unit: string; dossiers: number })[];
  /** What gives most first. */
  raises: Omit<Raise, "isSimulated">[];
  more: number;
  alreadyLate: number;
};

/** By how much counts change. */
type Change = Partial<Record<CountName, number>>;

const withChange = (counts: Counts, change: Change): Counts => {
  const made: Record<string, number | null> = { ...counts };
  for (const [name, by] of Object.entries(change)) {
    const value = made[name];
    // What nobody counts does not change.
    if (value !== null && value !== undefined) made[name] = value + by;
  }
  return made as Counts;
};

const added = (changes: readonly Change[]): Change => {
  const all: Record<string, number> = {};
  for (const change of changes) for (const [name, by] of Object.entries(change)) all[name] = (all[name] ?? 0) + by;
  return all;
};

/** @param after what is done before it: its points are what it adds to that */
type Found = { deed: Deed; change: Change; after?: Change };
/** `kind`: the same of all that have the same to be done. */
type Looked = { dossier: Dossier; isDue: boolean; deeds: Found[]; kind: string };
type Worth = Pick<Raise, "deeds" | "points" | "homePoints"> & { all: Change };
const kindOf = (deeds: readonly { deed: Deed }[], isDue: boolean): string =>
  `${isDue ? "due " : ""}${deeds.map(({ deed }) => deed).join()}`;
/** What is due when matters here, not in how many days. */
const noDays: DaysBetween = () => null;

/**
 * What can be done for each dossier this week, and by how much the score is then more than it would be if nothing were done: what is due
 * by the end of the week and is not finished is late then. Each is computed anew with the very formulas that the score has; the same
 * change at the same place is computed once.
 */
export function raise(options: RaisingOptions): Raising {
  const { home, scoreOf, span, weekEndMs } = options;
  const found = options.units.map((one) => ({
    ...one,
    each: one.dossiers.flatMap((dossier) => lookedAt(dossier, span, weekEndMs)),
  }));
  const lapsed = (due: number): Change => (due === 0 ? {} : { "on-time": -due, late: due });
  const dueIn = (each: readonly Looked[]): number => each.reduce((sum, { isDue }) => sum + Number(isDue), 0);
  /** By how much the score of a place is more with a change. */
  const gainAt = (place: string, base: Counts) => {
    const before = scoreOf(place, base);
    return (change: Change): number =>
      before === undefined ? 0 : (scoreOf(place, withChange(base, change))?.known ?? 0) - before.known;
  };
  const outlook = (place: string, counts: Counts, nothing: Counts, all: Change): Outlook => {
    const now = scoreOf(place, counts);
    return {
      now: now?.total ?? null,
      ifNothing: scoreOf(place, nothing)?.total ?? null,
      ifAll: scoreOf(place, withChange(nothing, all))?.total ?? null,
      missing: now?.missing ?? [],
    };
  };

  const homeNothing = withChange(home.counts, lapsed(found.reduce((sum, { each }) => sum + dueIn(each), 0)));
  const computedAtHome = gainAt(home.place, homeNothing);
  const knownAtHome = new Map<string, number>();
  const gainAtHome = (kind: string, change: Change): number => {
    const known = knownAtHome.get(kind) ?? computedAtHome(change);
    knownAtHome.set(kind, known);
    return known;
  };
  const hasHomeScore = scoreOf(home.place, homeNothing) !== undefined;
  const raises: Raising["raises"] = [];
  const units: Raising["units"] = [];
  const everything: Record<string, number> = {};
  for (const { unit, counts, each } of found) {
    const nothing = withChange(counts, lapsed(dueIn(each)));
    const gain = gainAt(unit, nothing);
    /** What dossiers with the same to be done give: the same. */
    const worth = new Map<string, Worth | undefined>();
    const worthOf = (deeds: readonly Found[], isDue: boolean): Worth | undefined => {
      const before = gain(deeds.find(({ after }) => after !== undefined)?.after ?? {});
      const points = deeds.map(({ change, after }) =>
        after === undefined ? gain(change) : gain(added([after, change])) - before,
      );
      const raising = deeds
        .map((one, at) => ({ ...one, points: points[at] ?? 0 }))
        .filter(({ deed, points }) => points > least || deed === "finish" || deed === "supplement");
      const all = added(raising.map(({ change }) => change));
      const [own, atHome] = [gain(all), gainAtHome(kindOf(raising, isDue), all)];
      if (own <= least && atHome <= least) return undefined;
      const told = raising.map(({ deed, points }) => ({ deed, points })).sort((a, b) => b.points - a.points);
      return { all, points: own, homePoints: hasHomeScore ? atHome : null, deeds: told };
    };
    const done: Record<string, number> = {};
    let dossiers = 0;
    for (const { dossier, deeds, kind, isDue } of each) {
      if (!worth.has(kind)) worth.set(kind, worthOf(deeds, isDue));
      const found = worth.get(kind);
      if (found === undefined) continue;
      for (const sums of [done, everything])
        for (const [name, by] of Object.entries(found.all)) sums[name] = (sums[name] ?? 0) + by;
      dossiers += 1;
      raises.push({
        ...{ code: dossier.code, procedure: dossier.procedure, procedureName: dossier.procedureName, unit },
        dueMs: effectiveDueMs(dossier, span.untilMs),
        ...{ deeds: found.deeds, points: found.points, homePoints: found.homePoints },
      });
    }
    units.push({ unit, dossiers, ...outlook(unit, counts, nothing, done) });
  }
  raises.sort(
    (a, b) =>
      (b.homePoints ?? 0) - (a.homePoints ?? 0) ||
      b.points - a.points ||
      (a.dueMs ?? Number.POSITIVE_INFINITY) - (b.dueMs ?? Number.POSITIVE_INFINITY) ||
      (a.code ?? "").localeCompare(b.code ?? ""),
  );
  return {
    home: outlook(home.place, home.counts, homeNothing, everything),
    units,
    raises: raises.slice(0, options.most),
    more: Math.max(0, raises.length - options.most),
    alreadyLate: options.units.reduce((sum, { counts }) => sum + (counts["open-late"] ?? 0), 0),
  };
}

/** What is less is the noise of binary fractions. */
const least = 1e-9;

/** What is not done yet and can be, whatever becomes of the dossier. */
const still: readonly { fact: keyof Dossier["facts"]; count: CountName; deed: Deed }[] = [
  { fact: "isDigitised", count: "digitised", deed: "digitise" },
  { fact: "synchronised", count: "synchronised", deed: "synchronise" },
  { fact: "isStored", count: "stored", deed: "store" },
  { fact: "hasCitizenData", count: "citizen-data", deed: "citizen-data" },
];

/** What can be done for a dossier; nothing for one that is not of the month. */
function lookedAt(dossier: Dossier, span: CountedSpan, weekEndMs: number): Looked[] {
  const counts = countsOf(dossier, span, noDays);
  if (counts.size === 0) return [];
  const { facts } = dossier;
  const isOpen = counts.has("open");
  const dueMs = effectiveDueMs(dossier, span.untilMs);
  const waits = isOpen && isWaiting(dossier, span.untilMs);
  // What waits for its applicant is not late when the week ends; the time of the supplement is taken off.
  const isDue = isOpen && !waits && counts.has("on-time") && dueMs !== null && dueMs <= weekEndMs;
  const deeds: Found[] = [];
  if (isDue || (waits && counts.has("on-time"))) {
    const finished: Change = { open: -1, ended: 1, ...(isDue ? { "on-time": 1, late: -1 } : {}) };
    deeds.push({ deed: waits ? "supplement" : "finish", change: finished });
    deeds.push({ deed: "e-result", change: { "e-results": 1 }, after: finished });
  } else if (counts.has("ended") && facts.hasEResult === false)
    deeds.push({ deed: "e-result", change: { "e-results": 1 } });
  if (counts.has("received")) {
    for (const { fact, count, deed } of still) if (facts[fact] === false) deeds.push({ deed, change: { [count]: 1 } });
    if (isOpen && facts.hasFee === true && facts.isPaidOnline === false)
      deeds.push({ deed: "pay-online", change: { "paid-online": 1 } });
  }
  return [{ dossier, isDue, deeds, kind: kindOf(deeds, isDue) }];
}
