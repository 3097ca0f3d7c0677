import type { Place } from "#contract/entities/place.ts";
import type { IndicatorView, SiteView } from "#contract/entities/profile.ts";
import type { ShownScene } from "#contract/entities/wall.ts";
import { makeStore, useStorePart, useStoreValue } from "./store.ts";

export type Site = SiteView & {
  indicatorOf: ReadonlyMap<string, IndicatorView>;
  placeOf: ReadonlyMap<string, Place>;
};

/** What the core told of the site; null before the first snapshot. */
export const siteStore = makeStore<Site | null>(null);
/** The same told again (after a reconnection) must not render the whole wall anew. */
let told = "";

export function setSite(view: SiteView): void {
  const text = JSON.stringify(view);
  if (text === told) return;
  told = text;
  siteStore.setState(
    {
      ...view,
      indicatorOf: new Map(view.indicators.map((indicator) => [indicator.code, indicator])),
      placeOf: new Map(view.places.map((place) => [place.id, place])),
    },
    true,
  );
}

/** The site that was told last, with another scene on its wall; null before the first snapshot. */
export function viewOf(scene: ShownScene): SiteView | null {
  const site = siteStore.getState();
  if (site === null) return null;
  const { indicatorOf: _, placeOf: __, ...view } = site;
  return { ...view, scene };
}

export const useSite = (): Site | null => useStoreValue(siteStore);
export const useIndicator = (code: string): IndicatorView | undefined =>
  useStorePart(siteStore, (site) => site?.indicatorOf.get(code));
export const usePlace = (id: string): Place | undefined => useStorePart(siteStore, (site) => site?.placeOf.get(id));
/** The zone all times are told in; UTC before the site is known, when no time is shown. */
export const useTimeZone = (): string => useStorePart(siteStore, (site) => site?.timeZone ?? "UTC");
/** The place readings belong to when a tile names none. */
export const useHomePlace = (): string => useStorePart(siteStore, (site) => site?.place ?? "");
