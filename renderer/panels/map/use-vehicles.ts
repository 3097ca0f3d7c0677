import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { freshnessWords } from "../../figures/age.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import type { MapSettings } from "./settings.ts";
import { usePlaceFigures } from "./use-place-figures.ts";
import { type VehicleView, vehiclesAt } from "./vehicles.ts";

const minuteMs = 60_000;

/** The vehicles of the settings' indicator, and what each layer needs of them. Their ages in words change by the minute. */
export function useVehicles(settings: MapSettings["vehicles"]) {
  const { t, i18n } = useTranslation("figure");
  const { language } = i18n;
  const timeZone = useTimeZone();
  const figures = usePlaceFigures("vehicle", settings?.indicator);
  const minute = useNow((nowMs) => Math.floor(nowMs / minuteMs));
  const view = useMemo(
    (): VehicleView =>
      vehiclesAt(
        figures,
        ({ place }) => inLanguage(place.name, language),
        ({ freshness, asOfMs }) =>
          asOfMs === null || freshness === "none"
            ? ""
            : (freshnessWords(freshness, asOfMs, minute * minuteMs, t, { language, timeZone }, "short") ?? ""),
      ),
    [figures, minute, t, language, timeZone],
  );
  return { figures, view };
}
