import { setImmediate as letOthersRun } from "node:timers/promises";
import type { Logger } from "pino";
import type { WorkingCalendar } from "#contract/calendar/working-days.ts";
import { type DossierList, type DossiersOverview, mostDossiersTold } from "#contract/dossiers/http.ts";
import type { DossierSettings } from "#contract/dossiers/settings.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { ReadingInput } from "#contract/entities/reading.ts";
import { CodedError } from "#contract/errors.ts";
import type { SiteCalendar } from "../calendar/site-calendar.ts";
import type { Outcome } from "../connectors/connector.ts";
import type { Taker } from "../connectors/taker.ts";
import { dayOf } from "../indicators/calculating.ts";
import { createIntake } from "../ingest/intake.ts";
import type { OnRefused } from "../ingest/refusals.ts";
import { isSimulated } from "../outbound/references.ts";
import { startKeepingRounds } from "../store/keeping-rounds.ts";
import type { PastRepository } from "../store/reading-repositories.ts";
import { type AdmittedDossier, admitDossier, unitsByName } from "./admission.ts";
import { createCounters } from "./counters.ts";
import { countsOf, type DaysBetween } from "./counting.ts";
import { effectiveDueMs } from "./course.ts";
import { figuresOf, groupOf } from "./figures.ts";
import { createOverview } from "./overview.ts";
import { hiddenAnswer, shownDossier } from "./persons.ts";
import { recountDues } from "./recounting.ts";
import { eachUnit, monthAt } from "./register.ts";
import type { DossiersRepository } from "./repository.ts";

/** Of all sources together: Lạng Sơn has some 220,000 a year, and each takes some 700 bytes. */
const mostDossiers = 400_000;
/** Written in one transaction; between two of them everything else has its turn. */
const batchSize = 500;
/** What has come is counted a moment later, so that what comes together is counted together, and so often at most. */
const countSoonMs = 500;
const countGapMs = 15_000;
/** Without anything new: an hour begins, and what was due is late. */
const countEveryMs = 60_000;
const removedAtOnce = 500;
const recountedAtOnce = 1_000;

export type DossiersOptions = {
  profile: Profile;
  repository: DossiersRepository;
  past: Pick<PastRepository, "newestInMany">;
  calendar: Pick<SiteCalendar, "current" | "onChange">;
  /** Hands readings to the one way of a reading, as of a source. @returns whether there was room for them */
  tell(source: string, readings: readonly ReadingInput[]): boolean;
  /** Of the site's standard time from UTC. */
  offsetMs: number;
  /** Of the store, named in failures. */
  folder: string;
  /** Epoch ms. */
  now(): number;
  log: Logger;
  /** As many as are kept. */
  most?: number;
  onRefused?: OnRefused;
};

/** The register of dossiers: taken in, counted into figures, listed behind them. A new state takes the place of the former one. */
export type Dossiers = Taker & {
  /** Units, what is counted and which sources are simulated are others from now on. */
  replace(profile: Profile): void;
  /** Computes due dates anew where the calendar is another than the one of the last run, and counts from now on. */
  start(): Promise<void>;
  /** Counts what has come by now, without waiting for the next round. */
  count(): Promise<void>;
  /** The dossiers behind a counted figure, those that are due first before others. @throws CodedError `dossier.not-counted` */
  behind(indicator: string, place: string | undefined, asOfMs: number | undefined): Promise<DossierList>;
  /** What raises the score this week. @param unit of one unit alone @param isNamed whether the codes of dossiers are told */
  overview(unit: string | undefined, isNamed: boolean): Promise<DossiersOverview>;
  stop(): Promise<void>;
};

