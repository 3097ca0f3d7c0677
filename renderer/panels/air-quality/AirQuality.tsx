import { type CSSProperties, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Explanation } from "#contract/calculations/http.ts";
import { sentence } from "#contract/errors.ts";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { agesOf, type Figure, useFigure } from "../../figures/figure.ts";
import { formatMoment, formatNumber } from "../../figures/format.ts";
import { sourceWords, statusWords } from "../../figures/source-words.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useExplanation } from "../../state/explanation.ts";
import { useReading } from "../../state/readings.ts";
import { usePlace, useTimeZone } from "../../state/site.ts";
import { useNamedSource } from "../../state/sources.ts";
import { linesOf } from "../../ui/fitted-text.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import "../../i18n/environment-words.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import type { AirQualitySettings } from "./settings.ts";
import { inkOn, stepOf, substancesIn } from "./substances.ts";
import "./air-quality.css";

type Band = NonNullable<Explanation["result"]["band"]>;
type Variables = CSSProperties & Record<`--${string}`, string>;

/** Heights in the source line's type, as the stylesheet has them: what always stands, a row, and the two smaller texts. */
const fixedEm = 8.4;
const rowEm = 1.42;
const adviceEm = 0.92;
const smallEm = 0.76;
const indexOverValue = 2.1;
/** A wide tile has what stands beside the index to its right. */
const wideOver = 1.7;

