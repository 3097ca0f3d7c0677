import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import { formatMoment } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useTimeZone } from "../../state/site.ts";
import { fittedTextPx } from "../../ui/fitted-text.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { Slide } from "./Slide.tsx";
import type { PictureSettings } from "./settings.ts";
import { useSlides } from "./use-slides.ts";
import "./picture.css";

/** The pictures of a list, each as it is. Another list begins anew. */
export const Picture = (props: PanelProps<PictureSettings>) => (
  <Slides key={props.settings.files.join("\n")} {...props} />
);

/** One picture, and under it the title, which of the list it is, and when its file was last changed: an old plan must not pass for today's. */
function Slides({ settings, size, report }: PanelProps<PictureSettings>) {
  const { t, i18n } = useTranslation("board");
  const language = i18n.language === "en" ? "en" : "vi";
  const scale = useTypeScale();
  const zone = { language, timeZone: useTimeZone() };
  const { files, fit, pictureDwell: dwellMs } = settings;
  const count = files.length;
  const { list, states, put } = useSlides(count, dwellMs);
  const stripPx = Math.round(scale.source * 1.6);
  const { width } = size;
  const height = size.height - stripPx;
  const box = useMemo(() => ({ width, height }), [width, height]);

  const now = list.shown === null ? undefined : states.get(list.shown);
  const isAllWrong = [...states.values()].filter(({ readiness }) => readiness === "wrong").length === count;
  const isShown = now !== undefined && !isAllWrong;
  const skipped = [...states].filter(([, { readiness }]) => readiness === "wrong").sort(([a], [b]) => a - b);
  const wrong = skipped[0]?.[1].wrong ?? null;
  useTileState(report, isShown ? "fresh" : isAllWrong ? "error" : "connecting", wrong ?? undefined);

  const title = settings.title === undefined ? (files[list.shown ?? 0] ?? "") : inLanguage(settings.title, language);
  const position = count === 1 || !isShown ? "" : t("picture.position", { at: (list.shown ?? 0) + 1, count });
  const format = (part: "time" | "date" | "dayMonth") =>
    now?.changedAtMs == null ? "" : formatMoment(now.changedAtMs, part, zone);
  const moments = [
    t("picture.changed", { moment: `${format("time")} ${format("date")}` }),
    format("date"),
    format("dayMonth"),
  ];
  const name = files[skipped[0]?.[0] ?? 0];
  const few = [t("picture.skipped", { count: skipped.length }), t("picture.skippedShort", { count: skipped.length })];
  const skips = skipped.length === 0 ? [""] : skipped.length === 1 ? [t("picture.skippedOne", { name }), ...few] : few;
  const ways = moments.flatMap((moment) => skips.map((skip) => ({ skip, moment })));
  const taken = [title, position].reduce((sum, words) => sum + textWidthPx(words, scale.source), 0);
  const gaps = [position, skips[0]].filter((words) => words !== "").length;
  const room = width - (2 + gaps) * scale.source - taken;
  const widthOf = ({ skip, moment }: { skip: string; moment: string }) =>
    textWidthPx(skip, scale.source) + textWidthPx(moment, scale.source);
  // The title gives way before what is missing and how old it is.
  const told =
    !isShown || now.changedAtMs === null ? undefined : (ways.find((way) => widthOf(way) < room) ?? ways.at(-1));

  const message = isAllWrong && wrong !== null ? sentence(wrong, language) : t("picture.loading");
  const noteRoom = { width: width - 2 * scale.source, height: height - scale.source };
  const notePx = fittedTextPx(message, noteRoom, { least: 12, most: scale.source });
  const there = [...new Set([list.shown, list.next])].filter((at) => at !== null);
  return (
    <figure className="picture">
      {there.map((at) => (
        <Slide
          key={at}
          at={at}
          file={files[at] ?? ""}
          box={box}
          fit={fit}
          isHidden={at !== list.shown || !isShown}
          onState={put}
        />
      ))}
      {!isShown && (
        <p className="picture-note" style={{ height, fontSize: notePx }}>
          {message}
        </p>
      )}
      <figcaption className="tile-caption" style={{ height: stripPx }}>
        <span className="one-line">{title}</span>
        <small>
          {position !== "" && <b>{position}</b>}
          {told !== undefined && told.skip !== "" && <span className="tone-attention">{told.skip}</span>}
          {told !== undefined && <span>{told.moment}</span>}
        </small>
      </figcaption>
    </figure>
  );
}
