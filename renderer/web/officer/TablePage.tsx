import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type EntryRow, mostRows } from "#contract/entry/entry.ts";
import { CheckedRows, EntryTable, ExpectedFigures, longestTableDraft } from "#contract/entry/http.ts";
import { sentence } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { csvType, type TableMistake, workbookType } from "#contract/tables.ts";
import { askHere } from "../../account/asking.ts";
import { useReason } from "../../i18n/use-reason.ts";
import { type Refusal, refusalOf } from "../../live/refusal.ts";
import { sendFile } from "../../live/sending.ts";
import { Mark } from "../../ui/Mark.tsx";
import { PageHead } from "../app/PageHead.tsx";
import { useLocation } from "../app/router.ts";
import { forgetReport, sendRows, useDeeds } from "./deeds.ts";
import { changeDraft, figureDraft, tableDraft, useDrafts } from "./drafts.ts";
import { GridView } from "./GridView.tsx";
import {
  changedRows,
  checkedRows,
  countsOf,
  type GridRow,
  isBad,
  isFilled,
  isGood,
  leftOver,
  pastedDown,
  rowsExpected,
  rowsOfTable,
} from "./grid.ts";
import { OfficerTabs } from "./OfficerTabs.tsx";
import { useOwner } from "./owner.ts";
import { SendBar, WaitingDeed } from "./SendBar.tsx";

const pastedType = "text/tab-separated-values";
const checkAfterMs = 400;

/** A table: from a file, pasted, or as a grid of what is expected. Each row is told what becomes of it, and nothing is written before it is sent. */
export function Page() {
  const { t, i18n } = useTranslation("officer");
  const reasonOf = useReason();
  const owner = useOwner();
  const deeds = useDeeds(owner);
  const { drafts, isLoaded, keeping } = useDrafts(owner);
  const { search } = useLocation();
  const [rows, setRows] = useState<GridRow[]>([]);
  const [warnings, setWarnings] = useState<readonly TableMistake[]>([]);
  const [isReading, setReading] = useState(false);
  const [failure, setFailure] = useState<Refusal>();
  const [isOnlyWrong, setOnlyWrong] = useState(false);
  const [notPasted, setNotPasted] = useState<"columns" | "too-long">();
  const hasBegun = useRef(false);
  useChecks(rows, setRows);

  const read = async (what: Blob, type: string) => {
    setReading(true);
    setFailure(undefined);
    forgetReport();
    try {
      const sending = { type, onSent: () => {}, signal: new AbortController().signal };
      const table = await sendFile({ origin: window.location.origin }, routes.entryTable, what, EntryTable, sending);
      const found = rowsOfTable(table);
      setRows(found);
      setWarnings(table.warnings);
      setOnlyWrong(found.some(isBad) && window.matchMedia("(max-width: 899px)").matches);
    } catch (error) {
      setRows([]);
      setFailure(refusalOf(error));
    } finally {
      setReading(false);
    }
  };
  const paste = (text: string) => {
    if (text.length <= longestTableDraft) changeDraft("table", { text });
    void read(new Blob([text]), pastedType);
  };
  const openGrid = async () => {
    setReading(true);
    try {
      const { figures } = await askHere(routes.entryExpected, ExpectedFigures);
      setWarnings([]);
      setOnlyWrong(false);
      setRows(rowsExpected(figures, (key) => figureDraft(drafts[key]), i18n.language).slice(0, mostRows));
    } catch (error) {
      setFailure(refusalOf(error));
    } finally {
      setReading(false);
    }
  };
  useEffect(() => {
    if (!isLoaded || hasBegun.current) return;
    hasBegun.current = true;
    const kept = tableDraft(drafts.table);
    if (search.includes("grid")) void openGrid();
    else if (kept !== "") void read(new Blob([kept]), pastedType);
  });

  const change = (changes: ReadonlyMap<string, Partial<Pick<EntryRow, "value" | "status" | "reason">>>) => {
    const next = changedRows(rows, changes);
    setRows(next);
    for (const { id, draft, row } of next)
      if (draft !== null && row !== null && changes.has(id))
        changeDraft(
          draft,
          String(row.value).trim() === "" ? null : { value: String(row.value), status: row.status, reason: row.reason },
        );
  };
  const close = () => {
    setRows([]);
    setNotPasted(undefined);
    setWarnings([]);
    if (tableDraft(drafts.table) !== "") changeDraft("table", null);
  };
  const filled = rows.filter(isFilled);
  const good = rows.filter(isGood);
  const bad = rows.filter(isBad);
  const send = async () => {
    const isAll = bad.length === 0;
    const keys = good.flatMap(({ draft }) => draft ?? []);
    const sendable = good.flatMap(({ row }) => (row === null ? [] : [row]));
    const report = await sendRows(owner, sendable, isAll ? [...keys, "table"] : keys);
    if (report === null) return;
    setRows((before) =>
      leftOver(before, good, report).filter((one) => !isAll || report.outcome !== "taken" || !isSame(one)),
    );
    if (report.outcome === "taken" && isAll) changeDraft("table", null);
  };
  return (
    <>
      <PageHead title={t("table.title")} backTo="/app/entry" />
      <OfficerTabs />
      <WaitingDeed deeds={deeds} />
      {rows.length === 0 && (
        <section className="app-card entry-ways">
          <a
            className="entry-key"
            href={`${routes.entryTemplate}?language=${i18n.language === "en" ? "en" : "vi"}`}
            download
          >
            {t("table.template")}
          </a>
          <label className="app-button entry-file">
            {t("table.choose")}
            <input
              type="file"
              accept=".xlsx,.csv"
              disabled={isReading}
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                event.target.value = "";
                if (file !== undefined) void read(file, /\.xlsx$/i.test(file.name) ? workbookType : csvType);
              }}
            />
          </label>
          <label className="entry-paste">
            {t("table.paste")}
            <textarea
              rows={3}
              placeholder={t("table.pasteHint")}
              value=""
              disabled={isReading}
              onChange={(event) => paste(event.target.value)}
            />
          </label>
          <button type="button" className="entry-key" disabled={isReading} onClick={() => void openGrid()}>
            {t("table.grid")}
          </button>
          <p className="app-quiet">{t("table.nothingWritten")}</p>
        </section>
      )}
      {isReading && <p className="app-waiting">{t("table.reading")}</p>}
      <p role="alert" className="entry-said" data-outcome="refused">
        {failure !== undefined && (
          <>
            <Mark shape="cross" />
            <span>{reasonOf(failure)}</span>
          </>
        )}
      </p>
      {rows.length > 0 && (
        <section className="entry-table">
          <Summary rows={rows} />
          {warnings.length > 0 && (
            <details className="app-quiet">
              <summary>{`${t("table.warnings")} · ${warnings.length}`}</summary>
              <ul>
                {warnings.map(({ row, column, message }) => (
                  <li
                    key={`${column}${row}`}
                  >{`${column}${row}: ${sentence(message, i18n.language === "en" ? "en" : "vi")}`}</li>
                ))}
              </ul>
            </details>
          )}
          {rows.some(({ draft }) => draft !== null) && <p className="app-quiet">{t("table.gridHint")}</p>}
          <p role="alert" className="entry-said" data-outcome="refused">
            {notPasted !== undefined && (
              <>
                <Mark shape="up" />
                <span>{t(notPasted === "columns" ? "table.oneColumn" : "table.tooLong")}</span>
              </>
            )}
          </p>
          <GridView
            rows={rows}
            isOnlyWrong={isOnlyWrong}
            onChange={(id, one) => change(new Map([[id, one]]))}
            onPaste={(id, text, shown) => {
              const down = pastedDown(shown, id, text);
              setNotPasted(typeof down === "string" ? down : undefined);
              if (down instanceof Map) change(down);
              return down !== null;
            }}
          />
          {bad.length > 0 && (
            <button type="button" className="entry-key" onClick={() => setOnlyWrong(!isOnlyWrong)}>
              {isOnlyWrong ? t("table.all", { count: rows.length }) : t("table.onlyWrong")}
            </button>
          )}
        </section>
      )}
      {(rows.length > 0 || deeds.report !== null) && (
        <SendBar deeds={deeds}>
          {rows.length > 0 && (
            <>
              <p className="entry-keeping app-quiet" role="status">
                {bad.length > 0 && t("table.fixFirst")}
                {bad.length === 0 && filled.length > 0 && good.length === 0 && t("table.nothingNew")}
                {keeping === "failed" && ` ${t("draft.failed")}`}
              </p>
              <div className="entry-keys">
                <button
                  type="button"
                  className="app-button entry-send-key"
                  disabled={
                    good.length === 0 || deeds.waiting !== null || filled.some(({ checked }) => checked === null)
                  }
                  onClick={() => void send()}
                >
                  {deeds.isSending
                    ? t("send.sending")
                    : good.length === 0
                      ? t("send.nothing")
                      : bad.length > 0
                        ? t("table.sendGood", { count: good.length })
                        : t("table.sendAll", { count: good.length })}
                </button>
                <button type="button" className="entry-key" onClick={close}>
                  {t("table.close")}
                </button>
              </div>
            </>
          )}
        </SendBar>
      )}
    </>
  );
}

