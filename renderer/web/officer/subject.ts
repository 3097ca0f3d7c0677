import type { CheckedRow, EnteredFigureView, EntryRow, ExpectedFigure } from "#contract/entry/entry.ts";

/** A figure of a period that somebody may enter or correct, as the pages know it. */
export type Subject = Pick<
  ExpectedFigure,
  "indicator" | "place" | "name" | "placeName" | "unit" | "decimals" | "showsSign" | "period" | "periodWords" | "status"
> &
  Pick<CheckedRow, "current" | "previous" | "lastYear">;

export const keyOf = ({ indicator, place, period }: Pick<Subject, "indicator" | "place" | "period">): string =>
  `${indicator}@${place}@${period}`;

/** What was entered once, to be corrected; what stands beside it is told with the first check. */
export const subjectOf = (view: EnteredFigureView): Subject => ({
  ...view,
  ...{ current: null, previous: null, lastYear: null },
});

export type Typed = Pick<EntryRow, "status" | "reason"> & { value: string };

export const rowOf = (subject: Subject, { value, status, reason }: Typed): EntryRow => ({
  ...{ indicator: subject.indicator, place: subject.place, period: subject.period, value, status },
  reason: reason.trim(),
});

export const isReady = (checked: CheckedRow | undefined): boolean =>
  checked?.outcome === "new" || checked?.outcome === "correction";
