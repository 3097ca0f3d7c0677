import { useTranslation } from "react-i18next";
import type { Today } from "#contract/today/http.ts";
import { changeWords } from "../../../figures/change.ts";
import { formatSince, formatValue } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import { useSentence } from "../../../i18n/sentence-later.ts";
import { useNow } from "../../../state/clock.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { Go } from "../../app/Go.tsx";
import { useAppZone } from "../../app/zone.ts";
import { FigureNote } from "../FigureNote.tsx";
import { crossedWords, figureName, figurePath, thanWords, unitBeside } from "../figure-words.ts";
import type { Change, Matter, NowFigure } from "./matters.ts";

type OfToday = { today: Today };

/** A figure's value with its unit, as a sentence has it. */
export function Value({ figure: { indicator, reading } }: { figure: NowFigure }) {
  const { language } = useAppZone();
  if (reading === undefined) return null;
  return (
    <strong className={typeof reading.value === "number" ? "leader-number" : undefined}>
      {formatValue(reading.value, indicator, language)} {unitBeside(reading, indicator, language)}
    </strong>
  );
}

export const sourceNameIn = (today: Today, id: string | undefined) =>
  today.sources.find((source) => source.id === id)?.name;

/** One thing that needs a look: what, how bad since when, and as of when that is known. */
export function MatterRow({ matter, today }: { matter: Matter } & OfToday) {
  if (matter.kind === "crossed")
    return matter.figures.length > 2 ? (
      <ManyRow matter={matter} today={today} />
    ) : (
      matter.figures.map((figure) => (
        <CrossedRow key={figure.key} figure={figure} threshold={matter.threshold} today={today} />
      ))
    );
  if (matter.kind === "old") return <OldRow matter={matter} today={today} />;
  return <SourceRow source={matter.source} />;
}

function CrossedRow({
  figure,
  threshold,
  today,
}: { figure: NowFigure; threshold: NonNullable<NowFigure["crossed"]> } & OfToday) {
  const { t } = useTranslation("leader");
  const zone = useAppZone();
  const { indicator, place, reading, since, state } = figure;
  const words = useNow((nowMs) => crossedWords(threshold, indicator, since, nowMs, t, zone));
  return (
    <li>
      <Go className="leader-row" to={figurePath(indicator.code, place.id, today.site.place)}>
        <span className={`leader-sign tone-${threshold.level}`}>
          <Mark shape={threshold.level === "alarm" ? "alarm" : "up"} />
        </span>
        <span className="leader-told">
          <span>
            {figureName(figure, zone.language)} <Value figure={figure} />
          </span>
          <span className={`tone-${threshold.level}`}>{words}</span>
          <FigureNote
            reading={reading}
            indicator={indicator}
            isOld={state !== "fresh"}
            sourceName={sourceNameIn(today, reading?.source)}
          />
        </span>
      </Go>
    </li>
  );
}

/** As many places are named; the figure's page has all. */
const mostNamed = 6;

/** One indicator beyond the same limit at several places: how many, and where it is worst. */
function ManyRow({
  matter: { figures, threshold },
  today,
}: { matter: Extract<Matter, { kind: "crossed" }> } & OfToday) {
  const { t } = useTranslation("leader");
  const zone = useAppZone();
  const [first] = figures;
  const { indicator } = first;
  const words = useNow((nowMs) => crossedWords(threshold, indicator, null, nowMs, t, zone));
  const named = figures.slice(0, mostNamed).map(({ place, reading }) => {
    const value = formatValue(reading?.value ?? null, indicator, zone.language);
    return `${inLanguage(place.name, zone.language)} ${value}`;
  });
  return (
    <li>
      <Go className="leader-row" to={figurePath(indicator.code, first.place.id, today.site.place)}>
        <span className={`leader-sign tone-${threshold.level}`}>
          <Mark shape={threshold.level === "alarm" ? "alarm" : "up"} />
        </span>
        <span className="leader-told">
          <span>
            {inLanguage(indicator.name, zone.language)}{" "}
            <strong>{t("crossed.places", { count: figures.length })}</strong>
          </span>
          <span className={`tone-${threshold.level}`}>{words}</span>
          <span className="app-second">
            {named.join("; ")}
            {figures.length > mostNamed && ` ${t("crossed.more", { count: figures.length - mostNamed })}`}
          </span>
          <FigureNote
            reading={first.reading}
            indicator={indicator}
            isOld={first.state !== "fresh"}
            sourceName={sourceNameIn(today, first.reading?.source)}
          />
        </span>
      </Go>
    </li>
  );
}

