import { useMemo, useSyncExternalStore } from "react";
import type { Place } from "#contract/entities/place.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { nowStore } from "../../state/clock.ts";
import type { Past } from "../../state/past-readings.ts";
import { seriesStore } from "../../state/readings.ts";
import { type Site, useSite } from "../../state/site.ts";
import { isSameFigure, type PlaceFigure, placeFigure } from "./place-figures.ts";

const none: readonly PlaceFigure[] = [];
const noLists: readonly (readonly PlaceFigure[])[] = [];

/**
 * The places of a kind with their figures of each of some indicators, told anew when one of them changes what it would show:
 * at most once a second, since every redraw of a full map costs without a GPU.
 */
export function usePlaceFigureLists(
  kind: Place["kind"],
  indicators: readonly string[],
): readonly (readonly PlaceFigure[])[] {
  const site = useSite();
  const codes = indicators.join();
  const source = useMemo(
    () => (site && codes !== "" ? makeSource(site, kind, codes.split(",")) : undefined),
    [site, kind, codes],
  );
  return useSyncExternalStore(source?.subscribe ?? subscribeToNothing, source?.get ?? getNothing);
}

/** The same of one indicator. @param past in the place of now */
export function usePlaceFigures(
  kind: Place["kind"],
  indicator: string | undefined,
  past: Past | null = null,
): readonly PlaceFigure[] {
  const site = useSite();
  const [now = none] = usePlaceFigureLists(kind, indicator === undefined ? [] : [indicator]);
  return useMemo(() => {
    if (past === null || site === null || indicator === undefined) return now;
    const byPlace = new Map(past.readings.map((reading) => [reading.place, reading]));
    const rule = site.indicatorOf.get(indicator);
    return figuresOf(placesOf(site, kind), rule, (place) => byPlace.get(place), past.atMs);
  }, [past, now, site, kind, indicator]);
}

const subscribeToNothing = () => () => {};
const getNothing = () => noLists;

/** A place that is no more has no present figure; its successors have. */
const placesOf = ({ places }: Site, kind: Place["kind"]): Place[] =>
  places.filter((place) => place.kind === kind && place.to === undefined);

const figuresOf = (
  places: readonly Place[],
  rule: IndicatorView | undefined,
  readingOf: (place: string) => Reading | undefined,
  nowMs: number,
): PlaceFigure[] =>
  rule === undefined ? [] : places.map((place) => placeFigure(place, rule, readingOf(place.id), nowMs));

function makeSource(site: Site, kind: Place["kind"], indicators: readonly string[]) {
  const places = placesOf(site, kind);
  const compute = (former: readonly (readonly PlaceFigure[])[]) =>
    indicators.map((indicator, list) => {
      const readingOf = (place: string) => seriesStore(seriesKey(indicator, place)).getState();
      const next = figuresOf(places, site.indicatorOf.get(indicator), readingOf, nowStore.getState());
      const known = former[list];
      return known?.length === next.length && next.every((one, at) => isSameFigure(one, known[at])) ? known : next;
    });
  let lists = compute([]);
  return {
    get: () => lists,
    subscribe: (listener: () => void) =>
      nowStore.subscribe(() => {
        const next = compute(lists);
        if (next.every((list, at) => list === lists[at])) return;
        lists = next;
        listener();
      }),
  };
}
