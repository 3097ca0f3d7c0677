import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import { formatMoment } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useTimeZone } from "../../state/site.ts";
import { useSiteFile } from "../../state/site-files.ts";
import { fittedTextPx } from "../../ui/fitted-text.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { drawPicture } from "./drawing.ts";
import type { PictureSettings } from "./settings.ts";
import "./picture.css";

/** The file as it is, and under it its title and when it was last changed: an old plan must not pass for today's. */
export function Picture({ settings, size, report }: PanelProps<PictureSettings>) {
  const { t, i18n } = useTranslation("board");
  const language = i18n.language === "en" ? "en" : "vi";
  const scale = useTypeScale();
  const zone = { language, timeZone: useTimeZone() };
  const { file, wrong, isAsking } = useSiteFile(settings.file);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState<"none" | "drawn" | "broken">("none");
  const stripPx = Math.round(scale.source * 1.6);
  const { width } = size;
  const height = size.height - stripPx;
  const { fit } = settings;
  useEffect(() => {
    if (file === null || canvas.current === null) return setDrawn("none");
    let isGone = false;
    drawPicture(file.blob, canvas.current, { width, height, fit }, () => isGone).then(
      () => !isGone && setDrawn("drawn"),
      () => !isGone && setDrawn("broken"),
    );
    return () => {
      isGone = true;
    };
  }, [file, width, height, fit]);
  const isWrong = wrong !== null || drawn === "broken";
  useTileState(
    report,
    isWrong ? "error" : drawn === "drawn" ? "fresh" : isAsking ? "connecting" : "empty",
    wrong ?? undefined,
  );

  const title = settings.title === undefined ? settings.file : inLanguage(settings.title, language);
  const moment =
    file === null
      ? ""
      : t("picture.changed", {
          moment: `${formatMoment(file.changedAtMs, "time", zone)} ${formatMoment(file.changedAtMs, "date", zone)}`,
        });
  const moments = file === null ? [""] : [moment, formatMoment(file.changedAtMs, "date", zone)];
  const room = width - 2 * scale.source - textWidthPx(title, scale.source);
  const told =
    moments.find((words) => textWidthPx(words, scale.source) < room) ??
    (file === null ? "" : formatMoment(file.changedAtMs, "dayMonth", zone));
  const message =
    wrong !== null ? sentence(wrong, language) : t(drawn === "broken" ? "picture.broken" : "picture.loading");
  const noteRoom = { width: width - 2 * scale.source, height: height - scale.source };
  const notePx = fittedTextPx(message, noteRoom, { least: 12, most: scale.source });
  return (
    <figure className="picture">
      <canvas ref={canvas} hidden={drawn !== "drawn"} style={{ width, height }} />
      {drawn !== "drawn" && (
        <p className="picture-note" style={{ height, fontSize: notePx }}>
          {message}
        </p>
      )}
      <figcaption style={{ height: stripPx }}>
        <span className="one-line">{title}</span>
        <small>{told}</small>
      </figcaption>
    </figure>
  );
}
