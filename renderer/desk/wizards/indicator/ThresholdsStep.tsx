import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/index.ts";
import { useSite } from "../../../state/site.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { AskedNote } from "../../AskedNote.tsx";
import { useMoments } from "../../moments.ts";
import { SelectField, TextField } from "../frame/Field.tsx";
import type { StepProps } from "../frame/wizard.ts";
import type { IndicatorDraft, ThresholdDraft } from "./draft.ts";
import { LimitsChart } from "./LimitsChart.tsx";
import { lookedBackDays, useLimitsPast } from "./use-limits-past.ts";

const mostThresholds = 8;

/** Limits, each with how often it would have been passed: too often is an alarm nobody hears any more, never is none. */
export function ThresholdsStep({ draft, change }: StepProps<IndicatorDraft>) {
  const { t, i18n } = useTranslation("wizards");
  const { past, failure, of } = useLimitsPast(draft);
  const { thresholds } = draft;
  const set = (key: number, part: Partial<ThresholdDraft>) =>
    change((now) => ({ thresholds: now.thresholds.map((one) => (one.key === key ? { ...one, ...part } : one)) }));
  const add = () => {
    const key = Math.max(-1, ...thresholds.map((one) => one.key)) + 1;
    const level = thresholds.length === 0 ? "attention" : "alarm";
    const side = draft.good === "up" ? "below" : "above";
    change({ thresholds: [...thresholds, { key, level, side, value: "", name: { vi: "", en: "" }, more: {} }] });
  };
  return (
    <>
      {draft.known === null && <p className="wizard-note">{t("limits.newOne")}</p>}
      <AskedNote failure={failure} isLoading={false} />
      {past !== undefined && (
        <>
          <LimitsChart past={past} draft={draft} onMove={(key, value) => set(key, { value })} />
          <p className="wizard-note">
            {past.figures === 0
              ? t("limits.noPast", { days: lookedBackDays })
              : t("limits.by", {
                  places: past.places,
                  figures: formatNumber(past.figures, i18n.language, 0),
                  minutes: formatNumber(past.everyMs / 60_000, i18n.language, 0),
                })}
            {past.leftOut > 0 && ` ${t("limits.leftOut", { count: past.leftOut })}`}
          </p>
        </>
      )}
      <ul className="limits">
        {thresholds.map((one, at) => (
          <li key={one.key} className={`limit limit-${one.level}`}>
            <div className="limit-fields">
              <SelectField
                name={t("limits.level")}
                value={one.level}
                options={(["attention", "alarm"] as const).map((value) => ({
                  value,
                  text: t(`limits.levelOf.${value}`),
                }))}
                onChange={(level) => set(one.key, { level })}
              />
              <SelectField
                name={t("limits.side")}
                value={one.side}
                options={(["above", "below"] as const).map((value) => ({ value, text: t(`limits.sideOf.${value}`) }))}
                onChange={(side) => set(one.key, { side })}
              />
              <TextField
                inputMode="decimal"
                name={t("limits.value", { number: at + 1 })}
                value={one.value}
                onChange={(value) => set(one.key, { value })}
              />
              <TextField
                name={t("limits.name")}
                placeholder={t("limits.nameExample")}
                value={one.name.vi}
                onChange={(vi) => set(one.key, { name: { vi, en: one.name.en === one.name.vi ? vi : one.name.en } })}
              />
              <button
                type="button"
                className="button"
                aria-label={t("limits.removeOne", { number: at + 1 })}
                onClick={() => change({ thresholds: thresholds.filter((other) => other !== one) })}
              >
                {t("limits.remove")}
              </button>
            </div>
            <HowOften one={one} past={of(one.side, one.value)} />
          </li>
        ))}
      </ul>
      <p className="wizard-deeds">
        <button type="button" className="button" disabled={thresholds.length >= mostThresholds} onClick={add}>
          {t("limits.add")}
        </button>
      </p>
    </>
  );
}

/** In one sentence, and where. */
function HowOften({ one, past }: { one: ThresholdDraft; past: ReturnType<ReturnType<typeof useLimitsPast>["of"]> }) {
  const { t, i18n } = useTranslation("wizards");
  const site = useSite();
  const moments = useMoments();
  if (past === undefined) return null;
  const number = (value: number, decimals = 0) => formatNumber(value, i18n.language, decimals);
  const nameOf = (id: string) => {
    const place = site?.placeOf.get(id);
    return place === undefined ? id : inLanguage(place.name, i18n.language);
  };
  if (past.passes === 0) return <p className="limit-often quiet">{t("limits.never", { days: lookedBackDays })}</p>;
  return (
    <div className="limit-often" role="status">
      <p className={one.level === "alarm" ? "tone-alarm" : "tone-attention"}>
        <Mark shape={one.level === "alarm" ? "alarm" : "up"} />
        {t("limits.often", {
          ...{ count: past.passes, hours: number(past.hours, 1), on: past.days, days: lookedBackDays },
        })}
      </p>
      {past.worst !== null && (
        <p className="quiet">
          {t("limits.worst", {
            value: number(past.worst.value, Number.isInteger(past.worst.value) ? 0 : 2),
            place: nameOf(past.worst.place),
            time: moments.since(past.worst.atMs),
          })}
        </p>
      )}
      {past.places.length > 1 && (
        <p className="quiet">
          {past.places
            .slice(0, 5)
            .map(({ place, passes }) => `${nameOf(place)} ${number(passes)}`)
            .join(" · ")}
        </p>
      )}
    </div>
  );
}
