import { useTranslation } from "react-i18next";
import { isNotEnteredYet } from "#contract/entities/keyed-by-hand.ts";
import { freshnessWords } from "../../figures/age.ts";
import { formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { isUnopened, useCameras } from "../../state/cameras.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { useConnection, useKeptAt } from "../../state/connection.ts";
import { figureAgesNow, figureCount } from "../../state/figure-ages.ts";
import { useReturned } from "../../state/outages.ts";
import { useSite, useTimeZone } from "../../state/site.ts";
import { useSources } from "../../state/sources.ts";
import { fillRoom } from "../../ui/fill-room.ts";
import { Mark, type MarkShape } from "../../ui/Mark.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { OutageRow } from "./OutageRow.tsx";
import { findProblems, type Problem } from "./problem.ts";
import type { StatusBoardSettings } from "./settings.ts";
import "./status-board.css";

/** The board looks at everything once in this time, not with every reading. */
const lookEveryMs = 2_000;
/** A column in which a name and its state stand beside one another. */
const columnEm = 20;

export function StatusBoard({ settings, size, report }: PanelProps<StatusBoardSettings>) {
  const { t, i18n } = useTranslation("status");
  const language = i18n.language;
  const scale = useTypeScale();
  const site = useSite();
  const sources = useSources();
  const cameras = useCameras();
  const figureAges = figureAgesNow();
  const isHeard = useConnection().phase === "up";
  const isKept = useKeptAt() !== null;
  useNow((nowMs) => Math.floor(nowMs / lookEveryMs));
  useTileState(report, "fresh");
  const nowMs = nowStore.getState();
  const problems = findProblems(
    {
      ...{ sources: sources.values(), cameras: cameras.values(), figureAges: figureAges.values() },
      indicatorOf: site?.indicatorOf ?? new Map(),
    },
    nowMs,
  );
  const figures = figureCount(figureAges.values());
  const unopened = [...cameras.values()].filter(isUnopened).length;
  const waiting = [...sources.values()].filter(isNotEnteredYet).length;
  const all = useReturned(nowMs);
  const headPx = scale.label * 1.45;
  const linePx = { usual: scale.source * 1.55, least: scale.source * 1.2 };
  // The sentence that all is well takes two rows.
  const wanted = Math.max(2, problems.length) + all.length;
  useWantedHeight(headPx + wanted * linePx.usual);
  const gapPx = scale.source;
  const mostColumns = (size.width + gapPx) / (columnEm * scale.source + gapPx);
  const filled = fillRoom(problems.length, size.height - headPx, linePx, mostColumns);
  const rows = problems.slice(0, filled.shown);
  const width = (size.width - (filled.columns - 1) * gapPx) / filled.columns;
  const isClose = filled.rowPx < linePx.usual;
  const rowPx = Math.round(rows.length === 0 || !isClose ? linePx.usual : filled.rowPx);
  const room = Math.max(1, Math.floor((size.height - headPx) / rowPx));
  // What is wrong now comes before what was.
  const taken = rows.length === 0 ? 2 : Math.min(filled.rows, rows.length);
  const returned = all.slice(0, Math.max(0, room - taken));
  const isCut = rows.length < problems.length;
  // What is left out is always said.
  const aside = isCut
    ? t("more", { count: problems.length - rows.length })
    : t("counts", { sources: sources.size, figures, cameras: cameras.size });
  const titleRoom = size.width - textWidthPx(inLanguage(settings.title, language), scale.label) - scale.source;
  return (
    <article className="board">
      <header>
        <h2 className="one-line">{inLanguage(settings.title, language)}</h2>
        {(isCut || textWidthPx(aside, scale.source) < titleRoom) && <p>{aside}</p>}
      </header>
      {problems.length === 0 ? (
        isHeard && !isKept && figures > 0 ? (
          <p className="board-well">
            <Mark shape="live" />
            {unopened > 0
              ? t("nothingWrong", { count: unopened })
              : t(waiting > 0 ? "wellButWaiting" : "allWell", { count: waiting })}
          </p>
        ) : (
          <p className="board-unheard">
            <Mark shape="late" />
            {t(isHeard && !isKept ? "noFigures" : "unheard")}
          </p>
        )
      ) : (
        <ul
          className="board-rows"
          style={{
            gridTemplateRows: `repeat(${Math.min(filled.rows, rows.length)}, ${rowPx}px)`,
            gridAutoColumns: filled.columns === 1 ? "minmax(0, 1fr)" : `${width}px`,
            columnGap: gapPx,
          }}
        >
          {rows.map((problem) => (
            <ProblemRow key={problem.key} problem={problem} nowMs={nowMs} width={width} rowPx={rowPx} />
          ))}
        </ul>
      )}
      {returned.length > 0 && (
        <ul>
          {returned.map((outage) => (
            <OutageRow
              key={`${outage.source}/${outage.toMs}`}
              {...{ outage, nowMs, rowPx }}
              width={size.width}
              name={inLanguage(sources.get(outage.source)?.name ?? { vi: outage.source, en: outage.source }, language)}
            />
          ))}
        </ul>
      )}
    </article>
  );
}

/** A problem's shape and tone; the worst are red crosses, what is merely starting is quiet. */
function lookOf(problem: Problem): { shape: MarkShape; tone: string } {
  if (problem.kind === "figure") return { shape: "late", tone: "late" };
  if (problem.rank <= 1) return { shape: "cross", tone: "alarm" };
  return { shape: "late", tone: problem.rank >= 4 ? "quiet" : "attention" };
}

function ProblemRow({
  problem,
  nowMs,
  width,
  rowPx,
}: {
  problem: Problem;
  nowMs: number;
  width: number;
  rowPx: number;
}) {
  const { t, i18n } = useTranslation("status");
  const { t: figureWords } = useTranslation("figure");
  const scale = useTypeScale();
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const places = problem.kind === "figure" && problem.places > 1 ? ` ×${problem.places}` : "";
  const name = inLanguage(problem.name, i18n.language);
  let words: string;
  if (problem.kind === "planned")
    words = figureWords("freshness.planned", { until: formatSince(problem.untilMs, nowMs, zone) });
  else if (problem.kind === "figure")
    words = freshnessWords(problem.state, problem.sinceMs, nowMs, figureWords, zone, "short") ?? "";
  else {
    const state = problem.kind === "source" ? t(`source.${problem.state}`) : t(`camera.${problem.state}`);
    const since = t("since", { time: formatSince(problem.sinceMs, nowMs, zone) });
    const isWide = textWidthPx(`${name} ${state} ${since}`, scale.source) * 0.98 + 2 * scale.source < width;
    words = isWide ? `${state} ${since}` : state;
  }
  const { shape, tone } = lookOf(problem);
  return (
    <li style={{ height: rowPx }}>
      <span className={`board-mark tone-${tone}`}>
        <Mark shape={shape} />
      </span>
      <span className="board-name one-line">
        {name}
        {places !== "" && <small>{places}</small>}
      </span>
      <span className={`board-words tone-${tone}`}>{words}</span>
    </li>
  );
}
