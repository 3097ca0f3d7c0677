import { useTranslation } from "react-i18next";
import { type AuditList, type AuditVerification, mostExported } from "#contract/audit/http.ts";
import { sentence } from "#contract/errors.ts";
import { formatNumber } from "../../figures/format.ts";
import type { Refusal } from "../../state/asking.ts";
import { Mark } from "../../ui/Mark.tsx";
import { AskedNote } from "../AskedNote.tsx";
import { useMoments } from "../moments.ts";

const monthMs = 30.5 * 86_400_000;

export type Verifying =
  | { state: "asked" }
  | { state: "told"; found: AuditVerification }
  | { state: "failed"; failure: Refusal };
export type Exporting = { state: "asked" } | { state: "taken"; file: string } | { state: "failed"; failure: Refusal };

type Props = {
  list: AuditList | undefined;
  verifying: Verifying | undefined;
  exporting: Exporting | undefined;
  onVerify: () => void;
  onExport: (format: "csv" | "jsonl" | "xlsx") => void;
  onShow: (number: number) => void;
};

/** How much there is, whether it is whole, where its copy is; and taking it away. */
export function AuditState({ list, verifying, exporting, onVerify, onExport, onShow }: Props) {
  const { t, i18n } = useTranslation("audit");
  const moments = useMoments();
  const number = (value: number) => formatNumber(value, i18n.language, 0);
  const language = i18n.language === "en" ? "en" : "vi";
  return (
    <section className="audit-state" aria-label={t("title")}>
      <div>
        {list !== undefined && (
          <p className="quiet">
            {list.extent.oldestAtMs !== null &&
              t("extent", {
                entries: number(list.extent.entries),
                since: moments.seconds(list.extent.oldestAtMs),
                months: Math.round(list.extent.keptForMs / monthMs),
                most: number(list.extent.mostEntries),
              })}
            {" · "}
            {list.syslog === null
              ? t("syslog.none")
              : t(`syslog.${list.syslog.state}`, {
                  host: list.syslog.host,
                  waiting: number(list.syslog.waiting),
                  since: moments.since(list.syslog.sinceMs ?? 0),
                })}
          </p>
        )}
        {list?.failure != null && (
          <p className="tone-attention" role="alert">
            <Mark shape="up" /> {sentence(list.failure, language)}
          </p>
        )}
        <Found verifying={verifying} onShow={onShow} />
        {exporting?.state === "taken" && <p role="status">{t("exported", { file: exporting.file })}</p>}
        {exporting?.state === "failed" && <AskedNote failure={exporting.failure} isLoading={false} />}
      </div>
      <div className="audit-deeds">
        <button type="button" className="button" disabled={verifying?.state === "asked"} onClick={onVerify}>
          {verifying?.state === "asked" ? t("verifying") : t("verify")} <kbd>V</kbd>
        </button>
        <fieldset title={t("exportHint", { csv: number(mostExported.csv), xlsx: number(mostExported.xlsx) })}>
          <legend className="quiet">{exporting?.state === "asked" ? t("exporting") : t("export")}</legend>
          {(["csv", "jsonl", "xlsx"] as const).map((format) => (
            <button
              key={format}
              type="button"
              className="button"
              disabled={exporting?.state === "asked"}
              onClick={() => onExport(format)}
            >
              {format === "jsonl" ? "JSON" : format.toUpperCase()} <kbd>{format[0]?.toUpperCase()}</kbd>
            </button>
          ))}
        </fieldset>
        <p className="quiet audit-limit">
          {t("exportHint", { csv: number(mostExported.csv), xlsx: number(mostExported.xlsx) })}
        </p>
      </div>
    </section>
  );
}

/** What verifying has found: that all is whole, or what is wrong at which entry first. */
function Found({ verifying, onShow }: Pick<Props, "verifying" | "onShow">) {
  const { t, i18n } = useTranslation("audit");
  const number = (value: number) => formatNumber(value, i18n.language, 0);
  if (verifying?.state === "failed") return <AskedNote failure={verifying.failure} isLoading={false} />;
  if (verifying?.state !== "told") return null;
  const { fault, checked, firstNumber, lastNumber } = verifying.found;
  if (fault === null)
    return (
      <p className="tone-live" role="status">
        <Mark shape="live" />{" "}
        {checked === 0
          ? t("wholeEmpty")
          : t("whole", { checked: number(checked), first: number(firstNumber ?? 0), last: number(lastNumber ?? 0) })}
      </p>
    );
  return (
    <p className="tone-alarm" role="alert">
      <Mark shape="alarm" /> <strong>{t(`broken.${fault.fault}`, { number: number(fault.number) })}</strong>.{" "}
      {t("brokenAdvice")}{" "}
      <button type="button" className="button" onClick={() => onShow(fault.number)}>
        {t("show", { number: number(fault.number) })}
      </button>
    </p>
  );
}
