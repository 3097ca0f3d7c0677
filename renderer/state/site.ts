import type { Place } from "#contract/entities/place.ts";
import type { IndicatorView, SiteView } from "#contract/entities/profile.ts";
import type { ShownScene } from "#contract/entities/wall.ts";
import { makeStore, useStorePart, useStoreValue } from "./store.ts";
import type { OpenedTile, OpenedTiles } from "./tiles.ts";

export type Site = SiteView & {
  indicatorOf: ReadonlyMap<string, IndicatorView>;
  placeOf: ReadonlyMap<string, Place>;
  /** The tiles that this page shows. */
  openedOf: OpenedTiles;
};

/** What the core told of the site; null before the first snapshot. */
export const siteStore = makeStore<Site | null>(null);
/** The same told again (after a reconnection) must not render the whole wall anew. */
let told = "";

/** @param open parses the settings of the page's tiles; called when the site is another than before */
export function setSite(view: SiteView, open: (view: SiteView) => OpenedTiles): void {
  const text = JSON.stringify(view);
  if (text === told) return;
  told = text;
  const before = siteStore.getState();
  const same = <Item>(known: ReadonlyMap<string, Item> | undefined, items: Iterable<readonly [string, Item]>) =>
    new Map([...items].map(([key, item]) => [key, asBefore(known?.get(key), item)]));
  siteStore.setState(
    {
      ...view,
      indicatorOf: same(
        before?.indicatorOf,
        view.indicators.map((indicator) => [indicator.code, indicator]),
      ),
      placeOf: same(
        before?.placeOf,
        view.places.map((place) => [place.id, place]),
      ),
      openedOf: same(before?.openedOf, open(view)),
    },
    true,
  );
}

/** What says the same stays the same object, so that what shows it is not drawn anew where something else of the site has changed. */
const asBefore = <Item>(known: Item | undefined, item: Item): Item =>
  known !== undefined && JSON.stringify(known) === JSON.stringify(item) ? known : item;

/** Another scene on the same site: the one thing that changes in front of people, so nothing else is looked at. */
export function showScene(scene: ShownScene, openedOf: OpenedTiles): void {
  const site = siteStore.getState();
  if (site === null) return;
  // What is told next is compared with what stands now, which nobody has told in one piece.
  told = "";
  siteStore.setState({ ...site, scene, openedOf }, true);
}

/** The site that was told last, or with another scene on its wall; null before the first snapshot. */
export function viewOf(scene?: ShownScene): SiteView | null {
  const site = siteStore.getState();
  if (site === null) return null;
  return scene === undefined ? asTold(site) : { ...asTold(site), scene };
}

/** A site as the core told it. */
export function asTold(site: Site): SiteView {
  const { indicatorOf: _, placeOf: __, openedOf: ___, ...view } = site;
  return view;
}

export const useSite = (): Site | null => useStoreValue(siteStore);
export const useIndicator = (code: string): IndicatorView | undefined =>
  useStorePart(siteStore, (site) => site?.indicatorOf.get(code));
export const usePlace = (id: string): Place | undefined => useStorePart(siteStore, (site) => site?.placeOf.get(id));
/** A tile's settings, parsed; undefined where the page does not show it. */
export const useOpenedTile = (id: string): OpenedTile | undefined =>
  useStorePart(siteStore, (site) => site?.openedOf.get(id));
/** The zone all times are told in; UTC before the site is known, when no time is shown. */
export const useTimeZone = (): string => useStorePart(siteStore, (site) => site?.timeZone ?? "UTC");
/** The place readings belong to when a tile names none. */
export const useHomePlace = (): string => useStorePart(siteStore, (site) => site?.place ?? "");