export function AirQuality({ settings, size, report }: PanelProps<AirQualitySettings>) {
  const { t, i18n } = useTranslation("environment");
  const { t: tFigure } = useTranslation("figure");
  const scale = useTypeScale();
  const em = scale.source;
  const language = i18n.language;
  const { place: placeId, hourly } = settings;
  const place = usePlace(placeId);
  const figure = useFigure(hourly, placeId);
  const { reading, indicator, state } = figure;
  const { explanation, hasFailed } = useExplanation(hourly, placeId, reading);
  const measured = useReading(settings.measured ?? hourly, placeId);
  const source = useNamedSource(measured?.source);
  const isUnknown = indicator === undefined || place === undefined;
  useTileState(report, isUnknown ? "error" : state);

  const isGone = state === "lost" || state === "empty";
  const value = !isGone && typeof reading?.value === "number" ? reading.value : null;
  // How the figure before came about says nothing of this one.
  const isOfIt = explanation !== undefined && explanation.asOfMs === reading?.asOfMs;
  const band = isOfIt && value !== null && explanation.result.value === value ? explanation.result.band : null;
  const step = explanation === undefined ? undefined : stepOf(explanation);
  const refusal = isOfIt ? explanation.result.refusal : null;
  const substances = useMemo(
    () => (explanation === undefined || !isOfIt ? [] : substancesIn(explanation)),
    [explanation, isOfIt],
  );
  const position = place?.position;
  // What is rounded is not told as if it were surveyed.
  const degrees = (one: number) => formatNumber(one, language, position?.accuracy === "surveyed" ? 4 : 2);
  const at = position && t("air.position", { lat: degrees(position.lat), lon: degrees(position.lon) });
  const where =
    at === undefined ? t("air.noPosition") : position?.accuracy === "surveyed" ? at : t("air.about", { position: at });
  const number = explanation?.edition.source.number;
  const method =
    explanation === undefined
      ? ""
      : number === undefined
        ? t("air.methodPlain", { name: inLanguage(explanation.name, language) })
        : t("air.method", { number });
  const from = sourceWords(measured ?? reading, source, tFigure, language);
  const advice = band?.advice;
  const adviceSource = advice?.source;
  const small = [
    where,
    ...(from === "" ? [] : [t("air.from", { source: from })]),
    ...(method === "" ? [] : [method]),
    ...(adviceSource === undefined
      ? []
      : [
          t("air.adviceFrom", { source: inLanguage(adviceSource.title, language) }) +
            (adviceSource.isVerified ? "" : ` (${t("air.unverified")})`),
        ]),
  ].join(" · ");
  const textPx = size.width * 0.96;
  const adviceLines = advice === undefined ? 0 : linesOf(inLanguage(advice.text, language), em * adviceEm, textPx);
  useWantedHeight(
    em * (fixedEm + substances.length * rowEm) +
      scale.value * indexOverValue +
      adviceLines * em * adviceEm * 1.22 +
      linesOf(small, em * smallEm, textPx) * em * smallEm * 1.26,
  );

  if (isUnknown)
    return (
      <p className="air-note">
        {place === undefined
          ? t("river.unknownStation", { id: placeId })
          : tFigure("unknownIndicator", { code: hourly })}
      </p>
    );
  return (
    <article className={`air air-${state}${size.width > size.height * wideOver ? " air-wide" : ""}`}>
      <section className="air-head">
        <h2>{inLanguage(settings.title ?? place.name, language)}</h2>
        <div className="air-main">
          <p className="air-index">
            <strong>{value === null ? tFigure("noValue") : formatNumber(value, language, 0)}</strong>
            <small>VN_AQI</small>
          </p>
          {band !== null && <BandChip band={band} language={language} step={step} />}
        </div>
        {band === null && (
          <p className="air-note">{value === null ? t("air.none") : t(hasFailed ? "air.failed" : "air.loading")}</p>
        )}
        {value === null && refusal !== null && (
          <p className="air-note">{sentence(refusal, language === "en" ? "en" : "vi")}</p>
        )}
        {settings.daily !== undefined && <Day indicator={settings.daily} place={placeId} />}
      </section>
      {value !== null && substances.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t("air.head.substance")}</th>
              <th scope="col">{t("air.head.amount")}</th>
              <th scope="col">{t("air.head.index")}</th>
            </tr>
          </thead>
          <tbody>
            {substances.map(({ name, label, amount, index, isHighest }) => (
              <tr key={name} className={isHighest ? "air-highest" : ""}>
                <th scope="row" className="one-line">
                  {shortName(name, inLanguage(label, language))}
                  {isHighest && <em>{t("air.highest")}</em>}
                </th>
                <td>{amount === null ? t("air.noIndex") : formatNumber(amount, language, amount < 1_000 ? 1 : 0)}</td>
                <td>{index === null ? t("air.noIndex") : formatNumber(index, language, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <section className="air-said">
        {advice !== undefined && <p className="air-advice">{inLanguage(advice.text, language)}</p>}
        <p className="air-small">{small}</p>
      </section>
      <Foot figure={figure} width={size.width} />
    </article>
  );
}

/** "Bụi PM2.5, trung bình 1 giờ" → "PM2.5": what it is a mean of stands in the method. */
const shortName = (name: string, label: string): string =>
  name === "pm2.5" ? "PM2.5" : name === "o3-8h" ? "O3 8h" : name === "" ? label : name.toUpperCase();

/** The decision's colour with its word in it, and how many bands it is up: never the colour alone. */
function BandChip({
  band,
  language,
  step,
}: {
  band: Band;
  language: string;
  step: { step: number; of: number } | undefined;
}) {
  const { t } = useTranslation("environment");
  const look: Variables = { "--band": band.colour };
  return (
    <p className={`air-band ink-${inkOn(band.colour)}`} style={look}>
      <span>{inLanguage(band.name, language)}</span>
      {step !== undefined && (
        <svg viewBox={`0 0 ${step.of * 10} 10`} role="img" aria-label={t("air.step", step)}>
          {Array.from({ length: step.of }, (_, at) => at + 1).map((one) => (
            <rect
              key={one}
              className={one <= step.step ? "is-on" : ""}
              x={(one - 1) * 10 + 1}
              y={1}
              width={7}
              height={8}
            />
          ))}
        </svg>
      )}
    </p>
  );
}

/** Yesterday's index, or that of the last day that is over. */
function Day({ indicator, place }: { indicator: string; place: string }) {
  const { t, i18n } = useTranslation("environment");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const { reading, state } = useFigure(indicator, place);
  const { explanation } = useExplanation(indicator, place, reading);
  if (reading === undefined || state === "lost") return null;
  const day = formatMoment(reading.asOfMs, "dayMonth", zone);
  if (typeof reading.value !== "number") return <p className="air-small">{t("air.noDay", { day })}</p>;
  const band = explanation?.asOfMs === reading.asOfMs ? explanation.result.band : null;
  const value = formatNumber(reading.value, i18n.language, 0);
  const look: Variables = { "--band": band?.colour ?? "transparent" };
  return (
    <p className="air-day">
      {band !== null && <i style={look} />}
      {t("air.day", { day, value, band: band === null ? "" : inLanguage(band.name, i18n.language) })}
    </p>
  );
}

function Foot({ figure, width }: { figure: Figure; width: number }) {
  const { t } = useTranslation("figure");
  const { reading, freshness } = figure;
  const doubt = reading === undefined || reading.quality === "good" ? undefined : t(`quality.${reading.quality}`);
  return (
    <>
      {doubt !== undefined && (
        <p className="air-small tone-late">
          <Mark shape="late" />
          {doubt}
        </p>
      )}
      <FigureFoot
        status={reading === undefined ? undefined : { kind: reading.status, word: statusWords(reading, t) }}
        ages={agesOf(figure)}
        isOld={freshness !== undefined}
        source=""
        widthPx={width}
      />
    </>
  );
}
