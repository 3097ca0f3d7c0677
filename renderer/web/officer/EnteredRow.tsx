import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatSince, formatValue } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/bundles.ts";
import { useAppZone } from "../app/zone.ts";
import { FigureForm, type Filled } from "./FigureForm.tsx";
import type { Subject } from "./subject.ts";

type Props = {
  subject: Subject;
  title: string;
  under: string;
  isRunning: boolean;
  onFilled(key: string, filled: Filled | null): void;
};

/** A figure that is there: what, whose, when; it may be corrected or made more official. */
export function EnteredRow(props: Props) {
  const { subject, title, under } = props;
  const { t, i18n } = useTranslation("officer");
  const zone = useAppZone();
  const [isChanging, setChanging] = useState(false);
  const { current } = subject;
  if (isChanging)
    return (
      <div className="entry-changing">
        <FigureForm {...props} isCorrection />
        <button type="button" className="entry-key" onClick={() => setChanging(false)}>
          {t("row.cancel")}
        </button>
      </div>
    );
  const time = current === null ? "" : formatSince(current.receivedAtMs, Date.now(), zone);
  return (
    <div className="entry-there">
      <p className="entry-name">
        <span>{title}</span>
        <small className="entry-small">{under}</small>
        {current !== null && (
          <small className="entry-small">
            {current.by === undefined ? t("row.bySource", { time }) : t("row.by", { by: current.by, time })}
            {current.reason ? ` · ${t("row.why", { reason: current.reason })}` : ""}
          </small>
        )}
      </p>
      <p className="entry-figure-there">
        <strong>{formatValue(current?.value ?? null, subject, i18n.language)}</strong>{" "}
        <span>{inLanguage(subject.unit, i18n.language)}</span>
        {current !== null && current.status !== "simulated" && (
          <span className={`tag tag-${current.status}`}>{t(`row.${current.status}`)}</span>
        )}
      </p>
      <button
        type="button"
        className="entry-key"
        aria-label={`${t("row.change")}: ${title}, ${inLanguage(subject.periodWords, i18n.language)}`}
        onClick={() => setChanging(true)}
      >
        {t("row.change")}
      </button>
    </div>
  );
}
