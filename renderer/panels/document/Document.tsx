import { useRef } from "react";
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
import type { DocumentSettings } from "./settings.ts";
import { usePresentation } from "./use-presentation.ts";
import "./document.css";

/** A page as it is, and under it its title, which page it is, and when the file was last changed. */
export function Document({ settings, size, report }: PanelProps<DocumentSettings>) {
  const { t, i18n } = useTranslation("board");
  const language = i18n.language === "en" ? "en" : "vi";
  const scale = useTypeScale();
  const zone = { language, timeZone: useTimeZone() };
  const { file, wrong: fileWrong, isAsking } = useSiteFile(settings.file);
  const stage = useRef<HTMLDivElement>(null);
  const stripPx = Math.round(scale.source * 1.6);
  const { width } = size;
  const height = size.height - stripPx;
  const { file: name, pageDwell: pageDwellMs } = settings;
  const { shown, wrong: openWrong } = usePresentation(stage, { name, file, width, height, pageDwellMs });
  const wrong = fileWrong ?? openWrong;
  const message = shown === null ? wrong : shown.wrong;
  const state =
    message !== null
      ? "error"
      : shown === null
        ? file === null && !isAsking
          ? "empty"
          : "connecting"
        : wrong === null
          ? "fresh"
          : "stale";
  useTileState(report, state, message ?? wrong ?? undefined);

  const title = settings.title === undefined ? name : inLanguage(settings.title, language);
  const pages = shown === null ? "" : t("document.page", { page: shown.page, count: shown.count });
  const day = shown === null ? "" : formatMoment(shown.changedAtMs, "date", zone);
  const moment = shown === null ? "" : `${formatMoment(shown.changedAtMs, "time", zone)} ${day}`;
  const isOlder = shown !== null && wrong !== null;
  const moments = isOlder
    ? [t("document.older", { moment }), t("document.olderShort", { moment: day })]
    : [t("document.changed", { moment }), day, shown === null ? "" : formatMoment(shown.changedAtMs, "dayMonth", zone)];
  const room = width - 3 * scale.source - textWidthPx(pages, scale.source);
  // The title gives way before the date: an old plan must not pass for today's.
  const told =
    moments.find((words) => textWidthPx(title, scale.source) + textWidthPx(words, scale.source) < room) ??
    moments.findLast((words) => words !== "") ??
    "";
  const note = message === null ? t("document.loading") : sentence(message, language);
  const noteRoom = { width: width - 2 * scale.source, height: height - scale.source };
  const notePx = fittedTextPx(note, noteRoom, { least: 12, most: scale.source });
  const hasNote = shown === null || message !== null;
  return (
    <figure className="document">
      <div ref={stage} className="document-stage" hidden={hasNote} style={{ width, height }} />
      {hasNote && (
        <p className="document-note" style={{ height, fontSize: notePx }}>
          {note}
        </p>
      )}
      <figcaption className="tile-caption" style={{ height: stripPx }}>
        <span className="one-line">{title}</span>
        {shown !== null && (
          <small>
            <b>{pages}</b>
            <span className={isOlder ? "tone-late" : undefined}>{told}</span>
          </small>
        )}
      </figcaption>
    </figure>
  );
}
