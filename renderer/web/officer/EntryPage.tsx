import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DueState, ExpectedFigure } from "#contract/entry/entry.ts";
import { ExpectedFigures } from "#contract/entry/http.ts";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";
import { inLanguage } from "../../i18n/bundles.ts";
import { useReasonLater } from "../../i18n/sentence-later.ts";
import { useAsked } from "../../state/asking.ts";
import { Go } from "../app/Go.tsx";
import { toldAtStore } from "../app/LineState.tsx";
import { PageHead } from "../app/PageHead.tsx";
import { forgetReport, sendRows, useDeeds } from "./deeds.ts";
import { useDrafts } from "./drafts.ts";
import { EnteredRow } from "./EnteredRow.tsx";
import { FigureForm, type Filled } from "./FigureForm.tsx";
import { OfficerTabs } from "./OfficerTabs.tsx";
import { useOwner } from "./owner.ts";
import { SendBar, WaitingDeed } from "./SendBar.tsx";
import { keyOf } from "./subject.ts";

const askEveryMs = 60_000;
const sections: readonly DueState[] = ["late", "soon", "open", "entered"];
/** More of one indicator and period stand together under its name, closed. */
const mostApart = 6;
const dayMs = 86_400_000;

/** What one's unit is to enter, what is late first; each figure has its field here. */
export function Page() {
  const { t, i18n } = useTranslation("officer");
  const reasonOf = useReasonLater();
  const owner = useOwner();
  const told = useAsked(
    "entry-expected",
    async (signal) => {
      const expected = await askHere(routes.entryExpected, ExpectedFigures, { signal });
      toldAtStore.setState(expected.nowMs, true);
      return expected;
    },
    askEveryMs,
  );
  const { isLoaded, keeping } = useDrafts(owner);
  const deeds = useDeeds(owner);
  const [filled, setFilled] = useState<ReadonlyMap<string, Filled>>(new Map());
  const onFilled = useCallback((key: string, one: Filled | null) => {
    setFilled((before) => {
      const next = new Map(before);
      if (one === null) next.delete(key);
      else next.set(key, one);
      return next;
    });
    if (one !== null) forgetReport();
  }, []);
  const ready = [...filled].filter(([, one]) => one.isReady);
  const left = filled.size - ready.length;
  const send = async () => {
    const rows = ready.map(([, { row }]) => row);
    await sendRows(
      owner,
      rows,
      ready.map(([key]) => key),
    );
    told.again();
  };
  const expected = told.value;
  const scopes =
    expected === undefined
      ? ""
      : expected.scopes.map((one) => inLanguage(one, i18n.language)).join(", ") || t("enter.whole");
  return (
    <>
      <PageHead title={t("enter.title")} under={scopes} />
      <OfficerTabs />
      <WaitingDeed deeds={deeds} />
      {told.failure !== undefined && expected === undefined && <p role="alert">{reasonOf(told.failure)}</p>}
      {expected === undefined || !isLoaded
        ? told.failure === undefined && <p className="app-waiting">{t("row.checking")}</p>
        : sections.map((state) => {
            const figures = expected.figures.filter((one) => one.state === state);
            if (figures.length === 0) return null;
            return (
              <section key={state} className="entry-section" data-state={state}>
                <h2 className="app-section">{`${t(`enter.${state}`)} · ${figures.length}`}</h2>
                {groupsOf(figures).map((group) => (
                  <Group key={group.key} figures={group.figures} nowMs={expected.nowMs} onFilled={onFilled} />
                ))}
              </section>
            );
          })}
      {expected?.figures.length === 0 && <p className="app-card app-second">{t("enter.none")}</p>}
      {(expected?.leftOut ?? 0) > 0 && (
        <p className="app-quiet">{t("enter.leftOut", { count: expected?.leftOut ?? 0 })}</p>
      )}
      <SendBar deeds={deeds}>
        <p className="entry-keeping app-quiet" role="status">
          {left > 0 && `${t("send.left", { count: left })} · `}
          {filled.size > 0 && keeping !== "failed" && t(`draft.${keeping}`)}
          {keeping === "failed" && t("draft.failed")}
        </p>
        <button
          type="button"
          className="app-button entry-send-key"
          disabled={ready.length === 0 || deeds.waiting !== null}
          onClick={() => void send()}
        >
          {deeds.isSending
            ? t("send.sending")
            : ready.length === 0
              ? t("send.nothing")
              : t("send.send", { count: ready.length })}
        </button>
      </SendBar>
    </>
  );
}

type GroupOf = { key: string; figures: ExpectedFigure[] };

function groupsOf(figures: readonly ExpectedFigure[]): GroupOf[] {
  const groups = new Map<string, ExpectedFigure[]>();
  for (const figure of figures) {
    const key = `${figure.indicator}@${figure.period}`;
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups].map(([key, some]) => ({ key, figures: some }));
}

type GroupProps = Pick<GroupOf, "figures"> & { nowMs: number; onFilled(key: string, filled: Filled | null): void };

/** The figures of one indicator and period: a few as they are, those of many places under their name. */
function Group({ figures, nowMs, onFilled }: GroupProps) {
  const { t, i18n } = useTranslation("officer");
  const [first] = figures;
  const [isOpen, setOpen] = useState(false);
  if (first === undefined) return null;
  const isMany = figures.length > mostApart;
  const name = inLanguage(first.name, i18n.language);
  const rows = figures.map((figure) => {
    const place = inLanguage(figure.placeName, i18n.language);
    const title = isMany ? place : figures.length > 1 || figure.place !== first.place ? `${name} · ${place}` : name;
    return <One key={keyOf(figure)} figure={figure} title={title} nowMs={nowMs} onFilled={onFilled} />;
  });
  if (!isMany) return <div className="app-card app-list">{rows}</div>;
  return (
    <details className="app-card entry-group" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{name}</span>
        <small className="entry-small">{`${inLanguage(first.periodWords, i18n.language)} · ${t("enter.places", { count: figures.length })}`}</small>
      </summary>
      <p>
        <Go to="/app/entry/table?grid" className="entry-key">
          {t("enter.toTable")}
        </Go>
      </p>
      {isOpen && <div className="app-list">{rows}</div>}
    </details>
  );
}

type OneProps = { figure: ExpectedFigure; title: string; nowMs: number; onFilled: GroupProps["onFilled"] };

function One({ figure, title, nowMs, onFilled }: OneProps) {
  const { t, i18n } = useTranslation("officer");
  const { state, dueAtMs, dueDay, isRunning } = figure;
  const late = Math.max(1, Math.floor((nowMs - dueAtMs) / dayMs) + 1);
  const under = [
    inLanguage(figure.periodWords, i18n.language),
    state === "late"
      ? late === 1
        ? t("enter.lateToday")
        : t("enter.lateDays", { count: late })
      : t("enter.due", { day: dueDay.split("-").reverse().join("/") }),
    ...(isRunning ? [t("enter.running")] : []),
  ].join(" · ");
  if (state === "entered")
    return <EnteredRow subject={figure} title={title} under={under} isRunning={isRunning} onFilled={onFilled} />;
  return (
    <FigureForm
      subject={figure}
      title={title}
      under={under}
      isRunning={isRunning}
      isLate={state === "late"}
      onFilled={onFilled}
    />
  );
}
