import type { Logger } from "pino";
import { dayNumberOf, dayOfNumber } from "#contract/calendar/days.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { plannedUntil } from "#contract/maintenance/planned.ts";
import type { SourceScores } from "#contract/source-scores/http.ts";
import { type ScoreMark, scoreMarks } from "#contract/source-scores/score.ts";
import { registryOf } from "../calculations/registry.ts";
import { givenBy, type Taker } from "../connectors/taker.ts";
import type { Storing } from "../ingest/storing.ts";
import { isSimulated } from "../outbound/references.ts";
import { dayMs } from "../store/periods.ts";
import type { Appended, PastRepository, ReadingsRepository } from "../store/reading-repositories.ts";
import { centreReadings } from "./centre-figures.ts";
import { countComplete } from "./completeness.ts";
import { type Counted, copyOf, createCounting, freshCounted, mostRevised, type Revised } from "./counting.ts";
import { definitionOn } from "./definitions.ts";
import { judgedDays, reportOf, shownDays } from "./reporting.ts";
import type { ScoreDay, SourceScoresRepository } from "./repository.ts";
import { isCorrection } from "./revisions.ts";
import { addTime, type Look } from "./watching.ts";

/** What was counted is written down so often; a kill takes at most so much of it. */
const writeEveryMs = 60_000;
/** How complete a day is is counted so often, and the day before once more in the small hours and once at six. */
const completeEveryMs = 15 * 60_000;
const hourMs = 3_600_000;
/** Pages ask each minute, each for itself. */
const reportKeptMs = 20_000;

export type SourceScoresOptions = {
  profile: Pick<Profile, "sources" | "indicators" | "units" | "calculations" | "place">;
  repository: SourceScoresRepository;
  readings: Pick<ReadingsRepository, "revisions">;
  past: Pick<PastRepository, "filledIn" | "newestIn">;
  /** The newest reading of each series. */
  newest(): readonly Reading[];
  /** Of the site's standard time from UTC. */
  offsetMs: number;
  /** Epoch ms. */
  now(): number;
  log: Logger;
};

