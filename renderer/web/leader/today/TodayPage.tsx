import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Today } from "#contract/today/http.ts";
import { useReasonLater } from "../../../i18n/sentence-later.ts";
import { nowStore, useNow } from "../../../state/clock.ts";
import { knownReading } from "../../../state/readings.ts";
import { afterFirst } from "../../app/first-look.ts";
import { Go } from "../../app/Go.tsx";
import { Icon } from "../../app/Icon.tsx";
import { useLater } from "../../app/later.ts";
import { PageHead } from "../../app/PageHead.tsx";
import { want } from "../../app/wants.ts";
import { loadFollows, useFollowed } from "../follows.ts";
import { askToday, askTodayIfOther, keepToday, useToday } from "../today-state.ts";
import { useReadings } from "../use-readings.ts";
import { FigureCard } from "./FigureCard.tsx";
import { changesOf, figuresNow, type Matter, mattersOf, type NowFigure } from "./matters.ts";
import { ChangeRow, MatterRow } from "./Rows.tsx";
import "../leader.css";

const loadDue = () => afterFirst(() => import("./Due.tsx")).then(({ Due }) => Due);
const loadWarnings = () => afterFirst(() => import("./Warnings.tsx")).then(({ Warnings }) => Warnings);
const loadOwn = () => afterFirst(() => import("./OwnLimits.tsx")).then(({ OwnLimits }) => OwnLimits);
const loadEntryDue = () => afterFirst(() => import("./EntryDue.tsx")).then(({ EntryDue }) => EntryDue);

/** Asked for while nobody knows yet who asks: the core says itself who may be told. */
export const begin = askToday;

/** States follow from the time; a list need not be looked at more often than it can be read. */
const lookEveryMs = 5_000;

/** Each place that is beyond a limit counts. */
const countOf = (matters: readonly Matter[]): number =>
  matters.reduce((sum, matter) => sum + (matter.kind === "crossed" ? matter.figures.length : 1), 0);

/** Loaded where somebody has limits of his own. */
function Own(props: { figures: readonly NowFigure[]; today: Today }) {
  const OwnLimits = useLater(loadOwn);
  return OwnLimits === undefined ? null : <OwnLimits {...props} />;
}

/** What matters now: what is wrong, what has changed, what is due, and the figures that are followed. */
export function Page() {
  const { t } = useTranslation("leader");
  const { t: app } = useTranslation("app");
  const reason = useReasonLater();
  const { today, failure } = useToday();
  const followed = useFollowed();
  const Due = useLater(loadDue);
  const Warnings = useLater(loadWarnings);
  const [warned, setWarned] = useState(0);
  const EntryDue = useLater(loadEntryDue);
  useEffect(keepToday, []);
  // An account's own limits are told apart from what matters now, and nobody waits for them.
  const { isKnown } = followed;
  useEffect(() => {
    if (!isKnown)
      afterFirst(loadFollows).catch((error: unknown) => console.warn("nobody said what is followed:", error));
  }, [isKnown]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is another question
  useEffect(() => void askTodayIfOther(), [followed.series, followed.limits, followed.changes]);
  const keys = useMemo(
    () => today?.figures.map(({ indicator, place }) => `${indicator}@${place}`) ?? [],
    [today?.figures],
  );
  const heard = useReadings(keys);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a reading that is heard may come from another source
  const text = useMemo(() => {
    // Of sources those that its figures name: all of them together change with everything that any platform sends.
    const asked = today?.figures.map(({ reading }) => reading?.source) ?? [];
    const named = [...asked, ...keys.map((key) => knownReading(key)?.source)].filter((id) => id !== undefined);
    return JSON.stringify({ series: keys, forecasts: keys, sources: [...new Set(named)].sort(), warnings: true });
  }, [today?.figures, keys, heard]);
  useEffect(() => want(JSON.parse(text)), [text]);
  const look = useNow((nowMs) => Math.floor(nowMs / lookEveryMs));
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at anew with each reading and as time goes by
  const shown = useMemo(() => {
    if (today === null) return null;
    const nowMs = nowStore.getState();
    const figures = figuresNow(today, knownReading, nowMs, followed.limits);
    return { figures, matters: mattersOf(figures, today, nowMs), changes: changesOf(figures) };
  }, [today, heard, look, followed.limits]);
  return (
    <>
      <PageHead title={app("nav.today")}>
        <Go to="/app/search" className="app-key" aria-label={app("search")}>
          <Icon name="search" />
        </Go>
      </PageHead>
      {failure !== null && today === null && (
        <p className="app-card tone-attention">{t("today.failed", { reason: reason(failure) })}</p>
      )}
      {today === null || shown === null ? (
        failure === null && <p className="app-waiting">{app("page.loading")}</p>
      ) : (
        <div className="today">
          <section className="today-part" aria-labelledby="today-look">
            <h2 id="today-look" className="app-section">
              {t("today.look")}
              {shown.matters.length + warned > 0 &&
                ` · ${countOf(shown.matters) + warned + today.moreAlarming + today.moreSources}`}
            </h2>
            <ul className="app-card app-list">
              {Warnings !== undefined && <Warnings onCount={setWarned} />}
              {shown.matters.length + warned === 0 && <li className="today-calm">{t("today.calm")}</li>}
              {shown.matters.map((matter) => (
                <MatterRow
                  key={
                    matter.kind === "crossed"
                      ? `${matter.figures[0].key} ${matter.threshold.level}`
                      : `${matter.kind} ${matter.source?.id ?? ""}`
                  }
                  matter={matter}
                  today={today}
                />
              ))}
              {today.moreAlarming > 0 && (
                <li className="today-calm">{t("today.moreAlarming", { count: today.moreAlarming })}</li>
              )}
              {today.moreSources > 0 && (
                <li className="today-calm">{t("today.moreSources", { count: today.moreSources })}</li>
              )}
            </ul>
          </section>
          {shown.figures.some(({ limit }) => limit !== null) && <Own figures={shown.figures} today={today} />}
          {shown.changes.length > 0 && (
            <section className="today-part" aria-labelledby="today-changes">
              <h2 id="today-changes" className="app-section">
                {t("today.changes")}
              </h2>
              <ul className="app-card app-list">
                {shown.changes.map((change) => (
                  <ChangeRow key={change.figure.key} change={change} today={today} />
                ))}
              </ul>
            </section>
          )}
          {Due !== undefined && <Due />}
          {EntryDue !== undefined && <EntryDue />}
          <section className="today-part today-follow" aria-labelledby="today-follow">
            <h2 id="today-follow" className="app-section">
              {t("today.follow")}
            </h2>
            {today.chosenBy === "site" && today.figures.length > 0 && (
              <p className="app-second">{t("today.chosenBySite")}</p>
            )}
            {today.figures.length === 0 && (
              <p className="app-card">
                {t("today.nothingFollowed")}
                <Go className="app-button" to="/app/figures">
                  {t("today.find")}
                </Go>
              </p>
            )}
            <ul className="today-cards">
              {shown.figures
                .filter(({ isFollowed }) => isFollowed)
                .map((figure) => (
                  <FigureCard key={figure.key} figure={figure} today={today} />
                ))}
            </ul>
            {today.chosenBy === "browser" && <p className="app-quiet">{t("today.ofBrowser")}</p>}
            {today.gone.length > 0 && <p className="app-quiet">{t("today.gone", { count: today.gone.length })}</p>}
          </section>
        </div>
      )}
    </>
  );
}
