import { useMemo, useSyncExternalStore } from "react";
import type { OwnReach } from "#contract/access/own-reach.ts";
import type { Threshold } from "#contract/entities/indicator.ts";
import type { Place } from "#contract/entities/place.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { nowStore } from "../state/clock.ts";
import { readingPlannedUntil } from "../state/maintenance.ts";
import { isFigureBeyond, useReach } from "../state/reach.ts";
import { seriesStore } from "../state/readings.ts";
import { type Site, useSite } from "../state/site.ts";
import type { FigureWords } from "./age.ts";
import { type FigureState, figureState } from "./figure.ts";
import { formatSince } from "./format.ts";
import { crossedBy } from "./tone.ts";

/** An indicator at one place, as a list of places shows it. */
export type PlaceFigure = {
  place: Place;
  reading: Reading | undefined;
  state: FigureState;
  /** null: none was ever received, the platform says it has none, or it is lost. */
  value: number | null;
  crossed: Threshold | undefined;
  /** It is another's than whoever looks may see, and nobody will tell it here. */
  isBeyond: boolean;
};

/** The places that a list is of: those named, or all of a kind that exist today. */
export type PlaceChoice = { places?: readonly string[] | undefined; kind: Place["kind"] };

const none: readonly PlaceFigure[] = [];
const subscribeToNothing = () => () => {};
const getNothing = () => none;

/** An indicator at several places, told anew at most once a second, and only when something that is shown has changed. */
export function usePlaceFigures(indicator: string, choice: PlaceChoice): readonly PlaceFigure[] {
  const site = useSite();
  const reach = useReach();
  const { places, kind } = choice;
  const source = useMemo(
    () => (site === null ? undefined : makeSource(site, indicator, { places, kind }, reach)),
    [site, indicator, places, kind, reach],
  );
  return useSyncExternalStore(
    source?.subscribe ?? subscribeToNothing,
    source?.get ?? getNothing,
    source?.get ?? getNothing,
  );
}

function makeSource(site: Site, code: string, { places: named, kind }: PlaceChoice, reach: OwnReach | null) {
  const indicator = site.indicatorOf.get(code);
  const places =
    named === undefined
      ? site.places.filter((place) => place.kind === kind && place.to === undefined)
      : named.flatMap((id) => site.placeOf.get(id) ?? []);
  const stores = places.map((place) => ({
    ...{ place, isBeyond: isFigureBeyond(code, place.id, reach) },
    store: seriesStore(seriesKey(code, place.id)),
  }));
  const compute = (nowMs: number): readonly PlaceFigure[] =>
    indicator === undefined
      ? none
      : stores.map(({ place, store, isBeyond }) => {
          const reading = store.getState();
          const state = figureState(reading, indicator, nowMs);
          const value = typeof reading?.value === "number" && state !== "lost" ? reading.value : null;
          const crossed = value === null ? undefined : crossedBy(reading, indicator.thresholds);
          return { place, reading, state, value, crossed, isBeyond };
        });
  let figures = compute(nowStore.getState());
  return {
    get: () => figures,
    subscribe: (listener: () => void) =>
      nowStore.subscribe((nowMs) => {
        const next = compute(nowMs);
        const isSame = next.every(
          (one, at) => one.reading === figures[at]?.reading && one.state === figures[at]?.state,
        );
        if (isSame && next.length === figures.length) return;
        figures = next;
        listener();
      }),
  };
}

/** By value, those without one last and left out; equal ones in the order of the site. */
export function ranked(figures: readonly PlaceFigure[], first: "highest" | "lowest"): PlaceFigure[] {
  const sign = first === "highest" ? -1 : 1;
  return figures
    .filter(({ value }) => value !== null)
    .sort((one, other) => sign * ((one.value ?? 0) - (other.value ?? 0)));
}

export const newestOf = (figures: readonly PlaceFigure[]): Reading | undefined =>
  figures.reduce<Reading | undefined>(
    (best, { reading }) =>
      reading !== undefined && (best === undefined || reading.asOfMs > best.asOfMs) ? reading : best,
    undefined,
  );

/** Said in the place of a list without a single value: nothing was ever told, or it is lost. */
export function withoutWords(
  figures: readonly PlaceFigure[],
  t: FigureWords,
  nowMs: number,
  zone: { language: string; timeZone: string },
): string {
  const gone = figures.flatMap(({ state, reading }) => (state === "lost" && reading !== undefined ? [reading] : []));
  const plannedMs = gone.map((reading) => readingPlannedUntil(reading, nowMs) ?? 0);
  // Where only some of them are planned to be away, the others are lost.
  if (gone.length > 0 && plannedMs.every((ms) => ms > 0))
    return t("freshness.planned", { until: formatSince(Math.min(...plannedMs), nowMs, zone) });
  const lost = gone.length;
  if (lost > 0) return t("places.lost", { count: lost });
  const told = figures.filter(({ isBeyond }) => !isBeyond).length;
  return told === 0 && figures.length > 0
    ? t("places.beyond", { count: figures.length })
    : t("places.none", { count: told });
}

/** Said beside a list of figures: how many of its places have none, and how many are others' than whoever looks may see. "": all have one. */
export function unheardWords(figures: readonly PlaceFigure[], t: FigureWords): string {
  const unheard = figures.filter(({ value }) => value === null);
  const beyond = unheard.filter(({ isBeyond }) => isBeyond).length;
  const without = unheard.length - beyond;
  return [
    ...(without > 0 ? [t("places.without", { count: without })] : []),
    ...(beyond > 0 ? [t("places.beyond", { count: beyond })] : []),
  ].join(" · ");
}
