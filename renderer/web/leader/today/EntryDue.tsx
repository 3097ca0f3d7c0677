import { useTranslation } from "react-i18next";
import type { ExpectedFigure } from "#contract/entry/entry.ts";
import { ExpectedFigures } from "#contract/entry/http.ts";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../../account/asking.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import { useAsked } from "../../../state/asking.ts";
import { Go } from "../../app/Go.tsx";
import { mayNow, useWho } from "../../app/who.ts";
import "../../officer/words.ts";

const askEveryMs = 5 * 60_000;
/** More are counted: whoever enters them has the list on his own page. */
const mostShown = 4;
const dayMs = 86_400_000;

/** Which figures units have not entered that they should have, or soon should. Nothing where all is there, or nobody enters any. */
export function EntryDue() {
  const { t, i18n } = useTranslation("officer");
  const who = useWho();
  const told = useAsked("entry-due", (signal) => askHere(routes.entryDue, ExpectedFigures, { signal }), askEveryMs);
  const figures = told.value?.figures ?? [];
  if (told.value === undefined || figures.length === 0) return null;
  const groups = groupsOf(figures);
  return (
    <section className="today-part" aria-labelledby="today-entry">
      <h2 id="today-entry" className="app-section">
        {`${t("due.title")} · ${groups.length}`}
      </h2>
      <ul className="app-card app-list">
        {groups.slice(0, mostShown).map(({ first, count }) => (
          <li key={`${first.indicator}@${first.period}`} className="leader-row">
            <span className="leader-told">
              <span>
                {inLanguage(first.name, i18n.language)}
                {count > 1 && ` · ${t("enter.places", { count })}`}
              </span>
              <span className={first.state === "late" ? "tone-attention" : "app-second"}>
                {`${inLanguage(first.periodWords, i18n.language)} · ${whenOf(first, told.value?.nowMs ?? 0, t)}`}
              </span>
              {first.owner !== null && <span className="leader-note">{inLanguage(first.owner, i18n.language)}</span>}
            </span>
          </li>
        ))}
        {groups.length > mostShown && (
          <li className="today-calm">{t("due.more", { count: groups.length - mostShown })}</li>
        )}
      </ul>
      {mayNow(who, "enter-figures") && (
        <Go to="/app/entry" className="app-button">
          {t("due.enter")}
        </Go>
      )}
    </section>
  );
}

const whenOf = (
  { state, dueAtMs, dueDay }: ExpectedFigure,
  nowMs: number,
  t: ReturnType<typeof useTranslation<"officer">>["t"],
): string =>
  state === "late"
    ? t("enter.lateDays", { count: Math.max(1, Math.floor((nowMs - dueAtMs) / dayMs) + 1) })
    : t("enter.due", { day: dueDay.split("-").reverse().join("/") });

/** An indicator's figures of one period are one line, however many places have it. */
function groupsOf(figures: readonly ExpectedFigure[]): { first: ExpectedFigure; count: number }[] {
  const groups = new Map<string, { first: ExpectedFigure; count: number }>();
  for (const figure of figures) {
    const key = `${figure.indicator}@${figure.period}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { first: figure, count: 1 });
    else known.count += 1;
  }
  return [...groups.values()];
}
