import { type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { LimitsPast } from "#contract/http.ts";
import { formatNumber } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/index.ts";
import { useMoments } from "../../moments.ts";
import { type IndicatorDraft, numberOf } from "./draft.ts";

const width = 900;
const height = 190;
const dayMs = 86_400_000;
const wordsOf = ({ vi, en }: { vi: string; en: string }) => ({ vi, en: en || vi });

/** Many names say the number already. */
const nameOf = (name: string, number: string): string => (name.includes(number) ? name : `${name} ${number}`);

/** The least and greatest of each day, with the limits over them, dashed and named: a limit is dragged, or moved by arrows. */
export function LimitsChart({
  past,
  draft,
  onMove,
}: {
  past: LimitsPast;
  draft: IndicatorDraft;
  onMove: (key: number, value: string) => void;
}) {
  const { t, i18n } = useTranslation("wizards");
  const moments = useMoments();
  const frame = useRef<SVGSVGElement>(null);
  const limits = draft.thresholds.flatMap((one) => {
    const value = numberOf(one.value);
    return value === undefined ? [] : [{ ...one, at: value }];
  });
  if (past.daily.length === 0) return null;
  const all = [...past.daily.flatMap(([, least, greatest]) => [least, greatest]), ...limits.map(({ at }) => at)];
  const [least, greatest] = [Math.min(...all), Math.max(...all)];
  const room = (greatest - least || Math.abs(greatest) || 1) * 0.08;
  const [from, to] = [least - room, greatest + room];
  const yOf = (value: number) => height - ((value - from) / (to - from)) * height;
  const xOf = (ms: number) => ((ms - past.fromMs) / (past.toMs - past.fromMs)) * width;
  const decimals = numberOf(draft.decimals) ?? 0;
  // So fine that a step is seen, and as coarse as the figure itself at most.
  const step = Math.max(10 ** -decimals, 10 ** Math.floor(Math.log10((to - from) / 100)));
  const rounded = (value: number) => String(Number((Math.round(value / step) * step).toFixed(Math.max(0, decimals))));
  const move = (key: number, event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined) return;
    onMove(key, rounded(to - ((event.clientY - box.top) / box.height) * (to - from)));
  };
  const barWidth = Math.max(2, (dayMs / (past.toMs - past.fromMs)) * width - 2);
  return (
    <section className="limits-chart" aria-label={t("limits.chart")}>
      <div className="limits-frame">
        <svg ref={frame} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none">
          <title>{t("limits.chart")}</title>
          {past.daily.map(([ms, low, high]) => (
            <rect
              key={ms}
              className="limits-day"
              x={xOf(ms)}
              width={barWidth}
              y={yOf(high)}
              height={Math.max(2, yOf(low) - yOf(high))}
            />
          ))}
          {limits.map(({ key, at, level, side, name }) => (
            <g
              key={key}
              className={`limits-line limit-${level}`}
              role="slider"
              tabIndex={0}
              aria-label={inLanguage(wordsOf(name), i18n.language) || t(`limits.sideOf.${side}`)}
              aria-orientation="vertical"
              aria-valuemin={from}
              aria-valuemax={to}
              aria-valuenow={at}
              aria-valuetext={formatNumber(at, i18n.language, decimals)}
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                event.preventDefault();
              }}
              onPointerMove={(event) => {
                if (event.currentTarget.hasPointerCapture(event.pointerId)) move(key, event);
              }}
              onKeyDown={(event) => {
                const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
                if (by === undefined || event.altKey) return;
                event.preventDefault();
                onMove(key, rounded(at + by * step));
              }}
            >
              <line className="limits-grip" x1={0} x2={width} y1={yOf(at)} y2={yOf(at)} />
              <line className="limits-dash" x1={0} x2={width} y1={yOf(at)} y2={yOf(at)} />
            </g>
          ))}
        </svg>
        {limits.map(({ key, at, level, name }) => (
          <span
            key={key}
            className={`limits-name tone-${level}`}
            style={{ top: `${(yOf(at) / height) * 100}%` }}
            data-low={yOf(at) < height / 4 || undefined}
          >
            {nameOf(inLanguage(wordsOf(name), i18n.language), formatNumber(at, i18n.language, decimals))}
          </span>
        ))}
      </div>
      <p className="limits-scale quiet">
        <span>{moments.since(past.fromMs)}</span>
        <span>
          {formatNumber(least, i18n.language, decimals)} – {formatNumber(greatest, i18n.language, decimals)}
        </span>
        <span>{t("limits.now")}</span>
      </p>
    </section>
  );
}
