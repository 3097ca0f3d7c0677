import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import type { SourceTrial } from "#contract/http.ts";
import { formatNumber, formatValue } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useSite } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useMoments } from "../moments.ts";
import { laidOut } from "../raw-text.ts";
import { withKeys } from "../with-keys.ts";

/** What came of a trial: the raw answer, and what would be taken and refused of it. Paler while the next one runs. */
export function TrialResult({ trial, isRunning }: { trial: SourceTrial; isRunning: boolean }) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const language = i18n.language === "en" ? "en" : "vi";
  const number = (value: number, decimals = 0) => formatNumber(value, language, decimals);
  const { answer } = trial;
  return (
    <div className={isRunning ? "trial-result trial-result-old" : "trial-result"} aria-live="polite">
      <section className="trial-answer">
        <h3>
          {t("trial.answer")}
          <span className="quiet">{t("trial.took", { seconds: number(trial.tookMs / 1_000, 1) })}</span>
        </h3>
        {!trial.isLive && answer !== null && <p className="quiet">{t("trial.replayed")}</p>}
        {answer === null ? (
          <p className="quiet">{t("trial.noAnswer")}</p>
        ) : (
          <>
            <p className="quiet">
              {t("status.source.answerAbout", {
                from: answer.from,
                bytes: number(answer.bytes),
                time: moments.seconds(answer.atMs),
              })}
            </p>
            <pre className="raw">{laidOut(answer.text)}</pre>
          </>
        )}
      </section>
      <section className="trial-mapped">
        {trial.reason !== null && (
          <p className="trial-reason tone-alarm" role="alert">
            <Mark shape="cross" />
            {sentence(trial.reason, language)}
          </p>
        )}
        <h3>
          <span className={trial.valid > 0 ? "tone-live" : "quiet"}>{t("trial.taken")}</span>
          <span className="quiet">
            {t(trial.reports === undefined ? "trial.takenCount" : "trial.takenReports", { count: trial.valid })}
          </span>
        </h3>
        {trial.reports === undefined ? <TakenTable trial={trial} /> : <TakenReports reports={trial.reports} />}
        <More shown={(trial.reports ?? trial.readings).length} all={trial.valid} />
        <h3>
          <span className={trial.invalid > 0 ? "tone-attention" : "quiet"}>{t("trial.refused")}</span>
          <span className="quiet">{t("trial.refusedCount", { count: trial.invalid })}</span>
        </h3>
        <ul className="trial-refused">
          {withKeys(trial.refused, ({ given }) => given).map(({ key, item }) => (
            <li key={key}>
              <p>{sentence(item.reason, language)}</p>
              <code>{item.given}</code>
            </li>
          ))}
        </ul>
        <More shown={trial.refused.length} all={trial.invalid} />
      </section>
    </div>
  );
}

function More({ shown, all }: { shown: number; all: number }) {
  const { t } = useTranslation("desk");
  return all > shown ? <p className="quiet">{t("trial.more", { count: all - shown })}</p> : null;
}

function TakenReports({ reports }: { reports: NonNullable<SourceTrial["reports"]> }) {
  const { t } = useTranslation("desk");
  const moments = useMoments();
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t("trial.reportWhat")}</th>
          <th>{t("trial.reportState")}</th>
          <th>{t("trial.reportMade")}</th>
          <th className="number">{t("trial.reportPosition")}</th>
        </tr>
      </thead>
      <tbody>
        {reports.map(({ id, service, agency, state, requestedAtMs, position }) => (
          <tr key={id}>
            <td>
              {service}
              <small>{[id, agency].filter(Boolean).join(" · ")}</small>
            </td>
            <td>{t(`trial.report.${state}`)}</td>
            <td>{moments.seconds(requestedAtMs)}</td>
            <td className="number">
              {position === null ? t("trial.reportUnplaced") : `${position.lat}, ${position.lon}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TakenTable({ trial: { readings } }: { trial: SourceTrial }) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const site = useSite();
  if (readings.length === 0) return null;
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t("trial.indicator")}</th>
          <th>{t("trial.place")}</th>
          <th className="number">{t("trial.value")}</th>
          <th>{t("trial.asOf")}</th>
        </tr>
      </thead>
      <tbody>
        {withKeys(readings, ({ indicator, place }) => `${indicator}/${place}`).map(({ key, item: reading }) => {
          const indicator = site?.indicatorOf.get(reading.indicator);
          const place = site?.placeOf.get(reading.place);
          return (
            <tr key={key}>
              <td>
                {indicator === undefined ? reading.indicator : inLanguage(indicator.name, i18n.language)}
                <small>{reading.indicator}</small>
              </td>
              <td>{place === undefined ? reading.place : inLanguage(place.name, i18n.language)}</td>
              <td className="number">
                {formatValue(reading.value, { decimals: indicator?.decimals ?? 2, showsSign: false }, i18n.language)}
                {indicator !== undefined && <small>{inLanguage(indicator.unit, i18n.language)}</small>}
              </td>
              <td>{moments.seconds(reading.asOfMs)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
