import { type ReportMapEvent, ReportMapEventList } from "#contract/entities/map-event.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { routes } from "#contract/routes.ts";
import { sources } from "./sources.ts";
import { makeToldList, type ToldList, useToldList } from "./told-list.ts";

export type ReportsWanted = {
  /** Since they were made, ms. */
  within: number;
  /** Those that are closed too. */
  closed: boolean;
};

export const tellsReports = ({ gives }: Pick<SourceView, "gives">): boolean => gives === "citizen-reports";

/** How many new states each source has told: another one is news. What is told again is not counted in it. */
const newsOf = (known: ReadonlyMap<string, SourceView>): string =>
  [...known.values()]
    .filter(tellsReports)
    .map(({ id, counts }) => `${id} ${counts.accepted}`)
    .join();

const reports = makeToldList(ReportMapEventList, (onNews) => {
  let heard = newsOf(sources.store.getState());
  return sources.store.subscribe((known) => {
    const news = newsOf(known);
    if (news === heard) return;
    heard = news;
    onNews();
  });
});

/** The answer of a path, and what keeps it asked for. */
export const reportsAsked = reports.asked;

/** What citizens have reported and where; asked for anew when a source has told another state. @param wanted undefined: nothing */
export const useReports = (wanted: ReportsWanted | undefined): ToldList<ReportMapEvent> =>
  useToldList(reports, wanted && reportsPath(wanted));

export const reportsPath = ({ within, closed }: ReportsWanted): string =>
  `${routes.reportMapEvents}?${new URLSearchParams({ withinMs: String(within), closed: String(closed) })}`;
