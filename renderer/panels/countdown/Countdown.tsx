import { useTranslation } from "react-i18next";
import { formatMoment, formatNumber } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { restUntil } from "./rest.ts";
import type { CountdownSettings } from "./settings.ts";
import "./countdown.css";

const pair = (value: number): string => String(value).padStart(2, "0");

/** Days while there are some, else hours, minutes and seconds: the last day is the one that is watched. */
export function Countdown({ settings, size, report }: PanelProps<CountdownSettings>) {
  const { t, i18n } = useTranslation("board");
  const language = i18n.language;
  const scale = useTypeScale();
  const zone = { language, timeZone: useTimeZone() };
  useTileState(report, "fresh");
  // A primitive, so that nothing is drawn anew while the words stay: once a minute where seconds are not told.
  const told = useNow((nowMs) => {
    const rest = restUntil(settings.to, nowMs);
    return JSON.stringify(rest.days > 0 ? { ...rest, seconds: 0 } : rest);
  });
  const rest = JSON.parse(told) as ReturnType<typeof restUntil>;
  const isSaid = rest.isOver && settings.over !== undefined;
  const main = isSaid
    ? inLanguage(settings.over ?? settings.title, language)
    : rest.days > 0
      ? formatNumber(rest.days, language, 0)
      : `${pair(rest.hours)}:${pair(rest.minutes)}:${pair(rest.seconds)}`;
  const unit = isSaid || rest.days === 0 ? "" : t("countdown.days", { count: rest.days });
  const aside = isSaid || rest.days === 0 ? "" : t("countdown.rest", { hours: rest.hours, minutes: rest.minutes });
  const key = rest.isOver ? "countdown.since" : "countdown.until";
  const date = formatMoment(settings.to, "date", zone);
  const long = t(key, { moment: `${formatMoment(settings.to, "time", zone)} ${date}` });
  const foot = textWidthPx(long, scale.source) <= size.width ? long : t(key, { moment: date });
  const linePx = scale.source * 1.35;
  const left = size.height - scale.label * 1.35 - linePx * (aside === "" ? 1 : 2);
  const unitPx = unit === "" ? 0 : textWidthPx(unit, scale.label) + scale.source * 0.4;
  const byWidth = (size.width - unitPx) / textWidthPx(main, 1);
  const mainPx = Math.floor(
    Math.max(scale.source, Math.min(left / 1.2, byWidth, Math.max(scale.label * 3, size.height * 0.4))),
  );
  return (
    <article className="countdown">
      <h2 className="one-line">{inLanguage(settings.title, language)}</h2>
      <p className="countdown-main one-line" style={{ fontSize: mainPx }}>
        {main}
        {unit !== "" && <small>{unit}</small>}
      </p>
      {aside !== "" && <p className="countdown-rest one-line">{aside}</p>}
      <footer className="one-line">{foot}</footer>
    </article>
  );
}
