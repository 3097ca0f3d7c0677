import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import type { SourceTrial } from "#contract/http.ts";
import { formatValue } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/index.ts";
import { useSite } from "../../../state/site.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { useMoments } from "../../moments.ts";
import { withKeys } from "../../with-keys.ts";
import { numberOf, rawOfIndicator } from "../indicator/draft.ts";
import { newIndicatorOf, type SourceDraft } from "./draft.ts";

/** What the name, unit and decimals of an indicator are, the new one's too. */
export function useKnownIndicators(draft: SourceDraft) {
  const site = useSite();
  const { i18n } = useTranslation();
  const made = newIndicatorOf(draft);
  const code = made === undefined ? undefined : rawOfIndicator(made).code;
  return (asked: string) => {
    if (made !== undefined && asked === code)
      return {
        name: inLanguage(made.name, i18n.language) || made.name.vi,
        unit: inLanguage(made.unit, i18n.language) || made.unit.vi,
        decimals: numberOf(made.decimals) ?? 0,
        isAdditive: made.isAdditive,
      };
    const known = site?.indicatorOf.get(asked);
    if (known === undefined) return undefined;
    const { decimals, isAdditive } = known;
    return {
      name: inLanguage(known.name, i18n.language),
      unit: inLanguage(known.unit, i18n.language),
      decimals,
      isAdditive,
    };
  };
}

const seriesInstant = ({ indicator, place, asOfMs }: SourceTrial["readings"][number]): string =>
  `${indicator}@${place} ${asOfMs}`;

/** What would be taken of an answer, and what refused, each with its reason. @param most rows of each */
export function Taken({ draft, trial, most }: { draft: SourceDraft; trial: SourceTrial; most: number }) {
  const { t, i18n } = useTranslation("wizards");
  const site = useSite();
  const moments = useMoments();
  const indicatorOf = useKnownIndicators(draft);
  const language = i18n.language === "en" ? "en" : "vi";
  const shown = trial.readings.slice(0, most);
  const codes = new Set(trial.readings.map(({ indicator }) => indicator));
  // Of several for one place and moment the last one counts: probably the place was not pointed at.
  const together = trial.readings.length - new Set(trial.readings.map(seriesInstant)).size;
  return (
    <>
      <p className={trial.invalid > 0 || trial.valid === 0 ? "tone-attention" : "quiet"} role="status">
        {trial.invalid > 0 && <Mark shape="up" />}
        {t("taken.counts", { valid: trial.valid, invalid: trial.invalid })}
      </p>
      {together > 0 && (
        <p className="tone-attention">
          <Mark shape="up" />
          {t("taken.together", { count: together })}
        </p>
      )}
      {trial.reason !== null && (
        <p className="tone-alarm">
          <Mark shape="cross" />
          {sentence(trial.reason, language)}
        </p>
      )}
      <table className="table taken-table">
        <thead>
          <tr>
            <th>{t("taken.place")}</th>
            <th className="number">
              {codes.size === 1 ? indicatorOf([...codes][0] ?? "")?.name || t("taken.value") : t("taken.value")}
            </th>
            <th>{t("taken.time")}</th>
          </tr>
        </thead>
        <tbody>
          {withKeys(shown, ({ indicator, place }) => `${indicator}/${place}`).map(({ key, item }) => {
            const indicator = indicatorOf(item.indicator);
            const place = site?.placeOf.get(item.place);
            const isWords = typeof item.value === "string";
            return (
              <tr key={key}>
                <td>
                  {place === undefined ? item.place : inLanguage(place.name, i18n.language)}
                  {codes.size > 1 && <small>{indicator?.name ?? item.indicator}</small>}
                </td>
                <td className="number">
                  <b>
                    {formatValue(item.value, { decimals: indicator?.decimals ?? 0, showsSign: false }, i18n.language)}
                  </b>{" "}
                  {isWords ? <span className="tone-attention">{t("taken.words")}</span> : indicator?.unit}
                </td>
                <td>{moments.since(item.asOfMs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {trial.valid > shown.length && <p className="quiet">{t("fields.more", { count: trial.valid - shown.length })}</p>}
      {trial.invalid > 0 && (
        <ul className="taken-refused">
          {withKeys(trial.refused.slice(0, most), ({ given }) => given).map(({ key, item }) => (
            <li key={key}>
              <p className="tone-attention">
                <Mark shape="up" />
                {sentence(item.reason, language)}
              </p>
              <code>{item.given}</code>
            </li>
          ))}
        </ul>
      )}
      {trial.invalid > 0 && <p className="wizard-note">{t("taken.refusedNote")}</p>}
    </>
  );
}