/** Figures that do not come: their source, since when, and which they are. */
function OldRow({ matter: { source, figures }, today }: { matter: Extract<Matter, { kind: "old" }> } & OfToday) {
  const { t } = useTranslation("leader");
  const zone = useAppZone();
  const [first, ...rest] = figures;
  const newestMs = Math.max(...figures.map(({ reading }) => reading?.asOfMs ?? 0));
  const last = useNow((nowMs) => t("source.last", { time: formatSince(newestMs, nowMs, zone) }));
  const state = source === undefined || source.state === "ok" ? "late" : source.state;
  if (first === undefined) return null;
  return (
    <li>
      <Go className="leader-row" to={figurePath(first.indicator.code, first.place.id, today.site.place)}>
        <span className="leader-sign tone-late">
          <Mark shape="late" />
        </span>
        <span className="leader-told">
          <span>
            {source === undefined ? figureName(first, zone.language) : inLanguage(source.name, zone.language)}{" "}
            <StateWords state={state} />
          </span>
          <span className="app-second">
            {figures
              .slice(0, 3)
              .map((figure) => figureName(figure, zone.language))
              .join("; ")}
            {rest.length > 2 && ` ${t("today.others", { count: rest.length - 2 })}`}
          </span>
          <span className="leader-note tone-late">{last}</span>
        </span>
      </Go>
    </li>
  );
}

const states = ["late", "failing", "refused", "mis-mapped", "store-failed"] as const;

function StateWords({ state }: { state: string }) {
  const { t } = useTranslation("leader");
  const known = states.find((one) => one === state) ?? "late";
  return <>{t(`source.${known}`)}</>;
}

/** A source that is not well, and whose figures are not among those shown. */
function SourceRow({ source }: { source: Today["sources"][number] }) {
  const { t } = useTranslation("leader");
  const zone = useAppZone();
  const since = useNow((nowMs) => {
    if (source.plannedUntilMs !== null)
      return t("source.planned", { time: formatSince(source.plannedUntilMs, nowMs, zone) });
    const last =
      source.lastReadingAtMs === null
        ? t("source.never")
        : t("source.last", { time: formatSince(source.lastReadingAtMs, nowMs, zone) });
    return `${t("source.since", { time: formatSince(source.sinceMs, nowMs, zone) })} · ${last}`;
  });
  const sentence = useSentence();
  const why = source.reason === null ? "" : sentence(source.reason);
  return (
    <li className="leader-row">
      <span className="leader-sign tone-late">
        <Mark shape="late" />
      </span>
      <span className="leader-told">
        <span>
          {inLanguage(source.name, zone.language)} <StateWords state={source.state} />
        </span>
        {why !== "" && <span className="app-second">{why}</span>}
        <span className="leader-note tone-late">{since}</span>
      </span>
    </li>
  );
}

/** A marked change: the figure, by how much, against when. */
export function ChangeRow({ change: { figure, against }, today }: { change: Change } & OfToday) {
  const { t } = useTranslation("leader");
  const { t: words } = useTranslation("figure");
  const zone = useAppZone();
  const { indicator, place, reading, state } = figure;
  if (typeof reading?.value !== "number") return null;
  const change = changeWords(reading.value, against.value, indicator, words, zone.language);
  return (
    <li>
      <Go className="leader-row" to={figurePath(indicator.code, place.id, today.site.place)}>
        <span className="leader-told">
          <span>
            {figureName(figure, zone.language)} <Value figure={figure} />
          </span>
          <span className="app-second">
            {change !== null && (
              <span className="leader-change">
                <Mark shape={change.mark} />
                {change.text}
              </span>
            )}{" "}
            {thanWords(against.than, t)} ({formatValue(against.value, indicator, zone.language)})
          </span>
          <FigureNote
            reading={reading}
            indicator={indicator}
            isOld={state !== "fresh"}
            sourceName={sourceNameIn(today, reading.source)}
          />
        </span>
      </Go>
    </li>
  );
}
