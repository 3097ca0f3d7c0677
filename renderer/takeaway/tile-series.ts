import { seriesKey } from "#contract/entities/series-key.ts";
import type { Tile } from "#contract/entities/wall.ts";
import { needsOf, openTile } from "../panels/rules.ts";
import { seriesStore } from "../state/readings.ts";
import type { Site } from "../state/site.ts";

/**
 * The series of the figures on a tile, as keys: in the order of its settings, those of a list of places by value, all of them,
 * also what the tile had no room for. Empty where it shows none.
 */
export function seriesOfTile(tile: Tile, site: Site): string[] {
  const { series = [], indicators = [] } = needsOf(tile);
  const opened = openTile(tile);
  const settings = ("settings" in opened ? opened.settings : {}) as { kind?: unknown; first?: unknown };
  const named = series.map(({ indicator, place }) => ({ indicator, place: place ?? site.place }));
  const listed = indicators.flatMap((indicator) =>
    site.places
      .filter(({ id, kind, to }) =>
        // A map has figures of any place there are some of; a list has all places of its kind, also those without.
        settings.kind === undefined
          ? newestValue(indicator, id) !== undefined
          : kind === settings.kind && to === undefined,
      )
      .map(({ id }) => ({ indicator, place: id })),
  );
  const all = [...named, ...listed];
  const [only, ...others] = new Set(all.map(({ indicator }) => indicator));
  if (settings.kind !== undefined && only !== undefined && others.length === 0) {
    const first = settings.first ?? (site.indicatorOf.get(only)?.good === "down" ? "lowest" : "highest");
    const sign = first === "lowest" ? 1 : -1;
    const rank = ({ indicator, place }: (typeof all)[number]) => {
      const value = newestValue(indicator, place);
      return typeof value === "number" ? sign * value : Number.POSITIVE_INFINITY;
    };
    all.sort((one, other) => compare(rank(one), rank(other)));
  } else if (tile.panel === "gates") {
    // A gate's figures stand beside one another.
    const order = [...new Set(all.map(({ place }) => place))];
    all.sort((one, other) => order.indexOf(one.place) - order.indexOf(other.place));
  }
  return [...new Set(all.map(({ indicator, place }) => seriesKey(indicator, place)))];
}

const newestValue = (indicator: string, place: string) => seriesStore(seriesKey(indicator, place)).getState()?.value;

/** Infinity stays last and equal to itself. */
const compare = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1);
