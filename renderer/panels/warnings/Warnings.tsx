import { useTranslation } from "react-i18next";
import type { SourceState } from "#contract/entities/source.ts";
import { mostWarningsTold, type Warning } from "#contract/warnings/warning.ts";
import { formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { useKind } from "../../state/kinds.ts";
import { useTimeZone } from "../../state/site.ts";
import { tellingSources, useSources } from "../../state/sources.ts";
import { linesOf } from "../../ui/fitted-text.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { useTypeScale } from "../../ui/type-context.ts";
import "../../i18n/environment-words.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, type TileState, useTileState } from "../panel.ts";
import type { WarningsSettings } from "./settings.ts";
import { moreIn, shownAt, textIn } from "./shown.ts";
import { WarningRow } from "./WarningRow.tsx";
import "./warnings.css";

const chipEm = 8.7;
const narrowChipEm = 6.7;
const narrowBelowEm = 30;
const mostMoreLines = 8;

export function Warnings({ settings, size, report }: PanelProps<WarningsSettings>) {
  const { t, i18n } = useTranslation("environment");
  const { t: tFigure } = useTranslation("figure");
  const { t: tStatus } = useTranslation("status");
  const language = i18n.language;
  const { source: em, label } = useTypeScale();
  const zone = { language, timeZone: useTimeZone() };
  const all = useKind("warnings");
  // What is over leaves on its second; words of hours change with the minute.
  useNow((nowMs) => `${shownAt(all.values(), nowMs).length} ${Math.floor(nowMs / 60_000)}`);
  const nowMs = nowStore.getState();
  const shown = shownAt(all.values(), nowMs);
  const sources = tellingSources(useSources()).filter(({ gives }) => gives === "warnings");
  const silent = sources.filter(({ state }) => state !== "ok");
  const isHeard = sources.some(({ state }) => state === "ok");
  useTileState(report, stateOf(sources.map(({ state }) => state)));

  const width = size.width;
  const isNarrow = width < narrowBelowEm * em;
  const head = label * 1.35;
  const foot = em * (isNarrow ? 4.4 : 1.5);
  const rowText = width - (isNarrow ? narrowChipEm : chipEm) * em;
  const heights = shown.map((warning) => heightOf(warning));
  const moreOf = (warning: Warning) => linesOf(moreIn(warning, language), em, rowText) * em * 1.26;
  useWantedHeight(
    Math.max(
      head + foot + em * 3,
      head + foot + shown.reduce((sum, one, at) => sum + (heights[at] ?? 0) + em * 1.26 + moreOf(one), 0),
    ),
  );
  let used = head + foot;
  const count = heights.findIndex((height) => {
    used += height;
    return used > size.height;
  });
  const rows = count < 0 ? shown : shown.slice(0, Math.max(1, count));
  const hidden = shown.length - rows.length;
  // A short list says more of each: what it describes and what to do.
  const usedByRows = heights.slice(0, rows.length).reduce((sum, height) => sum + height, 0);
  const spare = size.height - head - foot - usedByRows - rows.length * em * 1.26;
  const moreLines =
    rows.length === 0 ? 0 : Math.min(mostMoreLines, Math.max(0, Math.floor(spare / rows.length / (em * 1.26))));
  const isAllSimulated = shown.length > 0 && shown.every(({ isSimulated }) => isSimulated);
  return (
    <article className={isNarrow ? "warnings is-narrow" : "warnings"}>
      <header style={{ height: head }}>
        <h2 className="one-line">{inLanguage(settings.title, language)}</h2>
        {shown.length > 0 && (
          <p>{hidden > 0 ? t("warnings.more", { count: hidden }) : t("warnings.count", { count: shown.length })}</p>
        )}
      </header>
      {shown.length === 0 ? (
        <p className="warnings-none">
          {sources.length === 0 ? t("warnings.noSource") : isHeard ? t("warnings.none") : t("warnings.waiting")}
        </p>
      ) : (
        <ul>
          {rows.map((warning) => (
            <WarningRow
              key={warning.number}
              warning={warning}
              isMarked={!isAllSimulated && warning.isSimulated}
              nowMs={nowMs}
              moreLines={moreLines}
            />
          ))}
        </ul>
      )}
      <footer>
        {isAllSimulated && <Tag kind="simulated" word={tFigure("status.simulated")} />}
        {silent.map((source) => (
          <span key={source.id} className="tone-late one-line">
            <Mark shape="late" />
            {t("warnings.unheard", {
              source: inLanguage(source.name, language),
              state: tStatus(`source.${source.state}`),
              time: source.lastReadingAtMs === null ? "—" : formatSince(source.lastReadingAtMs, nowMs, zone),
            })}
          </span>
        ))}
        {silent.length === 0 &&
          sources.map((source) => (
            <span key={source.id} className="one-line">
              {source.lastReadingAtMs === null
                ? inLanguage(source.name, language)
                : t("warnings.heard", {
                    source: inLanguage(source.name, language),
                    time: formatSince(source.lastReadingAtMs, nowMs, zone),
                  })}
            </span>
          ))}
        {all.size >= mostWarningsTold && <span>{t("warnings.most", { count: mostWarningsTold })}</span>}
        {shown.some(({ level }) => level !== null) && <span className="one-line">{t("warnings.colours")}</span>}
      </footer>
    </article>
  );

  function heightOf(warning: Warning): number {
    const text = textIn(warning, language);
    const lines = Math.min(isNarrow ? 3 : 2, linesOf(text?.headline ?? text?.event ?? "", label, rowText));
    return lines * label * 1.26 + 2 * em * 1.26 + em * 0.5;
  }
}

/** Whether the services that tell of warnings are heard. Without any there is nothing to be late. */
function stateOf(states: readonly SourceState[]): TileState {
  if (states.length === 0) return "empty";
  if (states.every((state) => state === "ok")) return "fresh";
  if (states.some((state) => state === "ok")) return "late";
  return states.every((state) => state === "starting") ? "connecting" : "lost";
}
