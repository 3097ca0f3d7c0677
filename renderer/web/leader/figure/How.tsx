import { useTranslation } from "react-i18next";
import { type Derived, partsOf } from "#contract/entities/derived.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { formatNumber, formatValue } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import { useExplanation } from "../../../state/explanation.ts";
import { Go } from "../../app/Go.tsx";
import { useNamedSite } from "../../app/named-site.ts";
import { useAppZone } from "../../app/zone.ts";
import { figurePath } from "../figure-words.ts";

type OfFigure = { indicator: IndicatorView; place: string; reading: Reading | undefined; home: string };
/** onAsked: somebody goes on to what it is calculated from. */
type Props = OfFigure & { onAsked(): void };

/** What the figure is: received or calculated, from what, by which rule; its limits, and how often it comes. */
export function How({ indicator, place, reading, home, onAsked }: Props) {
  const { t } = useTranslation("leaderPages");
  const { language } = useAppZone();
  const site = useNamedSite();
  const { derived, thresholds, period } = indicator;
  const unit = inLanguage(indicator.unit, language);
  const nameOf = (code: string) => {
    const found = site?.indicatorOf.get(code);
    return found === undefined ? code : inLanguage(found.name, language);
  };
  return (
    <section className="app-card" aria-labelledby="figure-how">
      <h2 id="figure-how">{t("figure.how")}</h2>
      <p>
        {derived === undefined ? t("figure.received") : t("figure.derived")} {t(`figure.period.${period}`)}
      </p>
      {derived?.kind === "calculation" && (
        <div onClickCapture={onAsked}>
          <Calculated {...{ indicator, place, reading, home }} />
        </div>
      )}
      {derived !== undefined && derived.kind !== "calculation" && (
        <ul className="leader-pairs" onClickCapture={onAsked}>
          {partsOf(derived as Derived).map((code) => (
            <li key={code}>
              <Go to={figurePath(code, place, home)}>{nameOf(code)}</Go>
            </li>
          ))}
        </ul>
      )}
      {thresholds.length > 0 && (
        <dl className="leader-pairs">
          {thresholds.map((one) => (
            <div key={`${one.level} ${one.above} ${one.below}`}>
              <dt>{inLanguage(one.name, language)}</dt>
              <dd>
                {t(one.below === undefined ? "figure.above" : "figure.below")}{" "}
                {formatNumber(one.above ?? one.below ?? 0, language, indicator.decimals)} {unit}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="app-quiet">
        {t("figure.code")}: {indicator.code}
      </p>
    </section>
  );
}

function Calculated({ indicator, place, reading, home }: OfFigure) {
  const { t } = useTranslation("leaderPages");
  const { language } = useAppZone();
  const site = useNamedSite();
  const { explanation } = useExplanation(indicator.code, place, reading);
  if (explanation === undefined) return null;
  const { name, edition, inputs } = explanation;
  const date = edition.effectiveFrom.split("-").reverse().join("/");
  return (
    <>
      <p>{t("figure.formula", { name: inLanguage(name, language), date })}</p>
      <ul className="leader-pairs">
        {inputs.map((input) => {
          const of = input.indicator === null ? undefined : site?.indicatorOf.get(input.indicator);
          const [newest = null] = input.values;
          const row = (
            <>
              <span>{inLanguage(input.label, language)}</span>
              <span>
                {of === undefined
                  ? (newest ?? "—")
                  : `${formatValue(newest, of, language)} ${inLanguage(of.unit, language)}`}
              </span>
            </>
          );
          return (
            <li key={input.name}>
              {of === undefined ? <p>{row}</p> : <Go to={figurePath(of.code, place, home)}>{row}</Go>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
