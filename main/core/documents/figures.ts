import type { Logger } from "pino";
import { dayNumberOf, dayOfNumber } from "#contract/calendar/days.ts";
import type { WorkingCalendar } from "#contract/calendar/working-days.ts";
import { organKey } from "#contract/documents/document.ts";
import { closedCountedDays } from "#contract/documents/figures.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { SourceConfig } from "#contract/entities/source-config.ts";
import type { Storing } from "../ingest/storing.ts";
import { isSimulated } from "../outbound/references.ts";
import { dayMs, dayOf } from "../store/periods.ts";
import type { NewReading } from "../store/reading-repositories.ts";
import { type DocumentFigure, figuresOf } from "./counting.ts";
import type { DocumentsRepository } from "./repository.ts";

/** What comes within this time is counted together, and counting takes no more than a twentieth of it. */
const leastMs = 5_000;
const restAfterCounting = 20;
const minuteMs = 60_000;
/** Figures of a place that have not changed are stored again so often: eighty places with ten figures would else be a million a day. */
const sameAgainMs = 3_600_000;
/** Due within so many working days, today not counted, is due soon. */
const soonWorkingDays = 2;

export type FiguresOptions = {
  profile(): Pick<Profile, "place" | "indicators" | "places">;
  /** Those that give documents. */
  sources(): readonly SourceConfig[];
  repository: Pick<DocumentsRepository, "counts">;
  /** When each source was heard last, epoch ms. */
  heard: ReadonlyMap<string, number>;
  /** Of `createStoring`: the figures go the same way as what comes from platforms. */
  store: Storing["store"];
  calendar: { current(): WorkingCalendar; onChange(listener: () => void): () => void };
  /** Of the site's standard time from UTC. */
  offsetMs: number;
  /** Epoch ms. */
  now(): number;
  log: Logger;
  /** Stated by tests: counted so soon after something came. */
  countedWithinMs?: number;
};

export type DocumentFigures = {
  /** Something has changed: it is counted within seconds. */
  soon(): void;
  countedAtMs(): number | null;
  settled(): Promise<void>;
  stop(): Promise<void>;
};

/** Which figures a profile has, and at which places. */
function countedIn({ indicators, places }: ReturnType<FiguresOptions["profile"]>): (figure: DocumentFigure) => boolean {
  const kindOf = new Map(places.map(({ id, kind }) => [id, kind]));
  const known = new Map(
    indicators.filter((one) => !one.isRetired && one.derived === undefined).map((one) => [one.code, one]),
  );
  return ({ indicator, place }) => {
    const found = known.get(indicator);
    const kind = kindOf.get(place);
    return found !== undefined && kind !== undefined && (found.places?.includes(kind) ?? true);
  };
}

/**
 * Counts documents into readings, as of the moment that the source was last heard which was heard the longest ago: of what came after
 * that nobody knows, so the figures of a source that is silent grow old.
 */
export function createDocumentFigures(options: FiguresOptions): DocumentFigures {
  const { repository, heard, store, calendar, offsetMs, now, log, countedWithinMs = leastMs } = options;
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  let tookMs = 0;
  let countedAtMs: number | null = null;
  let isStopped = false;
  let isWaiting = false;
  /** By place what was stored last. */
  const written = new Map<string, { text: string; asOfMs: number }>();

  const soon = (): void => {
    isWaiting = true;
    if (isStopped) return;
    timer ??= setTimeout(run, Math.max(countedWithinMs, tookMs * restAfterCounting)).unref();
  };

  const count = async (): Promise<void> => {
    isWaiting = false;
    const sources = options.sources();
    const times = sources.flatMap(({ id }) => heard.get(id) ?? []);
    const last = sources.findLast(({ id }) => heard.get(id) === Math.max(...times));
    // One that was never heard may have documents of which nobody knows.
    if (last === undefined || times.length < sources.length) return;
    const startedMs = performance.now();
    const asOfMs = Math.floor(Math.min(...times) / minuteMs) * minuteMs;
    const todayStartMs = dayOf(asOfMs, offsetMs);
    const today = dayOfNumber(Math.floor((asOfMs + offsetMs) / dayMs));
    const working_ = calendar.current();
    const counts = await repository.counts({
      today,
      soon: working_.addWorkingDays(today, soonWorkingDays) ?? dayOfNumber(dayNumberOf(today) + soonWorkingDays),
      ...{ todayStartMs, offsetMs, closedFromMs: asOfMs - closedCountedDays * dayMs },
    });
    const organs = new Map(
      sources.flatMap((source) =>
        Object.entries(("organs" in source ? source.organs : undefined) ?? {}).map(
          ([code, place]) => [organKey(code), place] as const,
        ),
      ),
    );
    const profile = options.profile();
    const said = {
      ...{ asOfMs, receivedAtMs: Math.round(now()), source: last.id, quality: "good" as const },
      status: sources.some(isSimulated) ? ("simulated" as const) : last.status,
    };
    const readings: NewReading[] = [];
    const figures = figuresOf(counts, organs, profile.place, working_).filter(countedIn(profile));
    for (const [place, ofPlace] of Map.groupBy(figures, (figure) => figure.place)) {
      const text = JSON.stringify([last.id, said.status, ofPlace]);
      const before = written.get(place);
      if (before !== undefined && before.text === text && asOfMs - before.asOfMs < sameAgainMs) continue;
      for (const figure of ofPlace) readings.push({ ...figure, ...said });
      written.set(place, { text, asOfMs });
    }
    if (readings.length > 0)
      try {
        await store(readings);
      } catch (error) {
        written.clear();
        throw error;
      }
    countedAtMs = Math.round(now());
    tookMs = performance.now() - startedMs;
  };

  const run = (): void => {
    timer = undefined;
    working = working.then(count).catch((error: unknown) => {
      log.warn({ err: error }, "documents could not be counted; tried again");
      soon();
    });
  };
  const forget = calendar.onChange(soon);
  soon();

  return {
    soon,
    countedAtMs: () => countedAtMs,
    async settled() {
      clearTimeout(timer);
      if (isWaiting) run();
      await working;
    },
    async stop() {
      isStopped = true;
      forget();
      clearTimeout(timer);
      if (isWaiting) run();
      await working;
    },
  };
}
