import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { sentence } from "#contract/errors.ts";
import type { Forecast } from "#contract/forecast/forecast.ts";
import { spanWords } from "../../figures/age.ts";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { type Figure, useFigure } from "../../figures/figure.ts";
import { aheadOf, verdictOf } from "../../figures/forecast.ts";
import { formatNumber, formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useForecast } from "../../state/forecasts.ts";
import { useHomePlace, useTimeZone } from "../../state/site.ts";
import { fillRoom } from "../../ui/fill-room.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { AheadAcross, AheadDown } from "./AheadTable.tsx";
import { rowsOf, thinned } from "./forecast-rows.ts";
import type { ForecastSettings } from "./settings.ts";
import "./words.ts";
import "./forecast.css";

/** From so wide on, in source sizes, hours stand side by side; one below the other their errors stand beside them. */
const acrossEm = 30;
const errorsEm = 22;
/** So many hours have to stand before errors have a whole sentence. */
const sentenceHours = 4;

/** The next hours by the hour, each with its band and with how far off such forecasts and "no change" were. */
export function ForecastPanel({ settings, size, report }: PanelProps<ForecastSettings>) {
  const { t, i18n } = useTranslation("forecast");
  const { t: figureWords } = useTranslation("figure");
  const language = i18n.language;
  const zone = { language, timeZone: useTimeZone() };
  const scale = useTypeScale();
  const home = useHomePlace();
  const place = settings.place ?? home;
  const figure = useFigure(settings.indicator, place);
  const forecast = useForecast(settings.indicator, place);
  const minute = useNow((nowMs) => Math.floor(nowMs / 60_000));
  const { indicator, state } = figure;
  useTileState(report, indicator === undefined ? "error" : state);
  const points = aheadOf(forecast, state, minute * 60_000);
  const titlePx = scale.label * 1.35;
  const headPx = scale.source * 1.4;
  const footPx = scale.source * 1.6;
  const isAcross = size.width > acrossEm * scale.source;
  const linePx = { usual: scale.label * 1.3, least: Math.max(scale.label * 1.12, scale.source * 1.25) };
  // Two lines of sentence are worth less than hours that are not shown.
  const hasSentence = size.height - titlePx - headPx - footPx - scale.source * 2.7 >= sentenceHours * linePx.least;
  const verdictPx = scale.source * (isAcross || !hasSentence ? 1.35 : 2.7);
  const aroundPx = titlePx + headPx + verdictPx + footPx;
  useWantedHeight(aroundPx + Math.max(3, points.length) * linePx.usual);
  if (indicator === undefined)
    return <p className="ahead-note">{figureWords("unknownIndicator", { code: settings.indicator })}</p>;
  const note = noteOf(forecast, figure, points.length, t, language);
  const roomPx = size.height - aroundPx;
  // Lines beside the forecast's own take what room there is, up to a comfortable height.
  const linesPx = Math.max(scale.source * 1.22, Math.min(scale.source * 1.6, (roomPx - linePx.usual) / 3));
  const { rowPx, shown } = isAcross
    ? { rowPx: Math.floor(Math.min(linePx.usual, roomPx - 3 * linesPx)), shown: points.length }
    : fillRoom(points.length, roomPx, linePx, 1);
  const rows = forecast === undefined ? [] : thinned(rowsOf(forecast, points), shown);
  // A small tile keeps the forecast itself; what its errors come to stands in the sentence below.
  const isMeasured = rows.some(({ measured }) => measured !== null);
  const hasRoom = isAcross ? roomPx >= linePx.least + 3 * linesPx : size.width > errorsEm * scale.source;
  const hasErrors = isMeasured && hasRoom;
  const table = { rows, indicator, zone, headPx, linesPx, rowPx: Math.max(rowPx, linePx.least), hasErrors };
  const issued =
    forecast === undefined ? "" : t("issued", { time: formatSince(forecast.baseMs, minute * 60_000, zone) });
  const method = forecast?.method?.name;
  const by = method === "same-hour" || method === "recent" ? t(`method.${method}`) : "";
  return (
    <article className="ahead">
      <header>
        <h2 className="one-line">
          {inLanguage(settings.title, language)}
          <small>{inLanguage(indicator.unit, language)}</small>
        </h2>
      </header>
      {note !== undefined ? (
        <p className="ahead-note">{note}</p>
      ) : (
        <>
          {isAcross ? <AheadAcross {...table} /> : <AheadDown {...table} />}
          <Verdict forecast={forecast} indicator={indicator} isBrief={!isAcross && !hasSentence} />
        </>
      )}
      <FigureFoot
        status={
          forecast === undefined
            ? undefined
            : forecast.isSimulated
              ? { kind: "simulated", word: figureWords("status.simulated") }
              : { kind: "estimated", word: figureWords("status.estimated") }
        }
        ages={issued === "" ? [""] : [issued]}
        isOld={false}
        source={by}
        widthPx={size.width}
      />
    </article>
  );
}

type Words = ReturnType<typeof useTranslation<"forecast">>["t"];

/** Why nothing can be shown; undefined where something can. */
function noteOf(
  forecast: Forecast | undefined,
  { indicator, state }: Figure,
  ahead: number,
  t: Words,
  language: string,
): string | undefined {
  if (indicator?.forecastHours === undefined) return t("not");
  if (forecast === undefined) return t("none");
  if (forecast.refusal !== null) return sentence(forecast.refusal, language === "en" ? "en" : "vi");
  if (state !== "fresh" && state !== "late") return t("withdrawn");
  return ahead === 0 ? t("past") : undefined;
}

/** Whether to rely on it, in a sentence: what it was off by, and what "no change" was. */
function Verdict({
  forecast,
  indicator,
  isBrief,
}: {
  forecast: Forecast | undefined;
  indicator: IndicatorView;
  isBrief: boolean;
}) {
  const { t, i18n } = useTranslation("forecast");
  const { t: figureWords } = useTranslation("figure");
  const language = i18n.language;
  const error = forecast?.error ?? null;
  const verdict = verdictOf(error);
  if (error === null || verdict === "unmeasured")
    return (
      <p className="ahead-verdict">
        {isBrief ? t("brief.unmeasured") : t("unmeasured", { count: error?.all.count ?? 0 })}
      </p>
    );
  const { meanError, asBeforeError, within } = error.all;
  const write = (value: number) => formatNumber(value, language, indicator.decimals);
  return (
    <p className={verdict === "worse" ? "ahead-verdict tone-attention" : "ahead-verdict"}>
      {verdict === "worse" && <Mark shape="up" />}
      {t(isBrief ? `brief.${verdict}` : verdict, {
        span: spanWords(error.toMs - error.fromMs, figureWords),
        own: write(meanError),
        before: write(asBeforeError),
        unit: inLanguage(indicator.unit, language),
        share: Math.round(within * 100),
      })}
    </p>
  );
}