export function createDossiers(options: DossiersOptions): Dossiers {
  const { repository, calendar, offsetMs, folder, now, log, most = mostDossiers } = options;
  let profile = options.profile;
  let known = knownOf(profile);
  let isFull = false;
  let heardAtMs: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let counting = Promise.resolve();
  let isStarted = false;
  let isStopped = false;

  const daysBetween: DaysBetween = (fromMs, toMs) =>
    calendar.current().workingDaysBetween(dayOf(fromMs, offsetMs), dayOf(toMs, offsetMs));
  const counters = createCounters({ repository, daysBetween, offsetMs, tell: options.tell });
  const planOf = () => known.plan;
  const admit = (candidate: unknown) =>
    admitDossier(candidate, {
      ...{ offsetMs, units: known.units, calendar: calendar.current(), now },
      ...{ oldestMs: profile.retention.dossiers, limit: most, hasRoom: () => !isFull },
    });
  const whole = (source: string, dossier: AdmittedDossier) => ({
    ...dossier,
    source,
    heardAtMs: Math.round(now()),
    isSimulated: known.simulated.has(source),
  });

  const upkeep = startKeepingRounds(
    async () => {
      const old = await repository.removeBefore(
        Math.max(0, Math.round(now() - profile.retention.dossiers)),
        removedAtOnce,
      );
      const { removed, left } = await repository.removeBeyond(most, removedAtOnce);
      // What is left beyond the limit is open, and is not thrown away: nothing new gets in until some of it has ended.
      isFull = removed === 0 && left > 0;
      return old + removed > 0;
    },
    log,
    "old dossiers could not be removed",
  );

  const intake = createIntake<AdmittedDossier>({
    admit,
    async write(source, dossiers) {
      const each: Outcome["each"][number][] = [];
      for (let at = 0; at < dossiers.length; at += batchSize) {
        if (at > 0) await letOthersRun();
        const put = await repository.put(dossiers.slice(at, at + batchSize).map((one) => whole(source, one)));
        each.push(...put.each);
        counters.touch(put.units);
      }
      heardAtMs = Math.round(now());
      return each;
    },
    onDone() {
      upkeep.soon();
      countSoon();
    },
    isNothingAnAnswer: true,
    tooMany: "dossier.too-many",
    complaint: "dossiers could not be written",
    ...{ folder, now, log, onRefused: options.onRefused },
  });

  /** Due dates of what is open, by the calendar as it is now. */
  const recountOpen = (after: WorkingCalendar): Promise<void> =>
    intake.oneByOne(async () => {
      let [moved, from] = [0, 0];
      for (;;) {
        const open = await repository.open(from, recountedAtOnce);
        const found = recountDues(after, open, Math.round(now()), offsetMs);
        if (found.recounted.length > 0) await repository.recount(found.recounted);
        moved += found.moved;
        if (open.length < recountedAtOnce) break;
        from = (open.at(-1)?.number ?? from) + 1;
        await letOthersRun();
      }
      if (moved > 0)
        log.info({ moved, calendar: after.version }, "due dates of open dossiers were moved by another calendar");
      counters.touch();
    });
  const recountSafely = (after: WorkingCalendar): Promise<void> =>
    recountOpen(after).catch((error: unknown) => log.error({ err: error }, "due dates could not be computed anew"));
  const unheard = calendar.onChange(({ after }) => void recountSafely(after));

  /** Figures are as of when the register was last told something: what a silent platform did meanwhile nobody knows. */
  const upToMs = (): number | null => (heardAtMs === null ? null : Math.min(now(), heardAtMs));

  const count = (): Promise<void> => {
    counting = counting.then(async () => {
      const [plan, atMs] = [planOf(), upToMs()];
      if (plan === undefined || atMs === null) return;
      await counters.count(plan, atMs).catch((error: unknown) => {
        counters.touch();
        log.error({ err: error }, "dossiers could not be counted");
      });
    });
    return counting;
  };
  let countedMs = Number.NEGATIVE_INFINITY;
  let nextMs = Number.POSITIVE_INFINITY;
  const countIn = (waitMs: number): void => {
    const atMs = performance.now() + waitMs;
    if (isStopped || !isStarted || atMs >= nextMs) return;
    clearTimeout(timer);
    nextMs = atMs;
    timer = setTimeout(async () => {
      countedMs = performance.now();
      await count();
      nextMs = Number.POSITIVE_INFINITY;
      countIn(countEveryMs);
    }, waitMs);
  };
  const countSoon = (): void => countIn(Math.max(countSoonMs, countedMs + countGapMs - performance.now()));

  const overview = createOverview({
    ...{ repository, past: options.past, calendar, daysBetween, offsetMs, now },
    heardAtMs: () => heardAtMs,
    profile: () => profile,
    settings: () => planOf()?.settings,
  });

  return {
    accept: intake.accept,
    admit(_sourceId, candidate) {
      const admitted = admit(candidate);
      return "refused" in admitted ? admitted : { admitted: {} };
    },
    refusals: intake.refusals,
    hide: hiddenAnswer,
    shown: shownDossier,
    replace(next) {
      profile = next;
      known = knownOf(next);
      counters.touch();
    },
    async start() {
      const heard = await repository.lastAtMs();
      if (heard.size > 0) heardAtMs = Math.max(heardAtMs ?? 0, ...heard.values());
      await recountSafely(calendar.current());
      isStarted = true;
      countSoon();
    },
    count,
    async behind(indicator, where, asOfMs) {
      const plan = planOf();
      const figure = plan && figuresOf(plan.settings).find((one) => one.indicator === indicator);
      if (plan === undefined || figure === undefined) throw new CodedError("dossier.not-counted", { indicator });
      const place = where ?? plan.home;
      const atMs = Math.min(upToMs() ?? now(), asOfMs === undefined ? now() : monthAt(asOfMs, offsetMs).toMs);
      const span = monthAt(atMs, offsetMs);
      const groupOfField = groupOf(plan.settings);
      const { count, group } = figure;
      const found: DossierList["dossiers"] = [];
      await eachUnit(
        repository,
        place === plan.home ? await repository.units() : [place],
        span.fromMs,
        (_, dossiers) => {
          for (const one of dossiers)
            if ((group === null || groupOfField(one.field) === group) && countsOf(one, span, daysBetween).has(count))
              found.push(one);
        },
      );
      const dueOf = (one: (typeof found)[number]) => effectiveDueMs(one, span.untilMs) ?? Number.POSITIVE_INFINITY;
      found.sort((a, b) => dueOf(a) - dueOf(b) || a.number - b.number);
      return {
        indicator,
        place,
        count,
        group,
        ...span,
        total: found.length,
        dossiers: found.slice(0, mostDossiersTold),
      };
    },
    overview,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      unheard();
      await counting;
      await intake.oneByOne(async () => {});
      await upkeep.stop();
    },
  };
}

/** What is taken of a profile. */
function knownOf(profile: Profile) {
  const counting = profile.sources.find(
    (source): source is typeof source & { dossiers: DossierSettings } =>
      "dossiers" in source && source.dossiers !== undefined,
  );
  return {
    units: unitsByName(profile.places),
    simulated: new Set(profile.sources.filter(isSimulated).map(({ id }) => id)),
    plan: counting && {
      source: counting.id,
      settings: counting.dossiers,
      indicators: new Map(profile.indicators.map((one) => [one.code, one] as const)),
      home: profile.place,
    },
  };
}
