import type { Place } from "#contract/entities/place.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import type { SceneAround } from "../../state/shown-scene.ts";
import type { Site } from "../../state/site.ts";
import type { ShownAgainst } from "../../state/tiles.ts";

/** A figure that a scene shows, once however many tiles show it. */
export type SceneFigure = {
  indicator: IndicatorView;
  place: Pick<Place, "id" | "name">;
  /** It is about the site as a whole: its place need not be named. */
  isHome: boolean;
  against: ShownAgainst | undefined;
};

/** What is known of it at a moment. */
export type HeadlineFigure = SceneFigure & {
  reading: Reading | undefined;
  /** What it was so long ago, of one that its tile holds against itself; undefined: not known. */
  before?: number | undefined;
  /** Of one that its tile holds against its growth: that. */
  rate?: { indicator: IndicatorView; reading: Reading | undefined } | undefined;
};

/**
 * The figures of a scene in the order of its tiles. Of an indicator that is shown at every place those that have a reading.
 * @param readingOf the newest of a series
 */
export function figuresOf(
  scene: SceneAround,
  site: Pick<Site, "indicatorOf" | "placeOf" | "places" | "place">,
  readingOf: (key: string) => Reading | undefined,
): SceneFigure[] {
  const found = new Map<string, SceneFigure>();
  const put = (code: string, place: string, against: ShownAgainst | undefined) => {
    const indicator = site.indicatorOf.get(code);
    if (indicator === undefined) return;
    const key = seriesKey(code, place);
    const known = found.get(key);
    if (known !== undefined) known.against ??= against;
    else {
      const at = site.placeOf.get(place) ?? { id: place, name: { vi: place, en: place } };
      found.set(key, { indicator, place: at, isHome: place === site.place, against });
    }
  };
  for (const tile of scene.tiles) {
    const opened = scene.openedOf.get(tile.id);
    if (opened === undefined || !("settings" in opened)) continue;
    const { series = [], indicators = [] } = opened.figures ?? {};
    for (const { indicator, place = site.place, against } of series) put(indicator, place, against);
    for (const indicator of indicators)
      for (const { id } of site.places)
        if (readingOf(seriesKey(indicator, id)) !== undefined) put(indicator, id, undefined);
  }
  return [...found.values()];
}
