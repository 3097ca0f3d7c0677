import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Acknowledgement, Outage, SourceOutage } from "#contract/entities/outage.ts";
import { sentence } from "#contract/errors.ts";
import type { ToldContact } from "#contract/maintenance/contact.ts";
import { spanWords } from "../../figures/age.ts";
import { formatNumber } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useSite } from "../../state/site.ts";
import { ContactLine } from "../maintenance/ContactLine.tsx";
import { useMoments } from "../moments.ts";

/** Platforms need a moment after their time before the first figure comes. */
const onTimeWithinMs = 5 * 60_000;

type Props = {
  outage: Outage;
  contact: ToldContact | undefined;
  /** The keys of the page are for this one. */
  isChosen: boolean;
  onAcknowledge: (note: string) => Promise<void>;
};

/** One report: what was away, from when to when, what of it is still missing, and who has read it. */
export function OutageReport({ outage, contact, isChosen, onAcknowledge }: Props) {
  const { t, i18n } = useTranslation("desk");
  const { t: figureWords } = useTranslation("figure");
  const moments = useMoments();
  const language = i18n.language === "en" ? "en" : "vi";
  const { fromMs, toMs, acknowledgement } = outage;
  return (
    <li
      className={acknowledgement === null ? "report report-unread" : "report"}
      data-outage={outage.id}
      aria-current={isChosen || undefined}
      tabIndex={-1}
    >
      <h3>
        {outage.kind === "source" ? inLanguage(outage.name, language) : t("outages.store")}
        {outage.machine !== null && <small>{t("outages.machine", { machine: outage.machine })}</small>}
        <span className="quiet">
          {fromMs === null
            ? t("outages.at", { to: moments.seconds(toMs) })
            : t("outages.span", {
                from: moments.seconds(fromMs),
                to: moments.seconds(toMs),
                span: spanWords(toMs - fromMs, figureWords),
              })}
        </span>
      </h3>
      {outage.kind === "source" ? <Missed outage={outage} /> : <p>{sentence(outage.reason, language)}</p>}
      <ContactLine told={contact} />
      {acknowledgement === null ? (
        <Acknowledging hasKeys={isChosen} onAcknowledge={onAcknowledge} />
      ) : (
        <Acknowledged acknowledgement={acknowledgement} />
      )}
    </li>
  );
}

/** What of a source's time away came afterwards, and what did not: all of it, then by indicator. */
function Missed({ outage }: { outage: SourceOutage }) {
  const { cause, caughtUp, periods, indicators, plannedUntilMs, toMs } = outage;
  const { t: figureWords } = useTranslation("figure");
  const moments = useMoments();
  const { t, i18n } = useTranslation("desk");
  const site = useSite();
  const number = (value: number) => formatNumber(value, i18n.language, 0);
  return (
    <>
      <p>
        {plannedUntilMs !== undefined &&
          `${t(toMs <= plannedUntilMs + onTimeWithinMs ? "maintenance.planned" : "maintenance.overrun", {
            until: moments.since(plannedUntilMs),
            span: spanWords(toMs - plannedUntilMs, figureWords),
          })} `}
        {cause === "core" ? `${t("outages.coreWasDown")} ` : ""}
        {caughtUp === 0 ? t("outages.nothing") : t("outages.caughtUp", { readings: number(caughtUp) })}{" "}
        {periods.expected === 0 ? (
          ""
        ) : periods.missing === 0 ? (
          t("outages.allThere")
        ) : (
          <strong className="tone-attention">
            {t("outages.missing", { missing: number(periods.missing), expected: number(periods.expected) })}
          </strong>
        )}
      </p>
      {indicators.length > 0 && (
        <details>
          <summary>{t("outages.byIndicator", { count: indicators.length })}</summary>
          <table className="table">
            <thead>
              <tr>
                <th>{t("trial.indicator")}</th>
                <th className="number">{t("outages.column.expected")}</th>
                <th className="number">{t("outages.column.late")}</th>
                <th className="number">{t("outages.column.missing")}</th>
              </tr>
            </thead>
            <tbody>
              {indicators.map(({ indicator, expected, late, missing }) => (
                <tr key={indicator}>
                  <td>
                    {inLanguage(
                      site?.indicatorOf.get(indicator)?.name ?? { vi: indicator, en: indicator },
                      i18n.language,
                    )}
                  </td>
                  <td className="number">{number(expected)}</td>
                  <td className="number">{number(late)}</td>
                  <td className={missing > 0 ? "number tone-attention" : "number"}>{number(missing)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}

function Acknowledging({ hasKeys, onAcknowledge }: { hasKeys: boolean } & Pick<Props, "onAcknowledge">) {
  const { t } = useTranslation("desk");
  const id = useId();
  const [note, setNote] = useState("");
  const [isSending, setIsSending] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setIsSending(true);
    void onAcknowledge(note.trim()).finally(() => setIsSending(false));
  };
  return (
    <form className="report-form" onSubmit={send}>
      <label htmlFor={id} className="quiet">
        {t("outages.note")} {hasKeys && <kbd>N</kbd>}
      </label>
      <input
        id={id}
        aria-label={t("outages.note")}
        value={note}
        maxLength={400}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
      <button type="submit" className="button" disabled={isSending}>
        {t("outages.acknowledge")} {hasKeys && <kbd>Enter</kbd>}
      </button>
    </form>
  );
}

function Acknowledged({ acknowledgement: { atMs, by, note, forwarding } }: { acknowledgement: Acknowledgement }) {
  const { t } = useTranslation("desk");
  const moments = useMoments();
  const who = by.name === "" ? t("outages.atTheMachine") : by.name;
  return (
    <p className="quiet">
      {t("outages.acknowledged", { who, time: moments.seconds(atMs) })}
      {note !== "" && ` «${note}»`}
      {forwarding !== "none" && ` · ${t(`outages.forwarding.${forwarding}`)}`}
    </p>
  );
}
