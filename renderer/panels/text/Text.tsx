import { useTranslation } from "react-i18next";
import { formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import { fittedTextPx } from "../../ui/fitted-text.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import type { TextSettings } from "./settings.ts";
import "./text.css";

/** The word stands beside the colour; the shapes are kept for limits that are passed. */
const tones = { plain: "normal", notice: "attention", urgent: "alarm" } as const;

/** As large as its tile allows; a text that is over says nothing any more. */
export function Text({ settings, size, report }: PanelProps<TextSettings>) {
  const { t, i18n } = useTranslation("board");
  const language = i18n.language;
  const scale = useTypeScale();
  const zone = { language, timeZone: useTimeZone() };
  const { from, until, level } = settings;
  const isShown = useNow((nowMs) => (from === undefined || nowMs >= from) && (until === undefined || nowMs < until));
  useTileState(report, isShown ? "fresh" : "empty");
  if (!isShown) return <p className="text-none">{t("text.none")}</p>;
  const title = settings.title === undefined ? "" : inLanguage(settings.title, language);
  const head = level === "plain" ? title : [t(`text.${level}`), title].filter((part) => part !== "").join(" · ");
  const foot = until === undefined ? "" : t("text.until", { time: formatSince(until, nowStore.getState(), zone) });
  const text = inLanguage(settings.text, language);
  const sizesFor = (aroundPx: number) => {
    const around = (head === "" ? 0 : 1.4) + (foot === "" ? 0 : 1.4);
    const height = size.height - around * aroundPx;
    const range = { least: Math.max(12, scale.source * 0.4), most: Math.max(scale.value, scale.label * 2.6) };
    return { aroundPx, height, px: fittedTextPx(text, { width: size.width, height }, range) };
  };
  // What is around a text is never larger than the text itself.
  const usual = sizesFor(scale.label);
  const { aroundPx, height, px } = usual.px >= scale.label ? usual : sizesFor(Math.max(12, scale.source * 0.6));
  return (
    <article className={`text text-${level}`}>
      {head !== "" && (
        <h2 className={`one-line tone-${tones[level]}`} style={{ fontSize: aroundPx }}>
          {head}
        </h2>
      )}
      <p className="text-body" style={{ fontSize: px, maxHeight: height }}>
        {text}
      </p>
      {foot !== "" && (
        <footer className="one-line" style={{ fontSize: Math.min(aroundPx, scale.source) }}>
          {foot}
        </footer>
      )}
    </article>
  );
}
