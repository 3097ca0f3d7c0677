import { dayNumberOf, dayOfNumber } from "#contract/calendar/days.ts";
import type { WorkingCalendar } from "#contract/calendar/working-days.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import { ownerNames } from "#contract/entities/owner.ts";
import type { Place } from "#contract/entities/place.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import type { EnteredFigure, EnteredSource } from "#contract/entities/source-config.ts";
import type { Words } from "#contract/entities/text.ts";
import { dayStartMs } from "#contract/entities/time.ts";
import type { EnteredStatus } from "#contract/entry/entry.ts";
import { coveredBy, type EnteredPeriod, isEnteredPeriod } from "#contract/entry/period.ts";

/** A series that people enter. */
export type HandFigure = {
  source: string;
  indicator: Indicator & { period: EnteredPeriod };
  place: Place;
  rule: EnteredFigure;
  /** The day of the month before on which its months begin, where those of reports are meant. */
  reportsFrom?: number;
  /** Of a row that does not say its own. */
  status: EnteredStatus;
  /** Who answers for it; null: nobody is named. */
  owner: Words | null;
};

export type HandFigures = {
  readonly all: readonly HandFigure[];
  of(indicator: string, place: string): HandFigure | undefined;
  /** Whether an indicator is entered anywhere. */
  isEntered(indicator: string): boolean;
};

/** What of a profile is entered by hand, and where. @param reportMonthBeginsOn as the calendar says */
export function handFiguresOf(
  profile: Pick<Profile, "sources" | "indicators" | "places" | "place" | "units">,
  reportMonthBeginsOn: number,
): HandFigures {
  const indicators = new Map(profile.indicators.map((one) => [one.code, one]));
  const places = new Map(profile.places.map((one) => [one.id, one]));
  const found = new Map<string, HandFigure>();
  const entered = new Set<string>();
  const sources = profile.sources.filter((one): one is EnteredSource => one.type === "entered" && one.isOff !== true);
  for (const source of sources)
    for (const rule of source.figures) {
      const indicator = indicators.get(rule.indicator);
      if (indicator === undefined || indicator.isRetired || indicator.derived !== undefined) continue;
      const { period } = indicator;
      if (!isEnteredPeriod(period)) continue;
      entered.add(indicator.code);
      const kinds = indicator.places;
      const ids =
        rule.places ??
        (kinds === undefined
          ? [profile.place]
          : profile.places.filter((one) => kinds.includes(one.kind) && one.to === undefined).map(({ id }) => id));
      for (const id of ids) {
        const place = places.get(id);
        const key = seriesKey(indicator.code, id);
        // The first source that names it is the one it is entered for.
        if (place === undefined || found.has(key)) continue;
        found.set(key, {
          ...{ source: source.id, indicator: { ...indicator, period }, place, rule },
          ...(rule.months === "report" && period === "month" ? { reportsFrom: reportMonthBeginsOn } : {}),
          status: source.status === "simulated" ? "preliminary" : source.status,
          owner: ownerNames(indicator.owner, profile.units) ?? null,
        });
      }
    }
  return {
    all: [...found.values()],
    of: (indicator, place) => found.get(seriesKey(indicator, place)),
    isEntered: (indicator) => entered.has(indicator),
  };
}

const dayMs = 86_400_000;

/** @param offsetMs of the site's standard time from UTC @returns the day, "2026-11-27" */
export const localDay = (atMs: number, offsetMs: number): string => dayOfNumber(Math.floor((atMs + offsetMs) / dayMs));

/** Until when a figure of a period is to be entered: the last day, and its last millisecond. */
export function dueOf(
  { rule, indicator, reportsFrom }: Pick<HandFigure, "rule" | "indicator" | "reportsFrom">,
  periodFromMs: number,
  calendar: Pick<WorkingCalendar, "addWorkingDays">,
  offsetMs: number,
): { day: string; atMs: number } {
  const last = localDay(coveredBy(indicator.period, periodFromMs, offsetMs, reportsFrom).toMs, offsetMs);
  const { days, count } = rule.due;
  const plain = dayOfNumber(dayNumberOf(last) + days);
  const day = count === "calendar" ? plain : (calendar.addWorkingDays(last, days) ?? plain);
  return { day, atMs: dayStartMs(day, offsetMs) + dayMs - 1 };
}

/**
 * The moment that a figure of a period is told as of, where none stands there yet. Statistics of months, quarters and years are dated with
 * the 28th of the last month, as what platforms send of them is; a report month with its last day; a day with its last minute. Never ahead
 * of `nowMs`.
 */
export function asOfMs(
  { indicator: { period }, reportsFrom }: Pick<HandFigure, "indicator" | "reportsFrom">,
  fromMs: number,
  nowMs: number,
  offsetMs: number,
): number {
  const { toMs } = coveredBy(period, fromMs, offsetMs, reportsFrom);
  if (period === "day") return Math.min(toMs - 59_999, Math.floor(nowMs / 60_000) * 60_000);
  const end = new Date(toMs + offsetMs);
  const day = reportsFrom === undefined ? 28 : end.getUTCDate();
  const dated = Date.UTC(end.getUTCFullYear(), end.getUTCMonth(), day) - offsetMs;
  // Of a running one: the day before now on which it can be.
  return Math.max(fromMs, Math.min(dated, dayStartMs(localDay(nowMs, offsetMs), offsetMs)));
}
