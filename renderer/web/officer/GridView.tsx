import { type ClipboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntryRow } from "#contract/entry/entry.ts";
import { sentence } from "#contract/errors.ts";
import { formatNumber } from "../../figures/format.ts";
import { Mark } from "../../ui/Mark.tsx";
import { type GridRow, isBad, isFilled, isGood } from "./grid.ts";

type Change = Partial<Pick<EntryRow, "value" | "reason">>;
type Props = {
  rows: readonly GridRow[];
  /** Only what needs another look; a phone begins so. */
  isOnlyWrong: boolean;
  onChange(id: string, change: Change): void;
  onPaste(id: string, text: string): boolean;
};

/** So many are drawn at once; the rest on demand. */
const step = 100;

/** The rows of a table, those that need another look first; values and reasons are mended in place. */
export function GridView({ rows, isOnlyWrong, onChange, onPaste }: Props) {
  const { t } = useTranslation("officer");
  const [most, setMost] = useState(step);
  const shown = isOnlyWrong ? rows.filter(isBad) : [...rows].sort((a, b) => Number(isBad(b)) - Number(isBad(a)));
  return (
    <>
      <table className="entry-grid">
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
            <Row key={one.id} one={one} onChange={onChange} onPaste={onPaste} />
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

function Row({ one, onChange, onPaste }: { one: GridRow } & Pick<Props, "onChange" | "onPaste">) {
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
