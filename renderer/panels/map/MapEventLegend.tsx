import { useTranslation } from "react-i18next";
import { spanWords } from "../../figures/age.ts";
import { Tag } from "../../ui/Tag.tsx";
import { MapEventDrop, MapEventSign } from "./Sign.tsx";
import { Newest, Platforms, Trouble } from "./Telling.tsx";
import type { MapEventLayer } from "./use-map-event-layer.ts";

/**
 * What cameras' platforms have told of, how much of each kind and when last; and why there may be more than is drawn: no
 * event on the map means that nothing happened only where somebody could have told.
 */
export function MapEventLegend({ layer, within }: { layer: MapEventLayer; within: number }) {
  const { t, i18n } = useTranslation("map");
  const { t: figure } = useTranslation("figure");
  const { t: camera } = useTranslation("camera");
  const { mapEvents, counts, trouble, asOfMs, isCut } = layer;
  const span = spanWords(within, figure);
  const isAnswered = asOfMs !== null && trouble !== "forbidden";
  const all = counts.simulated === mapEvents.length;
  return (
    <div className="map-layer map-events">
      <p className="map-layer-name">
        <MapEventDrop />
        <span data-until="0">{t("mapEvents.title", { span })}</span>
        <span data-from="1">{t("mapEvents.brief", { span })}</span>
      </p>
      <p className="map-event-kinds">
        {counts.simulated > 0 && (
          <Tag
            kind="simulated"
            word={t(all ? "mapEvents.allSimulated" : "mapEvents.simulated", { count: counts.simulated })}
          />
        )}
        {counts.kinds.map(({ kind, count }) => (
          <span key={kind}>
            <MapEventSign kind={kind} /> <span data-until="1">{camera(`event.${kind}`)} </span>
            {count.toLocaleString(i18n.language)}
          </span>
        ))}
        {isAnswered && mapEvents.length === 0 && <span>{t("mapEvents.none")}</span>}
        <Newest atMs={mapEvents[0]?.atMs} />
      </p>
      <Platforms tells={({ type }) => type === "camera-events"} noSource={t("mapEvents.noSource")} />
      <p>
        <Trouble trouble={trouble} asOfMs={asOfMs} />
        {isCut && <span className="tone-late">{t("mapEvents.cut", { count: mapEvents.length })}</span>}
        {counts.unplaced > 0 && <span>{t("mapEvents.unplaced", { count: counts.unplaced })}</span>}
      </p>
    </div>
  );
}
