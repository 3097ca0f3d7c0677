import { setImmediate as letOthersRun } from "node:timers/promises";
import { previousPeriod } from "#contract/calendar/periods.ts";
import type { WorkingCalendar } from "#contract/calendar/working-days.ts";
import { type DueState, type ExpectedFigure, mostExpected } from "#contract/entry/entry.ts";
import { coveredBy, periodAt, periodName, periodWords } from "#contract/entry/period.ts";
import { around, type BesideOptions, currentAt } from "./beside.ts";
import { dueOf, type HandFigure } from "./figures.ts";

const dayMs = 86_400_000;
/** So many periods that are over are looked at: whoever missed more begins with the last. */
const periodsBack = 3;

/** Figures that are put together before everything else has its turn. */
const atOnce = 100;

export type ExpectedOptions = BesideOptions & {
  calendar: Pick<WorkingCalendar, "addWorkingDays">;
  nowMs: number;
};

const order: readonly DueState[] = ["late", "soon", "open", "entered"];

/**
 * What is to be entered of some figures: of each the last period that is over, the running one where it is due soon or was estimated, and
 * former ones that were missed after others had been entered. What is late comes first.
 */
export async function expectedOf(
  figures: readonly HandFigure[],
  options: ExpectedOptions,
): Promise<{ figures: ExpectedFigure[]; leftOut: number }> {
  const { nowMs, offsetMs, calendar } = options;
  const asked = figures.slice(0, mostExpected).flatMap((figure) => periodsOf(figure, nowMs, offsetMs));
  const found = await around(asked, options);
  const told: ExpectedFigure[] = [];
  for (const [at, { figure, fromMs }] of asked.entries()) {
    if (at % atOnce === atOnce - 1) await letOthersRun();
    const beside = found[at];
    if (beside === undefined) continue;
    const { indicator, place, rule, reportsFrom } = figure;
    const { period } = indicator;
    const isRunning = coveredBy(period, fromMs, offsetMs, reportsFrom).toMs >= nowMs;
    const due = dueOf(figure, fromMs, calendar, offsetMs);
    const running = periodAt(period, nowMs, offsetMs, reportsFrom);
    const isLast = previousPeriod(period, running, offsetMs).fromMs === fromMs;
    const isEntered = beside.own !== undefined;
    const state: DueState = isEntered
      ? "entered"
      : nowMs > due.atMs
        ? "late"
        : nowMs > due.atMs - rule.soonDays * dayMs
          ? "soon"
          : "open";
    // Of a report month before the month that it is called by nothing is taken yet.
    if (fromMs > nowMs) continue;
    // A running period is nobody's task before its time; one long gone only where others before it were entered.
    if (isRunning && !isEntered && state === "open") continue;
    if (!isRunning && !isLast && (isEntered || beside.previous === null)) continue;
    const { own, previous, lastYear } = beside;
    told.push({
      ...{ indicator: indicator.code, place: place.id, source: figure.source },
      ...{ name: indicator.name, placeName: place.name, unit: indicator.unit, owner: figure.owner },
      ...{ decimals: indicator.decimals, showsSign: indicator.showsSign, periodKind: period },
      period: periodName(period, fromMs, offsetMs),
      periodWords: periodWords(period, fromMs, offsetMs, reportsFrom),
      ...{ dueDay: due.day, dueAtMs: due.atMs, state, isRunning },
      status: isRunning ? "estimated" : figure.status,
      current: own === undefined ? null : await currentAt(figure, own.asOfMs, options),
      ...{ previous, lastYear },
    });
  }
  told.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.dueAtMs - b.dueAtMs);
  return {
    figures: told.slice(0, mostExpected),
    leftOut: Math.max(0, figures.length - mostExpected) + Math.max(0, told.length - mostExpected),
  };
}

/** The running period and those before it, the oldest first. */
function periodsOf(figure: HandFigure, nowMs: number, offsetMs: number): { figure: HandFigure; fromMs: number }[] {
  const { period } = figure.indicator;
  const starts = [periodAt(period, nowMs, offsetMs, figure.reportsFrom)];
  for (let back = 0; back < periodsBack; back += 1)
    starts.unshift(previousPeriod(period, starts[0] ?? nowMs, offsetMs).fromMs);
  return starts.map((fromMs) => ({ figure, fromMs }));
}
