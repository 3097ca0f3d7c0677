import { useTranslation } from "react-i18next";
import { formatMoment, formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { useNews } from "../../state/news.ts";
import { useTimeZone } from "../../state/site.ts";
import { linesOf } from "../../ui/fitted-text.ts";
import { Mark } from "../../ui/Mark.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { headlinesOf, lateSince, planNews, positionAt } from "./headlines.ts";
import type { NewsSettings } from "./settings.ts";
import "./news.css";

/** More than any tile shows. */
const mostHeadlines = 40;
const mostLines = 3;
/** A column in which a headline takes no more lines than that. */
const columnEm = 20;

export function News({ settings, size, report }: PanelProps<NewsSettings>) {
  const { t, i18n } = useTranslation("board");
  const language = i18n.language;
  const scale = useTypeScale();
  const zone = { language, timeZone: useTimeZone() };
  const all = useNews();
  const feeds = (all ?? []).filter(({ id }) => settings.feeds?.includes(id) ?? true);
  const headlines = headlinesOf(feeds, mostHeadlines);
  const isLate = useNow((nowMs) => lateSince(feeds, nowMs) !== undefined);
  const late = isLate ? lateSince(feeds, nowStore.getState()) : undefined;
  const position = useNow((nowMs) => positionAt(nowMs, settings.dwell, headlines.length));
  // A headline of today becomes one of yesterday.
  useNow((nowMs) => formatMoment(nowMs, "date", zone));
  const isUnknown = all !== null && feeds.length === 0;
  useTileState(
    report,
    isUnknown ? "error" : all === null ? "connecting" : headlines.length === 0 ? "empty" : isLate ? "stale" : "fresh",
  );

  const when = (atMs: number | null) => {
    if (atMs === null) return "";
    const since = formatSince(atMs, nowStore.getState(), zone);
    // Of another day the day alone: minutes do not matter then.
    return since.includes(" ") ? formatMoment(atMs, "dayMonth", zone) : since;
  };
  const note = isUnknown
    ? t("news.unknown")
    : all === null
      ? t("news.loading")
      : headlines.length === 0
        ? t("news.none")
        : "";
  const lateWords =
    late === undefined
      ? ""
      : late.checkedAtMs === null
        ? t("news.unheard")
        : t("news.lateSince", { time: formatSince(late.checkedAtMs, nowStore.getState(), zone) });
  const linePx = scale.source * 1.32;
  const aroundPx = scale.label * 1.4 + scale.source * 1.5;
  const linesIn = (text: string, widthPx: number) => Math.min(mostLines, linesOf(text, scale.source, widthPx));
  useWantedHeight(
    aroundPx +
      headlines.reduce(
        (sum, { text }) => sum + linesIn(text, size.width - scale.source * 4) * linePx + scale.source * 0.35,
        0,
      ) +
      (headlines.length === 0 ? linePx : 0),
  );
  const isStrip = size.height < scale.label * 1.35 + scale.source * 4;
  if (isStrip) {
    const shown = headlines[position];
    return (
      <p className="news-strip" style={{ lineHeight: `${size.height}px` }}>
        {lateWords !== "" && (
          <span className="tone-late">
            <Mark shape="late" />
          </span>
        )}
        {shown === undefined ? (
          <span className="news-note one-line">{note}</span>
        ) : (
          <>
            {shown.atMs !== null && <span className="news-when">{when(shown.atMs)}</span>}
            <span className="news-text one-line">{shown.text}</span>
            {textWidthPx(shown.text, scale.source) < size.width * 0.6 && (
              <span className="news-from one-line">{inLanguage(shown.feed.name, language)}</span>
            )}
          </>
        )}
      </p>
    );
  }

  // Feeds that tell no times need no column for them.
  const whenPx = headlines.some(({ atMs }) => atMs !== null) ? scale.source * 4 : 0;
  const gapPx = scale.source * 0.35;
  const columnsGapPx = scale.source * 1.2;
  const { columns, shown } = planNews(headlines, {
    widthPx: size.width,
    heightPx: size.height - aroundPx,
    mostColumns: (size.width + columnsGapPx) / (columnEm * scale.source + columnsGapPx),
    heightOf: (text, columnPx) => linesIn(text, columnPx - whenPx) * linePx + gapPx,
    columnsGapPx,
  });
  const count = shown.reduce((sum, column) => sum + column.length, 0);
  const more = headlines.length > count ? t("news.more", { count: headlines.length - count }) : "";
  const names = [...new Set(shown.flat().map(({ feed }) => inLanguage(feed.name, language)))].join(" · ");
  const hasNames =
    lateWords === "" || textWidthPx(`${lateWords} ${names}`, scale.source) + 2 * scale.source < size.width;
  return (
    <article className="news">
      <header>
        <h2 className="one-line">{inLanguage(settings.title, language)}</h2>
        {more !== "" && <p>{more}</p>}
      </header>
      {note !== "" ? (
        <p className="news-note">{note}</p>
      ) : (
        <div className="news-columns" style={{ columnGap: columnsGapPx }}>
          {shown.map((column) => (
            <ul key={column[0]?.key} style={{ width: (size.width - (columns - 1) * columnsGapPx) / columns }}>
              {column.map(({ key, text, atMs }) => (
                <li key={key} style={{ paddingBottom: gapPx }}>
                  <span className="news-when" style={{ width: whenPx }}>
                    {when(atMs)}
                  </span>
                  <span className="news-text">{text}</span>
                </li>
              ))}
            </ul>
          ))}
        </div>
      )}
      <footer>
        {lateWords !== "" && (
          <span className="tone-late one-line">
            <Mark shape="late" />
            {lateWords}
          </span>
        )}
        {hasNames && <span className="one-line">{names}</span>}
      </footer>
    </article>
  );
}
