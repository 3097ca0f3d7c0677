import { useMemo, useSyncExternalStore } from "react";
import type { Place } from "#contract/entities/place.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { nowStore } from "../../state/clock.ts";
import type { Past } from "../../state/past-readings.ts";
import { seriesStore } from "../../state/readings.ts";
import { type Site, useSite } from "../../state/site.ts";
import { type PlaceFigure, placeFigure } from "./place-figures.ts";

const none: readonly PlaceFigure[] = [];

/**
 * The places of a kind with their figures, told anew when one of them changes what it would show: at most once a second,
 * since every redraw of a full map costs without a GPU.
 * @param past in the place of now
 */
export function usePlaceFigures(
  kind: Place["kind"],
  indicator: string | undefined,
  past: Past | null = null,
): readonly PlaceFigure[] {
  const site = useSite();
  const source = useMemo(
    () => (site && indicator ? makeSource(site, kind, indicator) : undefined),
    [site, kind, indicator],
  );
  const now = useSyncExternalStore(source?.subscribe ?? subscribeToNothing, source?.get ?? getNothing);
  return useMemo(() => (past === null ? now : (source?.at(past) ?? none)), [past, now, source]);
}

const subscribeToNothing = () => () => {};
const getNothing = () => none;

function makeSource(site: Site, kind: Place["kind"], indicator: string) {
  const rule = site.indicatorOf.get(indicator);
  // A place that is no more has no present figure; its successors have.
  const places = site.places.filter((place) => place.kind === kind && place.to === undefined);
  const figuresBy = (readingOf: (place: Place) => Reading | undefined, nowMs: number) =>
    rule ? places.map((place) => placeFigure(place, rule, readingOf(place), nowMs)) : none;
  const compute = () =>
    figuresBy((place) => seriesStore(seriesKey(indicator, place.id)).getState(), nowStore.getState());
  let figures: readonly PlaceFigure[] = compute();
  let told = JSON.stringify(figures);
  return {
    get: () => figures,
    at: ({ readings, atMs }: Past) => {
      const byPlace = new Map(readings.map((reading) => [reading.place, reading]));
      return figuresBy((place) => byPlace.get(place.id), atMs);
    },
    subscribe: (listener: () => void) =>
      nowStore.subscribe(() => {
        const next = compute();
        const text = JSON.stringify(next);
        if (text === told) return;
        told = text;
        figures = next;
        listener();
      }),
  };
}
