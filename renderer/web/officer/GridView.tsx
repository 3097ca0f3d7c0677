import { type ClipboardEvent, type KeyboardEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntryRow } from "#contract/entry/entry.ts";
import { sentence } from "#contract/errors.ts";
import { formatNumber } from "../../figures/format.ts";
import { Mark } from "../../ui/Mark.tsx";
import { type GridRow, isBad, isFilled, isGood, shownRows } from "./grid.ts";

type Change = Partial<Pick<EntryRow, "value" | "reason">>;
type Props = {
  rows: readonly GridRow[];
  /** Only what needs another look; a phone begins so. */
  isOnlyWrong: boolean;
  onChange(id: string, change: Change): void;
  /** @param shown the rows as they stand there @returns whether it was taken, or refused */
  onPaste(id: string, text: string, shown: readonly GridRow[]): boolean;
};

/** So many are drawn at once; the rest on demand. */
const step = 100;

/** The rows of a table, those that need another look first; values and reasons are mended in place. */
export function GridView({ rows, isOnlyWrong, onChange, onPaste }: Props) {
  const { t } = useTranslation("officer");
  const [most, setMost] = useState(step);
  const ids = rows.map(({ id }) => id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: as they were when the list was made, and not with each letter
  const wrong = useMemo(() => new Set(rows.filter(isBad).map(({ id }) => id)), [ids, isOnlyWrong]);
  const shown = shownRows(rows, wrong, isOnlyWrong);
  return (
    <>
      <table className="entry-grid" onKeyDown={goOn}>
        <thead>
          <tr>
            {(["line", "figure", "value", "previous", "result"] as const).map((column) => (
              <th key={column} scope="col">
                {t(`table.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, most).map((one) => (
            <Row key={one.id} one={one} onChange={onChange} onPaste={(id, text) => onPaste(id, text, shown)} />
          ))}
        </tbody>
      </table>
      {shown.length > most && (
        <button type="button" className="entry-key" onClick={() => setMost(most + step)}>
          {t("table.all", { count: shown.length })}
        </button>
      )}
    </>
  );
}

/** As in a program for tables: Enter and arrows go to the value below or above. */
function goOn(event: KeyboardEvent<HTMLTableElement>): void {
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  const own = event.target;
  if (step === undefined || !(own instanceof HTMLInputElement) || event.nativeEvent.isComposing) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLInputElement>(".entry-grid-value input")];
  const at = all.indexOf(own);
  const next = at < 0 ? undefined : all[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.select();
}

type RowProps = { one: GridRow; onPaste(id: string, text: string): boolean } & Pick<Props, "onChange">;

function Row({ one, onChange, onPaste }: RowProps) {
  const { t, i18n } = useTranslation("officer");
  const language = i18n.language === "en" ? "en" : "vi";
  const { id, line, label, row, checked, mistakes, decimals } = one;
  const outcome = checked?.outcome ?? (isFilled(one) && row !== null ? null : "unchecked");
  const messages = mistakes.length > 0 ? mistakes : (checked?.messages ?? []).map((message) => ({ message, cell: "" }));
  const named = line === null ? label : `${t("table.line", { line })}: ${label}`;
  const paste = (event: ClipboardEvent) => {
    if (onPaste(id, event.clipboardData.getData("text/plain"))) event.preventDefault();
  };
  const number = (value: number) =>
    formatNumber(value, i18n.language, Math.min(decimals, (String(value).split(".")[1] ?? "").length));
  return (
    <tr data-outcome={outcome ?? "checking"}>
      <td className="entry-grid-line">
        {line !== null && (
          <>
            <span className="entry-narrow">{t("table.column.line")} </span>
            {line}
          </>
        )}
      </td>
      <th scope="row">{label}</th>
      <td className="entry-grid-value">
        {row === null ? (
          "—"
        ) : (
          <input
            aria-label={`${t("row.value")}: ${named}`}
            inputMode="decimal"
            autoComplete="off"
            maxLength={60}
            value={typeof row.value === "number" ? String(row.value).replace(".", ",") : row.value}
            aria-invalid={isBad(one)}
            onChange={(event) => onChange(id, { value: event.target.value })}
            onPaste={paste}
          />
        )}
        {one.unit !== "" && <small className="entry-small">{one.unit}</small>}
      </td>
      <td className="entry-grid-before">
        {checked?.previous ? number(checked.previous.value) : checked?.current ? "" : "—"}
      </td>
      <td className="entry-grid-result">
        <span className={`entry-outcome ${isBad(one) ? "entry-is-bad" : isGood(one) ? "entry-is-good" : ""}`}>
          {outcome === null ? t("row.checking") : t(`table.outcome.${outcome}`)}
          {checked?.value !== null && checked?.value !== undefined && ` · ${number(checked.value)}`}
        </span>
        {messages.length > 0 && (
          <ul className="entry-messages" data-outcome={checked?.outcome}>
            {messages.map((found) => (
              <li key={JSON.stringify(found)}>
                <Mark shape={checked?.outcome === "refused" ? "cross" : "up"} />
                <span>
                  {"row" in found && found.row > 0 && line !== null && <b>{`${found.column}${found.row}: `}</b>}
                  {sentence(found.message, language)}
                </span>
              </li>
            ))}
          </ul>
        )}
        {row !== null && (checked?.outcome === "needs-reason" || row.reason !== "") && (
          <input
            className="entry-grid-reason"
            aria-label={`${t("row.reason")}: ${named}`}
            placeholder={t("row.reasonHint")}
            maxLength={300}
            value={row.reason}
            onChange={(event) => onChange(id, { reason: event.target.value })}
          />
        )}
      </td>
    </tr>
  );
}
