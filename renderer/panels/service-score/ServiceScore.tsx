import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { agesAt, figureState } from "../../figures/figure.ts";
import { formatNumber } from "../../figures/format.ts";
import { crossedBy, markOf, toneOf } from "../../figures/tone.ts";
import { worstFigure } from "../../figures/worst-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import "../../i18n/services-words.ts";
import { useNow } from "../../state/clock.ts";
import { seriesStore, useReading } from "../../state/readings.ts";
import { useHomePlace, useIndicator, usePlace, useSite, useTimeZone } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { columnsFor, differenceOf, monthOf, scoreOf } from "./score-table.ts";
import type { ServiceScoreSettings } from "./settings.ts";
import "./service-score.css";

type Props = PanelProps<ServiceScoreSettings>;

export function ServiceScore({ settings, size, report }: Props) {
  const { t, i18n } = useTranslation(["services", "figure"]);
  const { t: figureWords } = useTranslation("figure");
  const scale = useTypeScale();
  const site = useSite();
  const home = useHomePlace();
  const at = settings.place ?? home;
  const place = usePlace(at);
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const own = useMemo(
    () =>
      [settings.total, ...settings.components].map((row) => ({
        indicator: site?.indicatorOf.get(row.own),
        store: seriesStore(seriesKey(row.own, at)),
      })),
    [settings, site, at],
  );
  const state = useNow((nowMs) =>
    worstFigure(own.map(({ indicator, store }) => figureState(store.getState(), indicator, nowMs))),
  );
  const total = useIndicator(settings.total.own);
  const official = useReading(settings.total.official, at);
  const reading = useReading(settings.total.own, at);
  useTileState(report, total === undefined ? "error" : state);
  // The whole may be without a value where a component is; its month is that of whatever was counted.
  const newest = (): Reading | undefined =>
    own.map(({ store }) => store.getState()).find((one): one is Reading => one !== undefined);
  // One of the two made up, and all that stands beside it is not to be taken for real.
  const status = useNow(() => (official?.status === "simulated" ? official : newest())?.status ?? "");
  const ages = useNow((nowMs) => agesAt(newest(), total, nowMs, figureWords, zone).join("\n")).split("\n");
  const isOld = useNow((nowMs) => !["fresh", "empty"].includes(figureState(newest(), total, nowMs)));
  const month = monthOf(reading ?? newest(), zone);
  const columns = columnsFor(size.width, scale.source);
  const headPx = scale.source * 1.4;
  const count = settings.components.length + 1;
  const roomPx = size.height - scale.label * 1.45 - headPx - scale.source * 1.6;
  const rowPx = Math.floor(Math.min(roomPx / count, scale.label * 2.4));
  const title = inLanguage(settings.title, i18n.language);
  return (
    <article className={`score ${columns.hasBar ? "" : "score-narrow"}`}>
      <header>
        <h2 className="one-line">
          {title}
          {settings.place !== undefined && place !== undefined && ` · ${inLanguage(place.name, i18n.language)}`}
        </h2>
        {month !== "" && <p>{t("month", { month })}</p>}
      </header>
      <table>
        <thead>
          <tr style={{ height: headPx }}>
            <th scope="col">{t("component")}</th>
            {columns.hasBar && <td className="score-bar" />}
            <th scope="col">{t("own")}</th>
            <th scope="col">{t("official")}</th>
            <th scope="col">{t("difference")}</th>
          </tr>
        </thead>
        <tbody>
          <Row
            {...{ rowPx, at, columns }}
            row={{
              ...settings.total,
              most: 100,
              name: { vi: t(columns.hasBar ? "total" : "totalShort"), en: t(columns.hasBar ? "total" : "totalShort") },
            }}
            isTotal
          />
          {settings.components.map((row) => (
            <Row key={row.own} {...{ rowPx, at, columns, row }} />
          ))}
        </tbody>
      </table>
      <FigureFoot
        status={status === "" ? undefined : { kind: status, word: figureWords(`status.${status}`) }}
        ages={ages}
        isOld={isOld}
        source={official === undefined ? t("notPublished") : t("bothSources")}
        widthPx={size.width}
      />
    </article>
  );
}

type RowProps = {
  row: ServiceScoreSettings["components"][number];
  at: string;
  rowPx: number;
  columns: { hasBar: boolean };
  isTotal?: boolean;
};

function Row({ row, at, rowPx, columns, isTotal = false }: RowProps) {
  const { t, i18n } = useTranslation("services");
  const language = i18n.language;
  const indicator = useIndicator(row.own);
  const own = useReading(row.own, at);
  const official = useReading(row.official, at);
  const [mine, theirs] = [scoreOf(own), scoreOf(official)];
  const difference = differenceOf(own, official);
  const tone = mine === null ? "normal" : toneOf(crossedBy(own, indicator?.thresholds ?? []));
  const name = row.name ?? indicator?.name;
  return (
    <tr className={isTotal ? "score-total" : ""} style={{ height: rowPx }}>
      <th scope="row" className="one-line">
        {name === undefined ? row.own : inLanguage(name, language)}
        <small>{t("most", { points: formatNumber(row.most, language, 0) })}</small>
      </th>
      {columns.hasBar && (
        <td className="score-bar">
          <Bar share={mine === null ? null : mine / row.most} tick={theirs === null ? null : theirs / row.most} />
        </td>
      )}
      <td className={`score-own tone-${tone}`}>
        <Mark shape={markOf(tone)} />
        {mine === null ? (
          <span className="score-missing">{t("missing")}</span>
        ) : (
          <Points value={mine} {...{ indicator, language }} />
        )}
      </td>
      <td>
        {theirs === null ? (
          <span className="score-missing">{t("unpublished")}</span>
        ) : (
          <Points value={theirs} {...{ indicator, language }} />
        )}
      </td>
      <td className="score-difference">{difference === null ? "—" : formatNumber(difference, language, 2, true)}</td>
    </tr>
  );
}

const Points = ({
  value,
  indicator,
  language,
}: {
  value: number;
  indicator: IndicatorView | undefined;
  language: string;
}) => <>{formatNumber(value, language, indicator?.decimals ?? 2)}</>;

/** How much of its points it has, and a tick where the portal sees it. */
function Bar({ share, tick }: { share: number | null; tick: number | null }) {
  const part = (value: number) => `${Math.max(0, Math.min(1, value)) * 100}%`;
  return (
    <span className="score-track">
      {share !== null && <i style={{ width: part(share) }} />}
      {tick !== null && <b style={{ left: part(tick) }} />}
    </span>
  );
}
