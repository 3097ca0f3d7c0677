import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatValue } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useFormerReadings } from "../../state/past-readings.ts";
import { useSite } from "../../state/site.ts";
import { shownValue } from "./place-figures.ts";
import type { MapSettings } from "./settings.ts";
import type { Measured } from "./stations.ts";
import { usePlaceFigureLists } from "./use-place-figures.ts";

const none: NonNullable<MapSettings["stations"]> = [];

/** What stations measure now and measured a while ago, one for each of the settings' indicators. */
export function useStations(settings: MapSettings["stations"]): readonly Measured[] {
  const { language } = useTranslation().i18n;
  const site = useSite();
  const wanted = settings ?? none;
  const lists = usePlaceFigureLists(
    "station",
    wanted.map(({ indicator }) => indicator),
  );
  const spans = useMemo(() => new Map(wanted.map(({ indicator, trend }) => [indicator, trend])), [wanted]);
  const former = useFormerReadings(spans);
  return useMemo(
    () =>
      wanted.map(({ indicator, sign, trend, places }, at): Measured => {
        const rule = site?.indicatorOf.get(indicator);
        return {
          sign,
          decimals: rule?.decimals ?? 0,
          spanMs: trend,
          figures: (lists[at] ?? []).filter(({ place }) => places === undefined || places.includes(place.id)),
          former: former.get(indicator),
          words: (figure) => {
            const value = rule ? formatValue(shownValue(figure), rule, language) : "—";
            const unit = rule && shownValue(figure) !== null ? ` ${inLanguage(rule.unit, language)}` : "";
            return `${inLanguage(figure.place.name, language)}\n${value}${unit}`;
          },
        };
      }),
    [wanted, lists, former, site, language],
  );
}