/** How good the data of each source is: right, complete, clean, alive. */
export type OwnSourceScores = {
  /** To be called once, before anything is told: goes on with what was counted of today. */
  begin(): Promise<void>;
  /** From now on the centre's own figures are stored, and what comes late is looked at. */
  start(storing: Pick<Storing, "store">): void;
  replace(profile: SourceScoresOptions["profile"]): void;
  /** To be told of every state of every source. */
  onSource(view: Pick<SourceView, "id" | "state" | "maintenance">): void;
  /** To be told of all that is stored. */
  onStored(appended: readonly Appended[]): void;
  onUnusable(source: string, reason: CodedMessage): void;
  /** The same takers, with what they take counted. */
  counted<All extends Readonly<Record<string, Taker>>>(takers: All): All;
  report(): Promise<SourceScores>;
  /** Does at once what is else done by the clock: looks at the time, at revisions and at what is missing, and writes it down. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

export function createSourceScores(options: SourceScoresOptions): OwnSourceScores {
  const { repository, readings, past, offsetMs, now, log } = options;
  let { profile } = options;
  const dayAt = (atMs: number): string => dayOfNumber(Math.floor((atMs + offsetMs) / dayMs));
  const startOf = (day: string): number => dayNumberOf(day) * dayMs - offsetMs;
  let today = dayAt(now());
  let sources = new Map<string, Counted>();
  const looks = new Map<string, Look & Pick<SourceView, "maintenance">>();
  let revised: Revised[] = [];
  let storing: Pick<Storing, "store"> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let working: Promise<unknown> = Promise.resolve();
  let completedAtMs = Number.NEGATIVE_INFINITY;
  /** Days before this one whose completeness is still to be counted, with the hour from which on. */
  let afterwards: { day: string; fromMs: number }[] = [];
  let report: { atMs: number; made: Promise<SourceScores> } | undefined;

  const counting = createCounting({
    of: (source) => sources.get(source),
    definition: () => definitionOn(today),
    onRevised(one) {
      if (revised.length < mostRevised) revised.push(one);
    },
    now,
  });

  const rowOf = ({ source, counters }: Counted, day: string): ScoreDay => ({
    ...{ source: source.id, day, name: source.name, type: source.type },
    ...{ unit: source.unit ?? null, isSimulated: isSimulated(source), counters: copyOf(counters) },
  });

  /** What is there goes on; what is new begins. @param kept of today, of an earlier run */
  const countedOf = (next: SourceScoresOptions["profile"], kept: ReadonlyMap<string, ScoreDay> = new Map()) =>
    new Map(
      next.sources
        .filter((source) => source.isOff !== true)
        .map((source) => {
          const before = sources.get(source.id);
          if (before !== undefined) return [source.id, { ...before, source }] as const;
          return [source.id, freshCounted(source, kept.get(source.id)?.counters)] as const;
        }),
    );

  /** Adds the time since the last look of each source, up to a moment. */
  const lookUntil = (atMs: number): void => {
    for (const [id, look] of looks) {
      if (atMs <= look.atMs) continue;
      const counted = sources.get(id);
      if (counted !== undefined) {
        addTime(counted.counters, look, atMs);
        counted.isChanged = true;
      }
      look.atMs = atMs;
      // A downtime ends by itself, and nobody tells of it.
      look.isPlanned = plannedUntil(look, atMs) !== undefined;
    }
  };

  /** A day that is over is written down, and all begin the next one with nothing. */
  const turn = async (): Promise<void> => {
    const day = dayAt(now());
    if (day === today) return;
    const endMs = startOf(day);
    lookUntil(Math.min(endMs, now()));
    const over = [...sources.values()].map((counted) => rowOf(counted, today));
    afterwards = [
      { day: today, fromMs: endMs },
      { day: today, fromMs: endMs + 6 * hourMs },
    ];
    today = day;
    for (const [id, { source }] of sources) sources.set(id, freshCounted(source));
    completedAtMs = Number.NEGATIVE_INFINITY;
    await repository.put(over);
  };

  const judgeRevised = async (): Promise<void> => {
    const waiting = revised;
    revised = [];
    const indicators = new Map(profile.indicators.map((one) => [one.code, one]));
    for (const { source, indicator, place, asOfMs } of waiting) {
      const [after, before] = await readings.revisions({ indicator, place, fromMs: asOfMs, toMs: asOfMs, limit: 2 });
      const counted = sources.get(source);
      const decimals = indicators.get(indicator)?.decimals ?? 0;
      if (after === undefined || before === undefined || counted === undefined) continue;
      if (isCorrection(before, after, decimals, definitionOn(today).toleranceShare)) {
        counted.counters.revised += 1;
        counted.isChanged = true;
      }
    }
  };

  const complete = async (counters: ScoreDay["counters"], source: string, day: string): Promise<void> => {
    const indicators = new Map(profile.indicators.map((one) => [one.code, one]));
    // Figures that are counted of documents, events or reports are this program's: nobody says how many of those there should be.
    const given = profile.sources.find(({ id }) => id === source);
    const isJudged = given !== undefined && givenBy(given) === "readings";
    const series = isJudged ? options.newest().filter((one) => one.source === source && one.origin === undefined) : [];
    const untilMs = Math.min(now(), startOf(day) + dayMs);
    const spans = counters.spans as [number, number][];
    Object.assign(counters, await countComplete({ series, indicators, spans, past, untilMs, nowMs: now() }));
  };

  const completeAll = async (): Promise<void> => {
    if (now() - completedAtMs >= completeEveryMs) {
      completedAtMs = now();
      for (const counted of sources.values()) {
        await complete(counted.counters, counted.source.id, today);
        counted.isChanged = true;
      }
      await tellCentre();
    }
    const due = afterwards.filter(({ fromMs }) => fromMs <= now());
    if (due.length === 0) return;
    afterwards = afterwards.filter(({ fromMs }) => fromMs > now());
    for (const day of new Set(due.map((one) => one.day))) {
      const rows = await repository.between(day, day);
      for (const row of rows) await complete(row.counters, row.source, day);
      await repository.put(rows);
    }
  };

  const tellCentre = async (): Promise<void> => {
    if (storing === undefined) return;
    const states = new Map([...looks].map(([id, { state, isPlanned }]) => [id, { state, isPlanned }]));
    const scores = await makeReport();
    const figures = centreReadings({
      ...{ profile, states, newest: options.newest(), sources: scores.sources, nowMs: now() },
      isSimulated: profile.sources.some((source) => source.isOff !== true && isSimulated(source)),
    });
    if (figures.length > 0) await storing.store(figures);
  };

  const write = async (): Promise<void> => {
    const changed = [...sources.values()].filter(({ isChanged }) => isChanged);
    for (const one of changed) one.isChanged = false;
    try {
      if (changed.length > 0) await repository.put(changed.map((one) => rowOf(one, today)));
    } catch (error) {
      for (const one of changed) one.isChanged = true;
      throw error;
    }
  };

  const workOnce = async (): Promise<void> => {
    await turn();
    lookUntil(now());
    await judgeRevised();
    // At the end nobody waits for it; the next run begins with it.
    if (!isStopped) await completeAll();
    await write();
  };
  const work = (): Promise<unknown> => {
    working = working
      .then(workOnce)
      .catch((error: unknown) =>
        log.warn({ err: error }, "what was counted of the sources could not be written; tried again"),
      );
    return working;
  };

  const weightsNow = (): Record<ScoreMark, number> => {
    const given = registryOf(profile).inForce("source-score", today)?.parameters.weights;
    const weights = (given ?? {}) as Partial<Record<ScoreMark, number>>;
    return Object.fromEntries(scoreMarks.map((mark) => [mark, weights[mark] ?? 0])) as Record<ScoreMark, number>;
  };

  const makeReport = async (): Promise<SourceScores> => {
    const first = dayOfNumber(dayNumberOf(today) - Math.max(shownDays, 2 * judgedDays));
    const kept = await repository.between(first, today);
    const present = [...sources.values()].map((counted) => rowOf(counted, today));
    return reportOf({
      days: [...kept.filter(({ day }) => day < today), ...present],
      ...{ today, asOfMs: Math.round(now()), units: profile.units },
      isShown: (source) => sources.has(source),
      ...{ weights: weightsNow(), definition: definitionOn(today) },
    });
  };

  return {
    async begin() {
      const kept = await repository.between(today, today);
      const yesterday = dayOfNumber(dayNumberOf(today) - 1);
      afterwards = [{ day: yesterday, fromMs: startOf(today) }];
      sources = countedOf(profile, new Map(kept.map((row) => [row.source, row])));
      // Right after a start everything may send what it has kept.
      for (const counted of sources.values()) counted.catchesUpUntilMs = now() + definitionOn(today).catchingUpMs;
    },
    start(what) {
      storing = what;
      timer = setInterval(() => void work(), writeEveryMs).unref();
    },
    replace(next) {
      profile = next;
      sources = countedOf(next);
      for (const id of looks.keys()) if (!sources.has(id)) looks.delete(id);
      report = undefined;
    },
    onSource({ id, state, maintenance }) {
      const counted = sources.get(id);
      if (counted === undefined) return;
      const atMs = now();
      const before = looks.get(id);
      // Right after midnight some seconds may still count for the day before.
      if (before !== undefined) addTime(counted.counters, before, atMs);
      if (before !== undefined && before.state !== "ok" && state === "ok")
        counted.catchesUpUntilMs = atMs + definitionOn(today).catchingUpMs;
      looks.set(id, { atMs, state, maintenance, isPlanned: plannedUntil({ maintenance }, atMs) !== undefined });
    },
    onStored: counting.onStored,
    onUnusable: counting.onUnusable,
    counted<All extends Readonly<Record<string, Taker>>>(takers: All): All {
      const counted = Object.entries(takers).map(([given, taker]): [string, Taker] => [
        given,
        {
          ...taker,
          accept(sourceId, candidates) {
            const acceptance = taker.accept(sourceId, candidates);
            counting.onSet(sourceId, candidates.length, acceptance);
            return acceptance;
          },
        },
      ]);
      return Object.fromEntries(counted) as All;
    },
    report() {
      if (report === undefined || now() - report.atMs >= reportKeptMs) report = { atMs: now(), made: makeReport() };
      const { made } = report;
      made.catch(() => {
        report = undefined;
      });
      return made;
    },
    async settled() {
      completedAtMs = Number.NEGATIVE_INFINITY;
      report = undefined;
      await work();
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await work();
    },
  };
}
