import type { DossierFacts } from "#contract/dossiers/dossier.ts";
import { type CountName, countNames } from "#contract/dossiers/settings.ts";
import { type Course, effectiveDueMs, endOf, hasBegun, isWaiting, outcomeOf } from "./course.ts";

/** A month, and the moment up to which it is counted: its end, or now in the one that runs. */
export type CountedSpan = { fromMs: number; toMs: number; untilMs: number };

/** Working days from the site's day of one moment to that of another; null outside of the calendar. */
export type DaysBetween = (fromMs: number, toMs: number) => number | null;

/** Counts that need something told, by what must be told. */
const factOf: Partial<Record<CountName, keyof DossierFacts>> = {
  synchronised: "synchronised",
  "with-fee": "hasFee",
  "paid-online": "isPaidOnline",
  "procedures-paid-online": "isPaidOnline",
  "e-results": "hasEResult",
  digitised: "isDigitised",
  reused: "isReused",
  stored: "isStored",
  "citizen-data": "hasCitizenData",
  disliked: "isDisliked",
};

/**
 * The counts that a dossier adds one to, each once; none where it is not in hand in the month. That is the whole of the rule: figures
 * add these up, and the list of dossiers behind a figure are those that have its name here.
 */
export function countsOf(course: Course, span: CountedSpan, daysBetween: DaysBetween): Set<CountName> {
  const { untilMs, fromMs } = span;
  const { acceptedMs, channel, facts } = course;
  const ended = endOf(course);
  const counts = new Set<CountName>();
  if (!hasBegun(course.state) || acceptedMs > untilMs || (ended !== null && ended < fromMs)) return counts;
  const isEnded = ended !== null && ended <= untilMs;
  const outcome = outcomeOf(course, untilMs);
  const add = (name: CountName, isSo = true) => isSo && counts.add(name);

  add("to-handle");
  add(acceptedMs < fromMs ? "carried-over" : "received");
  add(outcome === null ? "without-due" : outcome.isOnTime ? "on-time" : "late");
  add("asked-twice", outcome?.reason === "asked-twice");
  add(isEnded ? "ended" : "open");
  if (isEnded) {
    add("ended-late", outcome?.isOnTime === false);
    add("disliked", facts.isDisliked === true);
    add("e-results", facts.hasEResult === true);
  } else {
    add("open-late", outcome?.isOnTime === false);
    add("waiting", isWaiting(course, untilMs));
    const dueMs = effectiveDueMs(course, untilMs);
    if (outcome?.isOnTime && dueMs !== null && !isWaiting(course, untilMs)) {
      const days = daysBetween(untilMs, dueMs);
      add("due-1", days !== null && days <= 1);
      add("due-3", days !== null && days <= 3);
    }
  }
  if (acceptedMs >= fromMs) {
    add("online", channel === "online");
    add("services-online", channel === "online");
    add("synchronised", facts.synchronised === true);
    add("digitised", facts.isDigitised === true);
    add("reused", facts.isReused === true);
    add("stored", facts.isStored === true);
    add("citizen-data", facts.hasCitizenData === true);
    if (facts.hasFee === true) {
      add("with-fee");
      add("paid-online", facts.isPaidOnline === true);
      add("procedures-paid-online", facts.isPaidOnline === true);
    }
  }
  return counts;
}

/** Counts of procedures: each once, however many dossiers it has. */
const ofProcedures = ["services-online", "procedures-paid-online"] as const;
type OfProcedures = (typeof ofProcedures)[number];
const isOfProcedures = (name: CountName): name is OfProcedures =>
  name === "services-online" || name === "procedures-paid-online";

/** What was counted of some dossiers; two of different dossiers add up to that of all. */
export type Tally = {
  counts: Map<CountName, number>;
  procedures: Record<OfProcedures, Set<string>>;
  /** Facts that somebody has told of at least one of the month's dossiers. */
  told: Set<keyof DossierFacts>;
  isSimulated: boolean;
};

export const emptyTally = (): Tally => ({
  counts: new Map(),
  procedures: { "services-online": new Set(), "procedures-paid-online": new Set() },
  told: new Set(),
  isSimulated: false,
});

export function tallyOf(
  dossiers: Iterable<Course & { isSimulated: boolean }>,
  span: CountedSpan,
  daysBetween: DaysBetween,
): Tally {
  const tally = emptyTally();
  for (const dossier of dossiers) {
    const counts = countsOf(dossier, span, daysBetween);
    if (counts.size === 0) continue;
    tally.isSimulated ||= dossier.isSimulated;
    for (const [fact, value] of Object.entries(dossier.facts))
      if (value !== null) tally.told.add(fact as keyof DossierFacts);
    for (const name of counts)
      if (isOfProcedures(name)) tally.procedures[name].add(dossier.procedure);
      else tally.counts.set(name, (tally.counts.get(name) ?? 0) + 1);
  }
  return tally;
}

/** The tally of all dossiers of several tallies, none of which is in two of them. */
export function merged(tallies: Iterable<Tally>): Tally {
  const all = emptyTally();
  for (const { counts, procedures, told, isSimulated } of tallies) {
    for (const [name, count] of counts) all.counts.set(name, (all.counts.get(name) ?? 0) + count);
    for (const name of ofProcedures) for (const one of procedures[name]) all.procedures[name].add(one);
    for (const one of told) all.told.add(one);
    all.isSimulated ||= isSimulated;
  }
  return all;
}

export type Counts = Readonly<Record<CountName, number | null>>;

/** null: nobody has told what the count is of. Where there are no dossiers, none of them is known to be missing: 0. */
export function numbersOf(tally: Tally): Counts {
  const isNone = (tally.counts.get("to-handle") ?? 0) === 0;
  const numberOf = (name: CountName): number | null => {
    const fact = factOf[name];
    if (fact !== undefined && !isNone && !tally.told.has(fact)) return null;
    return isOfProcedures(name) ? tally.procedures[name].size : (tally.counts.get(name) ?? 0);
  };
  return Object.fromEntries(countNames.map((name) => [name, numberOf(name)])) as Counts;
}