const isSame = ({ checked }: GridRow): boolean => checked?.outcome === "same";

function Summary({ rows }: { rows: readonly GridRow[] }) {
  const { t } = useTranslation("officer");
  const counts = countsOf(rows);
  const parts = [
    ["new", "count_new"],
    ["correction", "count_correction"],
    ["same", "count_same"],
    ["needs-reason", "count_needs"],
    ["refused", "count_refused"],
  ] as const;
  return (
    <p className="entry-counts" role="status">
      <strong>{t("table.rows", { count: rows.length })}</strong>
      {parts
        .filter(([outcome]) => counts[outcome] > 0)
        .map(([outcome, word]) => (
          <span key={outcome} data-outcome={outcome}>
            {t(`table.${word}`, { count: counts[outcome] })}
          </span>
        ))}
    </p>
  );
}

/** Asks about rows that were changed, all of them at once, when nobody types for a moment. */
function useChecks(rows: readonly GridRow[], setRows: (change: (rows: GridRow[]) => GridRow[]) => void): void {
  useEffect(() => {
    const asked = rows.filter((one) => one.checked === null && one.row !== null && isFilled(one));
    if (asked.length === 0) return;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      const body = { rows: asked.map(({ row }) => row) };
      askHere(routes.entryCheck, CheckedRows, {
        ...{ method: "POST", body, signal: gone.signal, changesNothing: true, withinMs: 30_000 },
      }).then(
        ({ rows: told }) => setRows((before) => checkedRows(before, asked, told)),
        () => {},
      );
    }, checkAfterMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [rows, setRows]);
}
