import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { seriesKey } from "#contract/entities/series-key.ts";
import { figureState } from "../../figures/figure.ts";
import { SimulationContext, useIsSimulationSaid } from "../../figures/simulation.ts";
import { worstFigure } from "../../figures/worst-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { seriesStore } from "../../state/readings.ts";
import { useIndicator } from "../../state/site.ts";
import { Tag } from "../../ui/Tag.tsx";
import { useTypeScale } from "../../ui/type-context.ts";
import "../../i18n/environment-words.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { Station, stationPx, wideFromEm } from "./Station.tsx";
import type { RiverSettings } from "./settings.ts";
import "./river.css";

export function River({ settings, size, report }: PanelProps<RiverSettings>) {
  const { t, i18n } = useTranslation("environment");
  const { t: tFigure } = useTranslation("figure");
  const scale = useTypeScale();
  const { source: em, label } = scale;
  const indicator = useIndicator(settings.level);
  const stores = useMemo(
    () => settings.stations.map((place) => seriesStore(seriesKey(settings.level, place))),
    [settings.stations, settings.level],
  );
  const state = useNow((nowMs) => worstFigure(stores.map((store) => figureState(store.getState(), indicator, nowMs))));
  // Of several stations that are all simulated it is said once, unless their monitor says it.
  const said = useIsSimulationSaid();
  const areSimulated = useNow(() => {
    const known = stores.flatMap((store) => store.getState() ?? []);
    return known.length > 1 && known.every(({ status }) => status === "simulated");
  });
  const head = label * 1.35;
  const gap = em * 0.3;
  const count = settings.stations.length;
  const isWide = size.width > wideFromEm * em;
  // In a narrow head there is no room for it beside the title.
  const isSaidHere = said === "no" && areSimulated && isWide;
  useWantedHeight(head + count * (gap + stationPx(scale, isWide)));
  const height = Math.floor((size.height - head - gap * count) / count);
  useTileState(report, indicator === undefined ? "error" : state);
  if (indicator === undefined)
    return <p className="river-note">{tFigure("unknownIndicator", { code: settings.level })}</p>;
  return (
    <article className="river">
      <header style={{ height: head }}>
        <h2 className="one-line">{inLanguage(settings.title, i18n.language)}</h2>
        {isSaidHere && <Tag kind="simulated" word={tFigure("status.simulated")} />}
        <p className="one-line">
          {isWide && count > 1 && `${t("river.apart")} · `}
          {t("river.unverified")}
        </p>
      </header>
      <ul style={{ gap }}>
        <SimulationContext value={isSaidHere ? "elsewhere" : said}>
          {settings.stations.map((place) => (
            <Station key={place} settings={settings} place={place} width={size.width} height={height} />
          ))}
        </SimulationContext>
      </ul>
    </article>
  );
}
