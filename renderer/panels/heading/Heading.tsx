import { useTranslation } from "react-i18next";
import { formatMoment } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import type { HeadingSettings } from "./settings.ts";
import "./heading.css";

/** Title and clock; the date gives way where a long title needs the room. */
export function Heading({ settings, size, report }: PanelProps<HeadingSettings>) {
  const { i18n } = useTranslation();
  const scale = useTypeScale();
  const timeZone = useTimeZone();
  const zone = { language: i18n.language, timeZone };
  const time = useNow((nowMs) => formatMoment(nowMs, "time", zone));
  const date = useNow((nowMs) => formatMoment(nowMs, "date", zone));
  const title = inLanguage(settings.title, i18n.language);
  useTileState(report, "fresh");
  const taken = textWidthPx(title, scale.label) + textWidthPx(time, scale.label) + 4 * scale.source;
  const hasDate = taken + textWidthPx(date, scale.label) < size.width;
  return (
    <header className="heading">
      <h1 className="one-line">{title}</h1>
      <p className="heading-clock">
        {time}
        {hasDate && <span>{date}</span>}
      </p>
    </header>
  );
}
