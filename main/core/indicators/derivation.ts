import { isDeepStrictEqual } from "node:util";
import type { Logger } from "pino";
import { periodOf } from "#contract/calendar/periods.ts";
import { type Derived, partsOf } from "#contract/entities/derived.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import { isCondensed } from "#contract/entities/retention.ts";
import { registryOf } from "../calculations/registry.ts";
import type { Stored, Storing } from "../ingest/storing.ts";
import type {
  Appended,
  NewReading,
  PastRepository,
  PastValue,
  SourceMemoryRepository,
} from "../store/reading-repositories.ts";
import { everMs, lookedUp, ownDayEndMs } from "./calculating.ts";
import { createConversion } from "./conversion.ts";
import { evaluate, type Later, laterOf } from "./evaluation.ts";

export type DerivationOptions = {
  profile: Profile;
  /** Of `createStoring`: what is derived goes the same way as what comes from platforms. */
  store: Storing["store"];
  past: PastRepository;
  /** Where it notes which places' past was converted. */
  memory: SourceMemoryRepository;
  /** Of the site's standard time from UTC. */
  offsetMs: number;
  /** Epoch ms. */
  now(): number;
  log: Logger;
};

export type Derivation = {
  /** To be told of all that is stored: what follows from it is to be derived. */
  onStored(stored: Pick<Stored, "appended">): void;
  /** Derives from these as it stands: at the start, for what was stored just before the last run ended. */
  deriveAll(latest: readonly Reading[]): Promise<void>;
  /** What is derived, and how, is another from now on; what was derived stands. To be followed by `deriveAll`. */
  replace(profile: Profile): void;
  /** Resolves when what was stored up to now has been worked in. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

/** What is to be computed: a derived indicator, or, without `derived`, the figure of a place from those of former ones. */
type Target = { indicator: Indicator; derived?: Derived };
/** A derived value to compute, as it stood at a moment. */
type Task = { target: Target; place: string; atMs: number };

/** What comes within this time is worked in together: a sum over 65 communes is computed once, not 65 times. */
const gatherMs = 100;
/** So many parts are looked up before everything else has its turn: some 5 ms. A sum over 65 communes counts as 65. */
const partsAtOnce = 200;
/** What an average or a change looks up, about. */
const partsUsually = 4;
/** A revision far back shows in so many later values at most; those after them are derived anew when they change themselves. */
const laterInstants = 1_000;
const dayMs = 86_400_000;

/**
 * Computes derived indicators after their parts were stored, and stores them like readings, of the source `derived`. What is
 * waiting is one task a derived series and moment, so it is bounded by what is stored while the last were computed.
 */
export function createDerivation(options: DerivationOptions): Derivation {
  const { store, past, log, now, offsetMs } = options;
  let { profile } = options;
  let { indicators, targetsOf, kindOf, conversion, around, followsAnything } = planOf(profile, past, offsetMs);
  let tasks = new Map<string, Task>();
  /** What looks back and had a part changed in the past: everything later that it shows in, expanded when it is worked on. */
  let since = new Map<string, Omit<Task, "atMs"> & Later>();
  /** Of what is calculated by the day the last day that was seen to be over, one a series. */
  const daysOver = new Map<string, number>();
  /** The newest instant of each series since it was last worked on. A second one does not hide the first: see `follow`. */
  let newestOf = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  let isStopped = false;
  let hasFailed = false;

  const add = (target: Target, place: string, atMs = everMs): void => {
    const { derived } = target;
    if (derived?.kind === "sum" && place !== profile.place && !derived.places.includes(place)) return;
    const where = derived?.kind === "sum" ? profile.place : place;
    // A share that says something of a province may say nothing of an office with two letters in hand.
    const kind = derived === undefined ? undefined : kindOf.get(where);
    if (kind !== undefined && target.indicator.places?.includes(kind) === false) return;
    tasks.set(`${target.indicator.code}@${where}@${atMs}`, { target, place: where, atMs });
    if (!isStopped)
      timer ??= setTimeout(() => {
        timer = undefined;
        void work();
      }, gatherMs);
  };

  /** The parts of a day or a longer period need not be of the same minute: what came of it up to its end belongs together. */
  const wholeOf = ({ derived }: Target, part: Indicator, atMs: number): number => {
    const isCombined = derived === undefined || !("over" in derived || ["cumulative", "change"].includes(derived.kind));
    return isCombined && !isCondensed(part) ? periodOf(part.period, atMs, offsetMs).toMs : atMs;
  };

  const addSince = (target: Target, place: string, later: Later): void => {
    const key = `${target.indicator.code}@${place}`;
    const { fromMs, toMs } = since.get(key) ?? later;
    const stretch = { fromMs: Math.min(fromMs, later.fromMs), toMs: Math.max(toMs, later.toMs) };
    since.set(key, { target, place, ...later, ...stretch });
  };

  /** Of what is calculated by the day: the indicators whose values tell that one is over. */
  const leadersByDay = ({ derived }: Target): string[] | undefined => {
    if (derived?.kind !== "calculation") return undefined;
    const [edition] = around.registry.editionsOf(derived.name);
    if (edition?.taking.kind !== "day") return undefined;
    return edition.inputs.flatMap(({ name, isLeading }) => (isLeading ? (derived.inputs[name] ?? []) : []));
  };

  /** A day is calculated once when something of the next one comes, and again for whatever changes in its own hours. */
  const addDays = (
    target: Target,
    { indicator, place, asOfMs }: Reading,
    isNewest: boolean,
    leaders: string[],
  ): void => {
    const endMs = ownDayEndMs(asOfMs, offsetMs);
    // Nothing comes of it as long as the day is not over.
    if (!isNewest || asOfMs === endMs || !leaders.includes(indicator)) {
      add(target, place, endMs);
      return;
    }
    const beforeMs = endMs - dayMs;
    const key = seriesKey(target.indicator.code, place);
    if ((daysOver.get(key) ?? 0) >= beforeMs) return;
    daysOver.set(key, beforeMs);
    add(target, place, beforeMs);
  };

  /** What became of a set: what follows from it is to be derived. */
  const follow = (appended: readonly Appended[]): void => {
    for (const { outcome, reading, isNewest } of appended) {
      const part = indicators.get(reading.indicator);
      if (outcome === "repeated" || part === undefined) continue;
      for (const place of conversion.affectedBy(part, reading.place, reading.asOfMs))
        add({ indicator: part }, place, periodOf(part.period, reading.asOfMs, offsetMs).toMs);
      const targets = targetsOf.get(reading.indicator);
      if (targets === undefined) continue;
      const key = seriesKey(reading.indicator, reading.place);
      // Of a file with twelve months all twelve are derived, not only how it stands after the last.
      const hidden = isNewest ? newestOf.get(key) : undefined;
      if (isNewest) newestOf.set(key, reading.asOfMs);
      for (const target of targets) {
        const leaders = leadersByDay(target);
        if (leaders !== undefined) {
          addDays(target, reading, isNewest, leaders);
          continue;
        }
        add(target, reading.place);
        if (hidden !== undefined) add(target, reading.place, wholeOf(target, part, hidden));
        if (!isNewest) add(target, reading.place, wholeOf(target, part, reading.asOfMs));
        const later = target.derived && laterOf(target.derived, part, reading.asOfMs, isNewest, around);
        if (later !== undefined) addSince(target, reading.place, later);
      }
    }
  };

  const expand = async (): Promise<void> => {
    const changed = [...since.values()];
    since = new Map();
    for (const { target, place, codes, fromMs, toMs } of changed)
      for (const code of codes)
        for (const instant of await past.instantsIn(code, place, fromMs, toMs, laterInstants))
          add(target, place, instant);
  };

  const found = ({ target: { indicator, derived }, place, atMs }: Task): Promise<PastValue | undefined> =>
    derived === undefined ? conversion.convert(indicator, place, atMs, around) : evaluate(derived, place, atMs, around);

  const compute = async (task: Task): Promise<NewReading | undefined> => {
    const value = await found(task);
    const { target, place } = task;
    return value === undefined ? undefined : { indicator: target.indicator.code, place, ...value, receivedAtMs: now() };
  };

  const partsOfTask = (task: Task | undefined): number => {
    const { derived } = task?.target ?? {};
    if (derived?.kind === "sum") return derived.places.length;
    const [edition] = derived?.kind === "calculation" ? around.registry.editionsOf(derived.name) : [];
    return edition === undefined ? partsUsually : lookedUp(edition.inputs.length, edition.taking);
  };

  const workOnce = async (): Promise<void> => {
    await expand();
    const taken = [...tasks.values()];
    tasks = new Map();
    newestOf = new Map();
    hasFailed = false;
    for (let from = 0, until = 0; from < taken.length && !isStopped; from = until) {
      for (let parts = 0; until < taken.length && parts < partsAtOnce; until++) parts += partsOfTask(taken[until]);
      const part = taken.slice(from, until);
      try {
        const computed = (await Promise.all(part.map(compute))).filter((one) => one !== undefined);
        if (computed.length > 0) await store(computed);
      } catch (error) {
        hasFailed = true;
        log.warn({ err: error, waiting: taken.length - from }, "derived figures could not be stored; tried again");
        for (const task of taken.slice(from)) add(task.target, task.place, task.atMs);
        return;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  const work = (): Promise<void> => {
    working = working.then(workOnce);
    return working;
  };

  return {
    onStored({ appended }) {
      if (followsAnything) follow(appended);
    },
    replace(next) {
      profile = next;
      daysOver.clear();
      ({ indicators, targetsOf, kindOf, conversion, around, followsAnything } = planOf(next, past, offsetMs));
      const isStill = ({ target: { indicator, derived } }: Pick<Task, "target">) =>
        isDeepStrictEqual(indicators.get(indicator.code), indicator) && (derived === undefined || !indicator.isRetired);
      tasks = new Map([...tasks].filter(([, task]) => isStill(task)));
      since = new Map([...since].filter(([, task]) => isStill(task)));
    },
    async deriveAll(latest) {
      for (const { indicator, place } of latest)
        for (const target of targetsOf.get(indicator) ?? []) add(target, place);
      await work();
      for (const place of await conversion.places(options.memory)) {
        if (isStopped) return;
        const { moments, done } = await conversion.pending(place, past, options.memory);
        for (const { indicator, atMs } of moments) add({ indicator }, place, atMs);
        if (moments.length > 0) await work();
        if (moments.length === 0 || !hasFailed) await done();
      }
    },
    async settled() {
      // What is derived may itself be a part of more.
      while (tasks.size + since.size > 0) await work();
      await working;
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}

/** What follows from what, by a profile. */
function planOf(profile: Profile, past: PastRepository, offsetMs: number) {
  const indicators = new Map(profile.indicators.map((one) => [one.code, one] as const));
  const targetsOf = new Map<string, Target[]>();
  for (const indicator of profile.indicators) {
    const { derived } = indicator;
    if (derived === undefined || indicator.isRetired) continue;
    for (const part of new Set(partsOf(derived)))
      targetsOf.set(part, [...(targetsOf.get(part) ?? []), { indicator, derived }]);
  }
  const conversion = createConversion(profile, offsetMs);
  const around = { past, indicators, registry: registryOf(profile), offsetMs, beginningOf: conversion.beginningOf };
  return {
    ...{ indicators, targetsOf, conversion, around },
    kindOf: new Map(profile.places.map(({ id, kind }) => [id, kind] as const)),
    followsAnything: targetsOf.size > 0 || profile.successions.length > 0,
  };
}
