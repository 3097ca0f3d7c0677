import { seriesKey } from "#contract/entities/series-key.ts";
import type { Forecast } from "#contract/forecast/forecast.ts";
import { collectionStore } from "./kinds.ts";
import { useStorePart } from "./store.ts";

const store = collectionStore("forecasts");

/** What was forecast last of a series, or why nothing is; undefined where it is not forecast, or nothing was told yet. */
export const useForecast = (indicator: string, place: string): Forecast | undefined =>
  useStorePart(store, (all) => all.get(seriesKey(indicator, place)));

/** Every forecast there is now, by series key. Renders again with each that comes, some dozen every half hour. */
export const useForecasts = (): ReadonlyMap<string, Forecast> => useStorePart(store, (all) => all);
