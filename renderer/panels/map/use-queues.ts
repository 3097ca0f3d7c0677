import type { FeatureCollection } from "geojson";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../figures/format.ts";
import { noFeatures } from "../../map/engine.ts";
import { useSite } from "../../state/site.ts";
import { roadLines } from "./approach.ts";
import { type GateFigure, queuesOf } from "./gates.ts";
import { shownValue } from "./place-figures.ts";
import type { MapSettings } from "./settings.ts";

/** The gates' queues as shapes; none where the settings tell no directions. */
export function useQueues(
  gates: readonly GateFigure[],
  settings: MapSettings["gates"],
  roads: FeatureCollection | undefined,
): FeatureCollection {
  const { t, i18n } = useTranslation("map");
  const bounds = useSite()?.map.bounds;
  const metresPerVehicle = settings?.directions?.metresPerVehicle;
  const lines = useMemo(() => roadLines(roads), [roads]);
  return useMemo(() => {
    if (metresPerVehicle === undefined || bounds === undefined) return noFeatures;
    const [west, south, east, north] = bounds;
    return queuesOf(gates, lines, [(west + east) / 2, (south + north) / 2], metresPerVehicle, (way, figure) =>
      t(`queue.${way}`, { value: formatNumber(shownValue(figure) ?? 0, i18n.language, 0) }),
    );
  }, [gates, lines, bounds, metresPerVehicle, t, i18n.language]);
}
