import { useTranslation } from "react-i18next";
import { SpanInput } from "../../editor/form/SpanInput.tsx";
import { Field, SelectField, TextField } from "../frame/Field.tsx";
import { freshnessFor, type IndicatorDraft, periods } from "./draft.ts";

type Props = { draft: IndicatorDraft; onChange: (part: Partial<IndicatorDraft>) => void };
const goods = ["neither", "up", "down"] as const;
const ages = ["lateAfter", "staleAfter", "lostAfter"] as const;

/** How it is counted. @param isShort without what a first look can do without */
export function MeasureFields({ draft, onChange, isShort = false }: Props & { isShort?: boolean }) {
  const { t } = useTranslation("wizards");
  const number = (key: "decimals" | "plan" | "least" | "greatest", note?: string) => (
    <TextField
      inputMode="decimal"
      name={t(`indicator.${key}`)}
      note={note}
      value={draft[key]}
      onChange={(value) => onChange({ [key]: value })}
    />
  );
  return (
    <div className="wizard-fields">
      <SelectField
        name={t("indicator.period")}
        value={draft.period}
        options={periods.map((value) => ({ value, text: t(`indicator.periodOf.${value}`) }))}
        // What is usual for the former period means nothing for another.
        onChange={(period) => onChange({ period, ...(draft.known === null ? freshnessFor(period) : {}) })}
      />
      {number("decimals")}
      <SelectField
        name={t("indicator.good")}
        value={draft.good}
        options={goods.map((value) => ({ value, text: t(`indicator.goodOf.${value}`) }))}
        onChange={(good) => onChange({ good })}
      />
      {!isShort && number("plan", t("indicator.planNote"))}
      {number("least")}
      {number("greatest", t("indicator.rangeNote"))}
    </div>
  );
}

/** From what age on a figure is late, stale, lost. */
export function FreshnessFields({ draft, onChange }: Props) {
  const { t } = useTranslation("wizards");
  return (
    <div className="wizard-fields">
      {ages.map((key) => (
        <Field key={key} name={t(`indicator.${key}`)}>
          {() => (
            <SpanInput
              value={draft[key]}
              label={t(`indicator.${key}`)}
              onChange={(value) => onChange({ [key]: value ?? "" })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
