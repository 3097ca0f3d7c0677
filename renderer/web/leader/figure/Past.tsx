import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { TodayFigure } from "#contract/today/http.ts";
import type { FigureState } from "../../../figures/figure.ts";
import { aheadOf } from "../../../figures/forecast.ts";
import { formatMoment, formatSince, formatValue } from "../../../figures/format.ts";
import { useNow } from "../../../state/clock.ts";
import { useAppZone } from "../../app/zone.ts";
import { Chart } from "./Chart.tsx";
import { beginningOf } from "./plot.ts";
import { type SpanName, spans } from "./spans.ts";
import { useAhead, usePast } from "./use-figure-page.ts";

type Props = {
  place: string;
  indicator: IndicatorView;
  name: string;
  span: SpanName;
  state: FigureState;
  /** Somebody has read a moment of it. */
  onRead(): void;
};

/** What a figure was, and what it is expected to be. */
export function Past({ place, indicator, name, span, state, onRead }: Props) {
  const { t } = useTranslation("leaderPages");
  const zone = useAppZone();
  const past = usePast(indicator.code, place, span);
  const { value: forecast } = useAhead(indicator.code, place, indicator.forecastHours !== undefined);
  const minute = useNow((nowMs) => nowMs - (nowMs % 60_000));
  const ahead = useMemo(
    () => (span === "day" ? aheadOf(forecast, state, minute) : []),
    [span, forecast, state, minute],
  );
  const last = ahead.at(-1);
  const write = (value: number) => formatValue(value, indicator, zone.language);
  return (
    <section className="app-card leader-past" onInput={onRead}>
      {past.value === undefined ? (
        <p className="chart-none">{past.failure === undefined ? t("figure.chartLoading") : t("figure.chartFailed")}</p>
      ) : (
        <Chart
          {...{ indicator, name, span, ahead }}
          points={past.value.points}
          fromMs={beginningOf(past.value.points, minute - spans[span].ms, minute)}
          untilMs={minute}
        />
      )}
      {last !== undefined && (
        <p className="app-second">
          {t("figure.forecastAt", {
            ...{ value: write(last.value), low: write(last.low), high: write(last.high) },
            time: formatSince(last.forMs, minute, zone),
          })}
        </p>
      )}
    </section>
  );
}

/** What a figure is held against. Nothing where the past does not reach so far and there is no plan. */
export function Compared({ told, indicator }: { told: TodayFigure | undefined; indicator: IndicatorView }) {
  const { t } = useTranslation("leaderPages");
  const zone = useAppZone();
  const rows = told?.earlier ?? [];
  if (rows.length === 0 && indicator.plan === undefined) return null;
  const isQuick = indicator.period === "minute" || indicator.period === "hour";
  const when = (ms: number) =>
    isQuick
      ? `${formatMoment(ms, "time", zone)} ${formatMoment(ms, "dayMonth", zone)}`
      : formatMoment(ms, "date", zone);
  return (
    <section className="app-card" aria-labelledby="figure-compare">
      <h2 id="figure-compare">{t("figure.compare")}</h2>
      <dl className="leader-pairs">
        {rows.map(({ than, value, asOfMs }) => (
          <div key={than}>
            <dt>
              {t(`figure.earlier.${than}`)} <span className="app-quiet">{when(asOfMs)}</span>
            </dt>
            <dd>{formatValue(value, indicator, zone.language)}</dd>
          </div>
        ))}
        {indicator.plan !== undefined && (
          <div>
            <dt>{t("figure.plan")}</dt>
            <dd>{formatValue(indicator.plan, indicator, zone.language)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
