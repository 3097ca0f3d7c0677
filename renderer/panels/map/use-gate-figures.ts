import { useMemo, useSyncExternalStore } from "react";
import { seriesKey } from "#contract/entities/reading.ts";
import { nowStore } from "../../state/clock.ts";
import { seriesStore } from "../../state/readings.ts";
import { type Site, useSite } from "../../state/site.ts";
import { type GateFigure, gateFigure } from "./gate-figures.ts";

const none: readonly GateFigure[] = [];

/**
 * The gates of the site with their figures, told anew when one of them changes what it would show: at most once a
 * second, since every redraw of a full map costs without a GPU.
 */
export function useGateFigures(indicator: string | undefined): readonly GateFigure[] {
  const site = useSite();
  const source = useMemo(() => (site && indicator ? makeSource(site, indicator) : undefined), [site, indicator]);
  return useSyncExternalStore(source?.subscribe ?? subscribeToNothing, source?.get ?? getNothing);
}

const subscribeToNothing = () => () => {};
const getNothing = () => none;

function makeSource(site: Site, indicator: string) {
  const rule = site.indicatorOf.get(indicator);
  const gates = site.places.filter((place) => place.kind === "gate" && place.position !== undefined);
  const compute = () =>
    rule
      ? gates.map((place) =>
          gateFigure(place, rule, seriesStore(seriesKey(indicator, place.id)).getState(), nowStore.getState()),
        )
      : none;
  let figures: readonly GateFigure[] = compute();
  let told = JSON.stringify(figures);
  return {
    get: () => figures,
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
