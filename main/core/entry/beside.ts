import { setImmediate as letOthersRun } from "node:timers/promises";
import { periodLastYear, periodOf, previousPeriod } from "#contract/calendar/periods.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Beside, CurrentFigure } from "#contract/entry/entry.ts";
import type { PastRepository, PastValue, ReadingsRepository, SeriesStretch } from "../store/reading-repositories.ts";
import type { HandFigure } from "./figures.ts";
import type { EntryRepository } from "./repository.ts";

/** A figure of one period. */
export type OfPeriod = { figure: HandFigure; fromMs: number };
/** What stands beside it, and in its own place. */
export type Around = { own: PastValue | undefined; previous: Beside | null; lastYear: Beside | null };

export type BesideOptions = {
  past: Pick<PastRepository, "newestInMany">;
  readings: Pick<ReadingsRepository, "revisions">;
  repository: Pick<EntryRepository, "lastOf">;
  offsetMs: number;
};

/** Stretches that are asked for at once; in between everything else has its turn. */
const atOnce = 900;

/** What is stored of periods, of those before them and of a year before; in their order. */
export async function around(asked: readonly OfPeriod[], { past, offsetMs }: BesideOptions): Promise<Around[]> {
  const stretches = asked.flatMap(({ figure, fromMs }): SeriesStretch[] => {
    const { indicator, place } = figure;
    const series = { indicator: indicator.code, place: place.id };
    const { period } = indicator;
    return [
      { ...series, ...periodOf(period, fromMs, offsetMs) },
      { ...series, ...previousPeriod(period, fromMs, offsetMs) },
      { ...series, ...periodLastYear(period, fromMs, offsetMs) },
    ];
  });
  const found: (PastValue | undefined)[] = [];
  for (let from = 0; from < stretches.length; from += atOnce) {
    if (from > 0) await letOthersRun();
    found.push(...(await past.newestInMany(stretches.slice(from, from + atOnce))));
  }
  return asked.map(({ figure }, at) => ({
    own: found[at * 3],
    previous: besideOf(found[at * 3 + 1]),
    // Of years the year before is the period before: said once.
    lastYear: figure.indicator.period === "year" ? null : besideOf(found[at * 3 + 2]),
  }));
}

const besideOf = (past: PastValue | undefined): Beside | null =>
  past === undefined || typeof past.value !== "number"
    ? null
    : { value: past.value, asOfMs: past.asOfMs, status: past.status };

/** What counts of a moment, and who entered it where somebody did. */
export async function currentAt(
  { indicator, place }: HandFigure,
  asOfMs: number,
  { readings, repository }: BesideOptions,
): Promise<CurrentFigure | null> {
  const range = { indicator: indicator.code, place: place.id, fromMs: asOfMs, toMs: asOfMs, limit: 1 };
  const [newest] = await readings.revisions(range);
  if (newest === undefined) return null;
  const entered = await repository.lastOf(indicator.code, place.id, asOfMs);
  const isTheirs = entered !== undefined && isOf(newest, entered);
  return {
    ...{ value: newest.value, status: newest.status, receivedAtMs: newest.receivedAtMs, source: newest.source },
    ...(isTheirs ? { by: entered.by.name || entered.by.role, reason: entered.reason } : {}),
  };
}

/** Whether a reading is what a deed handed in. */
export const isOf = (reading: Reading, entry: { source: string; atMs: number }): boolean =>
  reading.source === entry.source && (reading.issuedAtMs ?? reading.receivedAtMs) === entry.atMs;
