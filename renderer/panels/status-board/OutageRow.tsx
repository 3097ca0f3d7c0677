import { useTranslation } from "react-i18next";
import type { SourceOutage } from "#contract/entities/outage.ts";
import { spanWords } from "../../figures/age.ts";
import { formatNumber, formatSince } from "../../figures/format.ts";
import { useTimeZone } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";

type Props = {
  outage: Pick<SourceOutage, "fromMs" | "toMs" | "caughtUp">;
  name: string;
  nowMs: number;
  width: number;
  rowPx: number;
};

/** A source that is back: since when, after how long, and what of that time was caught up. In as many words as fit. */
export function OutageRow({ outage, name, nowMs, width, rowPx }: Props) {
  const { t, i18n } = useTranslation("status");
  const { t: figureWords } = useTranslation("figure");
  const scale = useTypeScale();
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const time = formatSince(outage.toMs, nowMs, zone);
  const span = spanWords(outage.toMs - outage.fromMs, figureWords);
  const readings = formatNumber(outage.caughtUp, i18n.language, 0);
  const middle = t("back.middle", { time, span });
  const long = outage.caughtUp === 0 ? middle : t("back.long", { time, span, readings });
  const fits = (words: string) => textWidthPx(`${name} ${words}`, scale.source) * 0.95 + 2 * scale.source < width;
  const words = [long, middle].find(fits) ?? t("back.short", { time });
  return (
    <li style={{ height: rowPx }}>
      <span className="board-mark board-back">
        <Mark shape="live" />
      </span>
      <span className="board-name one-line">{name}</span>
      <span className="board-words">{words}</span>
    </li>
  );
}
