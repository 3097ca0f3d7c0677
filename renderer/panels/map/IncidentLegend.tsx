import { useTranslation } from "react-i18next";
import { spanWords } from "../../figures/age.ts";
import { formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import { useSources } from "../../state/sources.ts";
import { Tag } from "../../ui/Tag.tsx";
import { IncidentDrop, IncidentSign } from "./Sign.tsx";
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
        <span>{t("incidents.title", { span })}</span>
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
            <IncidentSign kind={kind} /> {camera(`event.${kind}`)} {count.toLocaleString(i18n.language)}
          </span>
        ))}
        {isAnswered && incidents.length === 0 && <span>{t("incidents.none")}</span>}
        <Newest atMs={incidents[0]?.atMs} />
      </p>
      <Platforms />
      <p>
        <Trouble trouble={trouble} asOfMs={asOfMs} />
        {isCut && <span className="tone-late">{t("incidents.cut", { count: incidents.length })}</span>}
        {counts.unplaced > 0 && <span>{t("incidents.unplaced", { count: counts.unplaced })}</span>}
      </p>
    </div>
  );
}

function Newest({ atMs }: { atMs: number | undefined }) {
  const { t } = useTranslation("map");
  const since = useSince(atMs);
  return since === "" ? null : <span>{t("incidents.newest", { time: since })}</span>;
}

function Trouble({ trouble, asOfMs }: Pick<IncidentLayer, "trouble" | "asOfMs">) {
  const { t } = useTranslation("map");
  const asOf = useSince(asOfMs ?? undefined);
  if (trouble === null) return asOfMs === null ? <span>{t("incidents.loading")}</span> : null;
  if (trouble === "forbidden") return <span className="tone-attention">{t("incidents.forbidden")}</span>;
  return (
    <span className="tone-attention">
      {asOf === "" ? t("incidents.unknown") : t("incidents.asked", { time: asOf })}
    </span>
  );
}

/** Who tells of incidents here, with the state of those that are not well. */
function Platforms() {
  const { t, i18n } = useTranslation("map");
  const { t: status } = useTranslation("status");
  const platforms = [...useSources().values()].filter(({ type }) => type === "camera-events");
  if (platforms.length === 0)
    return (
      <p>
        <span className="tone-attention">{t("incidents.noSource")}</span>
      </p>
    );
  return (
    <p>
      {platforms.map(({ id, name, state }) => {
        const source = inLanguage(name, i18n.language);
        return state === "ok" ? (
          <span key={id}>{source}</span>
        ) : (
          <span key={id} className="tone-late">
            {t("incidents.quiet", { source, state: status(`source.${state}`) })}
          </span>
        );
      })}
    </p>
  );
}

/** "14:21", with the day where it is another one; "" for none. */
function useSince(atMs: number | undefined): string {
  const { i18n } = useTranslation();
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  return useNow((nowMs) => (atMs === undefined ? "" : formatSince(atMs, nowMs, zone)));
}
