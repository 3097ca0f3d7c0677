import { useEffect, useId } from "react";
import { useTranslation } from "react-i18next";
import { type CheckedRow, type EnteredStatus, type EntryRow, longestReason } from "#contract/entry/entry.ts";
import { readNumber } from "#contract/entry/number.ts";
import { sentence } from "#contract/errors.ts";
import { formatNumber } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/bundles.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useTyped } from "./drafts.ts";
import { isReady, keyOf, rowOf, type Subject } from "./subject.ts";
import { useCheck } from "./use-check.ts";

const statuses: readonly EnteredStatus[] = ["estimated", "preliminary", "official"];

export type Filled = { row: EntryRow; isReady: boolean };

type Props = {
  subject: Subject;
  /** Under the name: period and due day. */
  under: string;
  /** The name alone, where the indicator stands above. */
  title: string;
  /** A running period: an estimate is all that is taken. */
  isRunning?: boolean;
  isLate?: boolean;
  /** What stands there is corrected: the field begins with it. */
  isCorrection?: boolean;
  /** Told with each change: what is typed, and whether it can be sent; null: nothing. */
  onFilled(key: string, filled: Filled | null): void;
};

/** One figure: a field for a thumb, what it is read as, what it is held against, and a reason where one is asked for. */
export function FigureForm({
  subject,
  under,
  title,
  isRunning = false,
  isLate = false,
  isCorrection = false,
  onFilled,
}: Props) {
  const { t, i18n } = useTranslation("officer");
  const id = useId();
  const key = keyOf(subject);
  const { decimals, showsSign, current } = subject;
  const number = (value: number) => formatNumber(value, i18n.language, decimals, showsSign);
  const initial = {
    value: isCorrection && typeof current?.value === "number" ? number(current.value).replace("−", "-") : "",
    status: subject.status,
    reason: "",
  };
  const [typed, setTyped] = useTyped(key, initial);
  const isTyped = typed.value.trim() !== "";
  const row = isTyped ? { ...rowOf(subject, typed), ...seen(subject) } : null;
  const { checked, isChecking } = useCheck(row);
  const text = JSON.stringify(row);
  const ready = isReady(checked);
  useEffect(() => {
    const filled = JSON.parse(text) as EntryRow | null;
    onFilled(key, filled === null ? null : { row: filled, isReady: ready });
    return () => onFilled(key, null);
  }, [key, text, ready, onFilled]);
  const read = readNumber(typed.value, decimals);
  const { previous, lastYear } = checked ?? subject;
  const needsReason = checked?.outcome === "needs-reason" || typed.reason !== "" || (checked?.messages.length ?? 0) > 0;
  const isWrong = checked?.outcome === "refused" || checked?.outcome === "needs-reason";
  const allowed = isRunning ? statuses.slice(0, 1) : statuses;
  return (
    <div className="entry-figure" data-outcome={checked?.outcome ?? "unchecked"}>
      <div className="entry-line">
        <label htmlFor={id} className="entry-name">
          <span>{title}</span>
          <small className={isLate ? "entry-small entry-late" : "entry-small"}>{under}</small>
        </label>
        <input
          id={id}
          className="entry-value"
          inputMode="decimal"
          enterKeyHint="next"
          autoComplete="off"
          value={typed.value}
          maxLength={60}
          aria-invalid={isWrong}
          aria-describedby={`${id}-told`}
          onChange={(event) => setTyped({ ...typed, value: event.target.value })}
        />
        <span className="entry-unit">{inLanguage(subject.unit, i18n.language)}</span>
      </div>
      <p className="entry-beside">
        {previous === null && lastYear === null && t("row.noBefore")}
        {previous !== null && t("row.previous", { value: number(previous.value) })}
        {previous !== null && lastYear !== null && " · "}
        {lastYear !== null && t("row.lastYear", { value: number(lastYear.value) })}
      </p>
      {isTyped && (
        <fieldset className="entry-status">
          <legend className="entry-hidden">{`${t("row.status")}: ${title}`}</legend>
          {allowed.map((status) => (
            <button
              key={status}
              type="button"
              aria-pressed={typed.status === status}
              onClick={() => setTyped({ ...typed, status })}
            >
              {t(`row.${status}`)}
            </button>
          ))}
        </fieldset>
      )}
      <div id={`${id}-told`} role="status" className="entry-told">
        {isTyped && "value" in read && (
          <p className="entry-read">
            {t("row.understood", { value: number(read.value), unit: inLanguage(subject.unit, i18n.language) })}
            {checked?.outcome === "same" && ` · ${t("row.same")}`}
            {ready && ` · ${t("row.ready")}`}
            {isChecking && ` · ${t("row.checking")}`}
          </p>
        )}
        <Told checked={checked} language={i18n.language} />
      </div>
      {isTyped && needsReason && checked?.outcome !== "refused" && (
        <div className="entry-reason">
          <label htmlFor={`${id}-reason`}>{t("row.reason")}</label>
          <textarea
            id={`${id}-reason`}
            rows={2}
            maxLength={longestReason}
            placeholder={t("row.reasonHint")}
            value={typed.reason}
            onChange={(event) => setTyped({ ...typed, reason: event.target.value })}
          />
        </div>
      )}
    </div>
  );
}

/** What he saw before he typed: another figure there by then is not changed unseen. */
const seen = ({ current }: Subject): Pick<EntryRow, "seenAtMs"> =>
  current === null ? {} : { seenAtMs: current.receivedAtMs };

/** Why a row is refused, or a reason is asked for. */
export function Told({ checked, language }: { checked: CheckedRow | undefined; language: string }) {
  if (checked === undefined || checked.messages.length === 0) return null;
  return (
    <ul className="entry-messages" data-outcome={checked.outcome}>
      {checked.messages.map((message) => (
        <li key={`${message.code}${JSON.stringify(message.params)}`}>
          <Mark shape={checked.outcome === "refused" ? "cross" : "up"} />
          <span>{sentence(message, language === "en" ? "en" : "vi")}</span>
        </li>
      ))}
    </ul>
  );
}
