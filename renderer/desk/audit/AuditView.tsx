import { Fragment, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { AuditEntry } from "#contract/audit/entry.ts";
import { AuditList, AuditVerification } from "#contract/audit/http.ts";
import { routes } from "#contract/routes.ts";
import { formatMoment } from "../../figures/format.ts";
import { askCore, fetchBlob, refusalOf, useAsked } from "../../state/asking.ts";
import { nowStore } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";
import { fileName, save } from "../../takeaway/files.ts";
import { AskedNote } from "../AskedNote.tsx";
import { digitOf } from "../registry/press.ts";
import { useCommands } from "../registry/use-commands.ts";
import { AuditDetail } from "./AuditDetail.tsx";
import { AuditFilters } from "./AuditFilters.tsx";
import { AuditState, type Exporting, type Verifying } from "./AuditState.tsx";
import { type AuditFilter, auditQuery, exportPath, isFiltering, noFilter } from "./asked.ts";
import { auditCommands } from "./commands.ts";
import { Outcome } from "./Outcome.tsx";
import { deedWords, targetWords, whoWords } from "./words.ts";
import "./audit.css";

const pageSize = 100;
/** While the newest are looked at; what somebody reads further down stays. */
const askEveryMs = 10_000;
/** A trail of a million entries takes a slow machine so long. */
const longMs = 180_000;
/** Down the list, or up; far beyond its ends for the first and the last. */
const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -1_000,
  End: 1_000,
};

/** Outlasts the page: who goes to look at something else finds it as it was. */
const filterStore = makeStore<AuditFilter>(noFilter);

/** Who did, saw or was refused what, the newest first; all of it by keys. */
export function AuditView() {
  const { t, i18n } = useTranslation("audit");
  const timeZone = useTimeZone();
  const language = i18n.language === "en" ? "en" : "vi";
  const filter = useStoreValue(filterStore);
  const [before, setBefore] = useState<number>();
  const [chosen, setChosen] = useState<number>();
  const [verifying, setVerifying] = useState<Verifying>();
  const [exporting, setExporting] = useState<Exporting>();
  const rows = useRef<HTMLDivElement>(null);
  const firstField = useRef<HTMLInputElement>(null);

  const wanted = auditQuery(filter, timeZone);
  const query = new URLSearchParams([...wanted, ["limit", String(pageSize)]]);
  if (before !== undefined) query.set("before", String(before));
  const told = useAsked(
    `audit?${query}`,
    (signal) => askCore(`${routes.audit}?${query}`, AuditList, { signal }),
    before === undefined ? askEveryMs : undefined,
  );
  const entries = told.value?.entries ?? [];
  const shown = entries.find(({ number }) => number === chosen) ?? entries[0];

  const zone = { language, timeZone };
  const dayOf = (entry: AuditEntry | undefined) => entry && formatMoment(entry.atMs, "date", zone);
  const change = (next: AuditFilter) => {
    filterStore.setState(next, true);
    setBefore(undefined);
    setChosen(undefined);
  };
  const choose = (entry: AuditEntry | undefined) => {
    if (entry === undefined) return;
    setChosen(entry.number);
    rows.current?.querySelector<HTMLElement>(`[data-entry="${entry.number}"]`)?.focus();
  };
  const verify = () => {
    setVerifying({ state: "asked" });
    askCore(routes.auditVerification, AuditVerification, { withinMs: longMs }).then(
      (found) => setVerifying({ state: "told", found }),
      (error: unknown) => setVerifying({ state: "failed", failure: refusalOf(error) }),
    );
  };
  const take = (format: "csv" | "jsonl" | "xlsx") => {
    const file = `${fileName({ title: t("title"), nowMs: nowStore.getState() }, timeZone)}.${format}`;
    setExporting({ state: "asked" });
    fetchBlob(exportPath(wanted, format, language), { withinMs: longMs }).then(
      (blob) => {
        save(blob, file);
        setExporting({ state: "taken", file });
      },
      (error: unknown) => setExporting({ state: "failed", failure: refusalOf(error) }),
    );
  };
  const show = (number: number) => {
    filterStore.setState(noFilter, true);
    setBefore(number + 1);
    setChosen(number);
  };
  const isAsked = exporting?.state === "asked";
  useCommands("audit", auditCommands, {
    "audit.step": (event) => {
      const at = entries.indexOf(shown as never) + (steps[event?.key ?? ""] ?? 0);
      choose(entries[Math.max(0, Math.min(entries.length - 1, at))]);
    },
    "audit.outcome": (event) => {
      const at = event === undefined ? 0 : (digitOf(event) ?? 0);
      change({ ...filter, outcome: at === 0 ? undefined : AuditEntry.shape.outcome.options[at - 1] });
    },
    "audit.clear": () => change(noFilter),
    "audit.filter": () => firstField.current?.focus(),
    ...(verifying?.state === "asked" ? {} : { "audit.verify": verify }),
    ...(isAsked
      ? {}
      : { "audit.csv": () => take("csv"), "audit.jsonl": () => take("jsonl"), "audit.xlsx": () => take("xlsx") }),
  });
  return (
    <div className="audit">
      <AuditFilters filter={filter} first={firstField} onFilter={change} />
      <AuditState
        list={told.value}
        verifying={verifying}
        exporting={exporting}
        onVerify={verify}
        onExport={take}
        onShow={show}
      />
      <div className="audit-list" ref={rows} role="listbox" aria-label={t("list")} tabIndex={-1}>
        <AskedNote failure={told.failure} isLoading={told.value === undefined} />
        {before !== undefined && (
          <button type="button" className="button-quiet" onClick={() => setBefore(undefined)}>
            {t("newest")}
          </button>
        )}
        {told.value !== undefined && entries.length === 0 && (
          <p className="quiet">{isFiltering(filter) ? t("noneOfThese") : t("none")}</p>
        )}
        {entries.map((entry, at) => (
          <Fragment key={entry.number}>
            {dayOf(entry) !== dayOf(entries[at - 1]) && (
              <p className="audit-day" role="presentation">
                {dayOf(entry)}
              </p>
            )}
            <Row entry={entry} isChosen={entry.number === shown?.number} onChoose={() => setChosen(entry.number)} />
          </Fragment>
        ))}
        {told.value?.hasMore === true && (
          <button type="button" className="button-quiet" onClick={() => setBefore(entries.at(-1)?.number)}>
            {t("older")}
          </button>
        )}
      </div>
      {shown !== undefined && <AuditDetail key={shown.number} entry={shown} />}
    </div>
  );
}

type RowProps = { entry: AuditEntry; isChosen: boolean; onChoose: () => void };

function Row({ entry, isChosen, onChoose }: RowProps) {
  const { t, i18n } = useTranslation("audit");
  const time = formatMoment(entry.atMs, "seconds", { language: i18n.language, timeZone: useTimeZone() });
  return (
    <div
      role="option"
      aria-selected={isChosen}
      tabIndex={isChosen ? 0 : -1}
      className="audit-row"
      data-entry={entry.number}
      onClick={onChoose}
      onKeyDown={(key) => key.key === "Enter" && onChoose()}
      onFocus={onChoose}
    >
      <time>{time}</time>
      <span className="audit-what" title={[deedWords(entry, t, i18n.language), targetWords(entry)].join(" ").trim()}>
        <b>{deedWords(entry, t, i18n.language)}</b> {targetWords(entry)}
      </span>
      <Outcome outcome={entry.outcome} />
      <span className="audit-who" title={whoWords(entry.who, t)}>
        {whoWords(entry.who, t)}
      </span>
    </div>
  );
}
