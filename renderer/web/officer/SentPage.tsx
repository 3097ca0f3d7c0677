import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EnteredFigureView } from "#contract/entry/entry.ts";
import { CheckedRows, EnteredFigures } from "#contract/entry/http.ts";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";
import { formatNumber, formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/bundles.ts";
import { useReasonLater } from "../../i18n/sentence-later.ts";
import { useAsked } from "../../state/asking.ts";
import { PageHead } from "../app/PageHead.tsx";
import { useAppZone } from "../app/zone.ts";
import { sendRows, useDeeds } from "./deeds.ts";
import { useDrafts } from "./drafts.ts";
import { FigureForm, type Filled } from "./FigureForm.tsx";
import { OfficerTabs } from "./OfficerTabs.tsx";
import { useOwner } from "./owner.ts";
import { SendBar, WaitingDeed } from "./SendBar.tsx";
import { keyOf, type Subject, subjectOf } from "./subject.ts";

const atOnce = 50;

/** What one and one's colleagues have entered, the newest first; each newest one may be corrected here. */
export function Page() {
  const { t } = useTranslation("officer");
  const reasonOf = useReasonLater();
  const owner = useOwner();
  const deeds = useDeeds(owner);
  useDrafts(owner);
  const told = useAsked("entry-sent", (signal) =>
    askHere(`${routes.entryDeeds}?limit=${atOnce}`, EnteredFigures, { signal }),
  );
  const [older, setOlder] = useState<EnteredFigures>({ figures: [], hasMore: false });
  const [changing, setChanging] = useState<Subject>();
  const [filled, setFilled] = useState<Filled | null>(null);
  const onFilled = useCallback((_key: string, one: Filled | null) => setFilled(one), []);
  const figures = [...(told.value?.figures ?? []), ...older.figures];
  const hasMore = older.figures.length > 0 ? older.hasMore : (told.value?.hasMore ?? false);
  const more = async () => {
    const next = await askHere(`${routes.entryDeeds}?limit=${atOnce}&before=${figures.at(-1)?.number}`, EnteredFigures);
    setOlder({ figures: [...older.figures, ...next.figures], hasMore: next.hasMore });
  };
  const change = async (view: EnteredFigureView) => {
    const subject = subjectOf(view);
    const row = {
      indicator: view.indicator,
      place: view.place,
      period: view.period,
      value: view.value,
      status: view.status,
    };
    const question = { method: "POST", body: { rows: [row] }, changesNothing: true } as const;
    const { rows } = await askHere(routes.entryCheck, CheckedRows, question);
    const [told] = rows;
    if (told === undefined) return;
    const { current, previous, lastYear } = told;
    setChanging({ ...subject, current, previous, lastYear });
  };
  const send = async () => {
    if (filled === null || changing === undefined) return;
    const report = await sendRows(owner, [filled.row], [keyOf(changing)]);
    if (report?.outcome !== "taken") return;
    setChanging(undefined);
    setOlder({ figures: [], hasMore: false });
    told.again();
  };
  return (
    <>
      <PageHead title={t("sent.title")} backTo="/app/entry" />
      <OfficerTabs />
      <WaitingDeed deeds={deeds} />
      {told.failure !== undefined && told.value === undefined && <p role="alert">{reasonOf(told.failure)}</p>}
      {told.value?.figures.length === 0 && <p className="app-card app-second">{t("sent.none")}</p>}
      {figures.length > 0 && (
        <ul className="app-card app-list entry-list">
          {figures.map((view) => (
            <li key={view.number}>
              <Sent view={view} onChange={() => void change(view)} isChanging={changing !== undefined} />
              {changing !== undefined && keyOf(changing) === keyOf(view) && view.isChangeable && (
                <SendBar deeds={deeds}>
                  <FigureForm subject={changing} title={nameOf(view, "vi")} under="" isCorrection onFilled={onFilled} />
                  <div className="entry-keys">
                    <button
                      type="button"
                      className="app-button"
                      disabled={filled?.isReady !== true || deeds.waiting !== null}
                      onClick={() => void send()}
                    >
                      {t("send.send", { count: 1 })}
                    </button>
                    <button type="button" className="entry-key" onClick={() => setChanging(undefined)}>
                      {t("row.cancel")}
                    </button>
                  </div>
                </SendBar>
              )}
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <button type="button" className="entry-key" onClick={() => void more()}>
          {t("sent.more")}
        </button>
      )}
    </>
  );
}

const nameOf = ({ name, placeName }: EnteredFigureView, language: string): string =>
  `${inLanguage(name, language)} · ${inLanguage(placeName, language)}`;

function Sent({ view, onChange, isChanging }: { view: EnteredFigureView; onChange(): void; isChanging: boolean }) {
  const { t, i18n } = useTranslation("officer");
  const zone = useAppZone();
  const number = (value: number) => formatNumber(value, i18n.language, view.decimals, view.showsSign);
  const { before, reason, status, value } = view;
  return (
    <div className="entry-there" data-is-old={!view.isNewest}>
      <p className="entry-name">
        <span>{nameOf(view, i18n.language)}</span>
        <small className="entry-small">
          {`${inLanguage(view.periodWords, i18n.language)} · ${view.isMine ? t("sent.mine") : view.by} · ${formatSince(view.atMs, Date.now(), zone)}`}
        </small>
        {before !== null && (
          <small className="entry-small">
            {t("sent.before", {
              value: before.value === null ? "—" : number(before.value),
              status: t(`row.${before.status}`),
            })}
            {reason !== "" && ` · ${t("row.why", { reason })}`}
          </small>
        )}
        {before === null && reason !== "" && <small className="entry-small">{t("row.why", { reason })}</small>}
      </p>
      <p className="entry-figure-there">
        <strong>{number(value)}</strong> <span>{inLanguage(view.unit, i18n.language)}</span>
        <span className={`tag tag-${status}`}>{t(`row.${status}`)}</span>
        {!view.isNewest && <small className="entry-small">{t("sent.replaced")}</small>}
      </p>
      {view.isChangeable && !isChanging && (
        <button
          type="button"
          className="entry-key"
          aria-label={`${t("row.change")}: ${nameOf(view, i18n.language)}`}
          onClick={onChange}
        >
          {t("row.change")}
        </button>
      )}
    </div>
  );
}
