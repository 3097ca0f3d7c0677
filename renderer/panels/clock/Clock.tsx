import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { lunarDateOf } from "#contract/calendar/lunar.ts";
import { formatMoment } from "../../figures/format.ts";
import { zoneOffsetMs } from "../../figures/zone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import type { ClockSettings } from "./settings.ts";
import "./clock.css";

const dayMs = 86_400_000;

export function Clock({ settings, size, report }: PanelProps<ClockSettings>) {
  const { t, i18n } = useTranslation("clock");
  const scale = useTypeScale();
  const timeZone = useTimeZone();
  const zone = { language: i18n.language, timeZone };
  useTileState(report, "fresh");
  const time = useNow((nowMs) => formatMoment(nowMs, settings.hasSeconds ? "seconds" : "time", zone));
  const date = useNow((nowMs) => formatMoment(nowMs, "date", zone));
  const weekday = useNow((nowMs) => formatMoment(nowMs, "weekday", zone));
  // Whole days of the site's own time.
  const dayNumber = useNow((nowMs) => Math.floor((nowMs + zoneOffsetMs(nowMs, timeZone)) / dayMs));
  const lunar = useMemo(() => {
    const day = new Date(dayNumber * dayMs);
    return lunarDateOf(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
  }, [dayNumber]);
  const year = `${t(`stem.${lunar.stem as 0}`)} ${t(`branch.${lunar.branch as 0}`)}`;
  const month = t(lunar.isLeap ? "leapMonth" : "month", { month: t(`monthName.${lunar.month as 1}`) });
  const day = lunar.day <= 10 ? t("earlyDay", { day: lunar.day }) : String(lunar.day);
  const brief = { day: lunar.day, number: lunar.month };
  const lunarWords = [
    t("lunar", { day, month, year }),
    t("lunarShort", { day, month }),
    t(lunar.isLeap ? "lunarBriefLeap" : "lunarBrief", brief),
  ];

  const title = settings.title === undefined ? "" : inLanguage(settings.title, i18n.language);
  const datePx = Math.floor(Math.max(scale.label, size.height * 0.075));
  const fitting = (words: readonly string[]) =>
    words.find((text) => textWidthPx(text, datePx) <= size.width) ?? words.at(-1) ?? "";
  const lines = [fitting([`${weekday}, ${date}`, date]), ...(settings.hasLunarDate ? [fitting(lunarWords)] : [])];
  const linePx = datePx * 1.35;
  const left = size.height - lines.length * linePx - (title === "" ? 0 : linePx);
  const timePx = Math.max(scale.value, Math.min(left / 1.2, (size.width * 0.96) / textWidthPx(time, 1)));
  return (
    <article className="clock" style={{ fontSize: datePx }}>
      {title !== "" && <h2 className="one-line">{title}</h2>}
      <p className="clock-time" style={{ fontSize: Math.floor(timePx) }}>
        {time}
      </p>
      {lines.map((line, at) => (
        <p key={line} className={at === 0 ? "clock-date one-line" : "clock-lunar one-line"}>
          {line}
        </p>
      ))}
    </article>
  );
}
