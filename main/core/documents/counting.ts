import { dayOfNumber } from "#contract/calendar/days.ts";
import type { WorkingCalendar } from "#contract/calendar/working-days.ts";
import { organKey } from "#contract/documents/document.ts";
import { documentFigures } from "#contract/documents/figures.ts";
import type { DocumentCounts } from "./repository.ts";

/** A figure of documents, at one place. */
export type DocumentFigure = { indicator: string; place: string; value: number | null };

/** @returns of numbers that come so many times each the middle one, of an even number the mean of the two; null of none */
export function weightedMedian(values: readonly { value: number; count: number }[]): number | null {
  const total = values.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const sorted = [...values].sort((a, b) => a.value - b.value);
  const at = (rank: number): number => {
    let seen = 0;
    for (const { value, count } of sorted) {
      seen += count;
      if (seen > rank) return value;
    }
    return sorted.at(-1)?.value ?? 0;
  };
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
}

/**
 * All figures of documents, of each of the site's organisations and of all of them together.
 * @param organs place by `organKey`
 * @param home where the sums stand
 */
export function figuresOf(
  counts: DocumentCounts,
  organs: ReadonlyMap<string, string>,
  home: string,
  calendar: Pick<WorkingCalendar, "workingDaysBetween">,
): DocumentFigure[] {
  const sums = new Map<string, Map<string, number>>();
  const add = (indicator: string, place: string, count: number): void => {
    const at = sums.get(indicator) ?? new Map<string, number>();
    sums.set(indicator, at);
    for (const one of new Set([place, home])) at.set(one, (at.get(one) ?? 0) + count);
  };
  const placeOf = (organ: string) => organs.get(organKey(organ));
  const { byState, inHand, overdue, dueSoon, withoutDueDate, daysToDone, arrivedToday, sentToday } = documentFigures;
  // None is an answer too: every place has every figure.
  const places = [...new Set([home, ...organs.values()])];
  for (const one of [...Object.values(byState), inHand, overdue, dueSoon, withoutDueDate, arrivedToday, sentToday])
    for (const place of places) add(one, place, 0);
  for (const { organ, state, ...open } of counts.open) {
    const place = placeOf(organ);
    if (place === undefined) continue;
    add(byState[state], place, open.count);
    add(inHand, place, open.count);
    add(overdue, place, open.overdue);
    add(dueSoon, place, open.dueSoon);
    add(withoutDueDate, place, open.withoutDueDate);
  }
  const addTo = (indicator: string, rows: DocumentCounts["arrivedToday"]): void => {
    for (const { organ, count } of rows) {
      const place = placeOf(organ);
      if (place !== undefined) add(indicator, place, count);
    }
  };
  for (const { organ, state, count } of counts.closed) addTo(byState[state], [{ organ, count }]);
  addTo(arrivedToday, counts.arrivedToday);
  addTo(sentToday, counts.sentToday);

  const days = new Map<string, { value: number; count: number }[]>(places.map((place) => [place, []]));
  for (const { organ, arrivedDay, doneDay, count } of counts.done) {
    const place = placeOf(organ);
    const value = calendar.workingDaysBetween(dayOfNumber(arrivedDay), dayOfNumber(doneDay));
    if (place === undefined || value === null) continue;
    for (const one of new Set([place, home])) days.get(one)?.push({ value, count });
  }
  return [
    ...[...sums].flatMap(([indicator, at]) => [...at].map(([place, value]) => ({ indicator, place, value }))),
    ...[...days].map(([place, values]) => ({ indicator: daysToDone, place, value: weightedMedian(values) })),
  ];
}
