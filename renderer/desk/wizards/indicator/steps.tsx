import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../figures/format.ts";
import { CheckField, TextField } from "../frame/Field.tsx";
import type { StepProps } from "../frame/wizard.ts";
import { codeOf, type IndicatorDraft } from "./draft.ts";
import { FreshnessFields, MeasureFields } from "./MeasureFields.tsx";
import { NameFields } from "./NewIndicatorFields.tsx";
import { lookedBackDays, useLimitsPast } from "./use-limits-past.ts";

export function NameStep({ draft, change }: StepProps<IndicatorDraft>) {
  const { t } = useTranslation("wizards");
  return (
    <>
      <NameFields draft={draft} onChange={change} />
      <div className="wizard-fields wizard-more">
        <TextField
          name={t("indicator.owner")}
          note={t("indicator.ownerNote")}
          value={draft.owner}
          onChange={(owner) => change({ owner })}
        />
      </div>
      <p className="wizard-note">{t("indicator.code", { code: codeOf(draft) })}</p>
    </>
  );
}

export function MeasureStep({ draft, change }: StepProps<IndicatorDraft>) {
  const { t } = useTranslation("wizards");
  return (
    <>
      <MeasureFields draft={draft} onChange={change} />
      <CheckField
        name={t("indicator.additive")}
        isChecked={draft.isAdditive}
        onChange={(isAdditive) => change({ isAdditive })}
      />
      <h3>{t("indicator.freshness")}</h3>
      <FreshnessFields draft={draft} onChange={change} />
    </>
  );
}

/** All of it once more, before it counts. */
export function IndicatorCheckStep({ draft }: StepProps<IndicatorDraft>) {
  const { t, i18n } = useTranslation("wizards");
  const { of } = useLimitsPast(draft);
  return (
    <dl className="check-facts">
      <dt>{t("indicator.nameVi")}</dt>
      <dd>
        {draft.name.vi} · {draft.unit.vi}
      </dd>
      <dt>{t("indicator.period")}</dt>
      <dd>{t(`indicator.periodOf.${draft.period}`)}</dd>
      <dt>{t("indicator.freshness")}</dt>
      <dd>{[draft.lateAfter, draft.staleAfter, draft.lostAfter].join(" · ")}</dd>
      {draft.thresholds.map(({ key, level, side, value, name }) => {
        const past = of(side, value);
        return (
          <div key={key}>
            <dt>{t(`limits.levelOf.${level}`)}</dt>
            <dd>
              {name.vi} · {t(`limits.sideOf.${side}`)} {value}
              {past !== undefined &&
                ` · ${past.passes === 0 ? t("limits.never", { days: lookedBackDays }) : t("limits.often", { count: past.passes, hours: formatNumber(past.hours, i18n.language, 1), on: past.days, days: lookedBackDays })}`}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
