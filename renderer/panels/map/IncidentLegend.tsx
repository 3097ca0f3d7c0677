import { useTranslation } from "react-i18next";
import { spanWords } from "../../figures/age.ts";
import { Tag } from "../../ui/Tag.tsx";
import { IncidentDrop, IncidentSign } from "./Sign.tsx";
import { Newest, Platforms, Trouble } from "./Telling.tsx";
import type { IncidentLayer } from "./use-incident-layer.ts";

/**
 * What cameras' platforms have told of, how much of each kind and when last; and why there may be more than is drawn: no
 * incident on the map means that nothing happened only where somebody could have told.
 */
export function IncidentLegend({ layer, within }: { layer: IncidentLayer; within: number }) {
  const { t, i18n } = useTranslation("map");
  const { t: figure } = useTranslation("figure");
  const { t: camera } = useTranslation("camera");
  const { incidents, counts, trouble, asOfMs, isCut } = layer;
  const span = spanWords(within, figure);
  const isAnswered = asOfMs !== null && trouble !== "forbidden";
  const all = counts.simulated === incidents.length;
  return (
    <div className="map-layer map-incidents">
      <p className="map-layer-name">
        <IncidentDrop />
        <span data-until="0">{t("incidents.title", { span })}</span>
        <span data-from="1">{t("incidents.brief", { span })}</span>
      </p>
      <p className="map-incident-kinds">
        {counts.simulated > 0 && (
          <Tag
            kind="simulated"
            word={t(all ? "incidents.allSimulated" : "incidents.simulated", { count: counts.simulated })}
          />
        )}
        {counts.kinds.map(({ kind, count }) => (
          <span key={kind}>
            <IncidentSign kind={kind} /> <span data-until="1">{camera(`event.${kind}`)} </span>
            {count.toLocaleString(i18n.language)}
          </span>
        ))}
        {isAnswered && incidents.length === 0 && <span>{t("incidents.none")}</span>}
        <Newest atMs={incidents[0]?.atMs} />
      </p>
      <Platforms tells={({ type }) => type === "camera-events"} noSource={t("incidents.noSource")} />
      <p>
        <Trouble trouble={trouble} asOfMs={asOfMs} />
        {isCut && <span className="tone-late">{t("incidents.cut", { count: incidents.length })}</span>}
        {counts.unplaced > 0 && <span>{t("incidents.unplaced", { count: counts.unplaced })}</span>}
      </p>
    </div>
  );
}
