import { useTranslation } from "react-i18next";
import { spanWords } from "../../figures/age.ts";
import { tellsReports } from "../../state/citizen-reports.ts";
import { Tag } from "../../ui/Tag.tsx";
import { ReportBubble, ReportSign } from "./Sign.tsx";
import { Platforms, Trouble } from "./Telling.tsx";
import type { ReportLayer } from "./use-report-layer.ts";

/**
 * How many of citizens' reports are open, how many of those overdue, who tells of them and when last; and why there may be more
 * than is drawn.
 */
export function ReportLegend({ layer, within }: { layer: ReportLayer; within: number }) {
  const { t, i18n } = useTranslation("map");
  const { t: figure } = useTranslation("figure");
  const { mapEvents, counts, trouble, asOfMs, isCut } = layer;
  const { open, overdue, closed, simulated, unplaced } = counts;
  const span = spanWords(within, figure);
  const number = (count: number) => count.toLocaleString(i18n.language);
  const isAnswered = asOfMs !== null && trouble !== "forbidden";
  return (
    <div className="map-layer map-events map-reports">
      <p className="map-layer-name">
        <ReportBubble />
        <span data-until="0">{t("reports.title", { span })}</span>
        <span data-from="1">{t("reports.brief", { span })}</span>
      </p>
      <p className="map-event-kinds">
        {simulated > 0 && (
          <Tag
            kind="simulated"
            word={t(simulated === mapEvents.length ? "mapEvents.allSimulated" : "mapEvents.simulated", {
              count: simulated,
            })}
          />
        )}
        {open > 0 && (
          <span>
            <ReportSign standing="open" /> {t("reports.open", { count: number(open) })}
          </span>
        )}
        {overdue > 0 && (
          <span>
            <ReportSign standing="overdue" /> <span data-until="0">{t("reports.ofThese")} </span>
            {t("reports.overdue", { count: number(overdue) })}
          </span>
        )}
        {closed > 0 && (
          <span data-until="1">
            <ReportSign standing="closed" /> {t("reports.closed", { count: number(closed) })}
          </span>
        )}
        {isAnswered && open === 0 && <span>{t("reports.none")}</span>}
      </p>
      <Platforms tells={tellsReports} noSource={t("reports.noSource")} hasTime />
      <p>
        <Trouble trouble={trouble} asOfMs={asOfMs} />
        {isCut && <span className="tone-late">{t("reports.cut", { count: mapEvents.length })}</span>}
        {unplaced > 0 && <span>{t("reports.unplaced", { count: unplaced })}</span>}
      </p>
    </div>
  );
}
