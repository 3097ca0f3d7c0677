import type { Logger } from "pino";
import type { HolidayNotice, NationalDays } from "#contract/calendar/national.ts";
import { type ChangedDay, changedDays } from "#contract/calendar/recounting.ts";
import { createWorkingCalendar, type WorkingCalendar } from "#contract/calendar/working-days.ts";
import { type Holidays, noHolidays } from "#contract/entities/timetable.ts";

/** Another calendar holds from now on. */
export type CalendarChange = {
  before: WorkingCalendar;
  after: WorkingCalendar;
  /** Days from the year before to two years on that are worked now and were off, or the other way. May be none: a name changed. */
  days: ChangedDay[];
};

/** The one calendar of a site, as it is at present. */
export type SiteCalendar = {
  /** The same object as long as it is the same version. */
  current(): WorkingCalendar;
  /** The site's own days, over the national ones. */
  setSiteDays(days: Holidays): void;
  /** Notices that came later than the program; one with the id of another takes its place. */
  load(notices: readonly HolidayNotice[]): void;
  /**
   * To be told of each change, after it holds, so that what is open can be computed anew (`recount`).
   * @returns ends it
   */
  onChange(listener: (change: CalendarChange) => void): () => void;
};

const mostListeners = 50;

export function createSiteCalendar(options: {
  national: NationalDays;
  /** Epoch ms. */
  now(): number;
  log: Pick<Logger, "info" | "error">;
}): SiteCalendar {
  const { now, log } = options;
  let { national } = options;
  let site = noHolidays;
  let calendar = createWorkingCalendar(national, site);
  const listeners = new Set<(change: CalendarChange) => void>();

  const renew = (): void => {
    const [before, after] = [calendar, createWorkingCalendar(national, site)];
    if (after.version === before.version) return;
    calendar = after;
    const year = new Date(now()).getUTCFullYear();
    const days = changedDays(before, after, year - 1, year + 2);
    log.info(
      { version: after.version, before: before.version, changed: days.length, first: days.slice(0, 10) },
      "the calendar is another: what is open is computed anew",
    );
    for (const listener of listeners)
      try {
        listener({ before, after, days });
      } catch (error) {
        // One that fails keeps the change from nobody else.
        log.error({ err: error }, "the calendar's change was not taken in everywhere");
      }
  };

  return {
    current: () => calendar,
    setSiteDays(days) {
      site = days;
      renew();
    },
    load(notices) {
      const ids = new Set(notices.map(({ id }) => id));
      national = { ...national, notices: [...national.notices.filter(({ id }) => !ids.has(id)), ...notices] };
      renew();
    },
    onChange(listener) {
      if (listeners.size >= mostListeners) throw new Error("too many ask after the calendar");
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
