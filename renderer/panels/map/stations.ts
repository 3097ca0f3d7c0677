import type { FeatureCollection } from "geojson";
import type { Reading } from "#contract/entities/reading.ts";
import { featureCollection } from "../../map/engine.ts";
import { point } from "./features.ts";
import { levelOf, type PlaceFigure } from "./place-figures.ts";
import type { StationSign } from "./settings.ts";

/** One indicator that stations measure. */
export type Measured = {
  sign: StationSign;
  decimals: number;
  spanMs: number;
  /** Of all stations, those that do not measure it among them. */
  figures: readonly PlaceFigure[];
  /** What was known `spanMs` ago, by place. */
  former: ReadonlyMap<string, Reading> | undefined;
  words(figure: PlaceFigure): string;
};

/**
 * What stands beside a value says where it goes, never whether that is bad. Straight up and down: the slanting arrows are emoji
 * by Unicode, so what they look like would be up to the machine's fonts.
 */
const arrows = { up: " ↑", down: " ↓", steady: " →" } as const;

/**
 * Where a value has gone in the span, by as much as its decimals can tell; undefined where that is not known: it is old, nothing
 * came since, or what was known then was itself older than the span.
 */
export function trendOf(
  { value, freshness, reading }: PlaceFigure,
  former: Reading | undefined,
  { decimals, spanMs }: { decimals: number; spanMs: number },
): keyof typeof arrows | undefined {
  if (freshness !== "fresh" || value === null || reading === undefined) return undefined;
  if (typeof former?.value !== "number" || former.asOfMs >= reading.asOfMs) return undefined;
  if (reading.asOfMs - former.asOfMs > 2 * spanMs) return undefined;
  const change = Number((value - former.value).toFixed(decimals));
  return change > 0 ? "up" : change < 0 ? "down" : "steady";
}

/**
 * Each station once for each indicator that it has ever told, with its value and where that goes. One that never told any is
 * there too, as the first: it is not forgotten because it is silent. `slot` counts what stands at the same place; `side` is where
 * its words stand, so that of two each has its own beside its sign.
 */
export function stationsAt(measured: readonly Measured[]): FeatureCollection {
  const telling = new Set(
    measured.flatMap(({ figures }) => figures.flatMap(({ place, reading }) => (reading ? [place.id] : []))),
  );
  const isShown = (at: number, { reading, place }: PlaceFigure) =>
    place.position !== undefined && (reading !== undefined || (at === 0 && !telling.has(place.id)));
  const inAll = new Map<string, number>();
  for (const [at, { figures }] of measured.entries())
    for (const figure of figures)
      if (isShown(at, figure)) inAll.set(figure.place.id, (inAll.get(figure.place.id) ?? 0) + 1);
  const shown = new Map<string, number>();
  return featureCollection(
    measured.flatMap((one, at) =>
      one.figures.flatMap((figure) => {
        const { position, id } = figure.place;
        if (!position || !isShown(at, figure)) return [];
        const slot = shown.get(id) ?? 0;
        shown.set(id, slot + 1);
        const level = levelOf(figure);
        const trend = trendOf(figure, one.former?.get(id), one);
        const label = `${one.words(figure)}${trend === undefined ? "" : arrows[trend]}`;
        const icon = `${one.sign}-${level === "none" ? "old" : level}`;
        const side = inAll.get(id) === 1 || slot > 1 ? "any" : slot === 0 ? "left" : "right";
        return [
          point(position.lon, position.lat, { label, icon, slot, side, level: level === "none" ? "old" : level }),
        ];
      }),
    ),
  );
}
