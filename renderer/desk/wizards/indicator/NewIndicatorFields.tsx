import { useTranslation } from "react-i18next";
import { useSite } from "../../../state/site.ts";
import { CheckField, TextField } from "../frame/Field.tsx";
import type { IndicatorDraft } from "./draft.ts";
import { FreshnessFields, MeasureFields } from "./MeasureFields.tsx";

type Props = { draft: IndicatorDraft; onChange: (part: Partial<IndicatorDraft>) => void };

/** The sectors that indicators of the site have already. */
export const useSectors = (): string[] =>
  [...new Set((useSite()?.indicators ?? []).map(({ sector }) => sector))].sort();

/** What an indicator is called, in both languages, and where it belongs. */
export function NameFields({ draft, onChange }: Props) {
  const { t } = useTranslation("wizards");
  const sectors = useSectors();
  const { name, unit } = draft;
  return (
    <div className="wizard-fields">
      <TextField
        name={t("indicator.nameVi")}
        placeholder={t("indicator.nameExample")}
        value={name.vi}
        onChange={(vi) => onChange({ name: { ...name, vi } })}
      />
      <TextField
        name={t("indicator.nameEn")}
        note={t("source.nameEnNote")}
        value={name.en}
        onChange={(en) => onChange({ name: { ...name, en } })}
      />
      <TextField
        name={t("indicator.unitVi")}
        placeholder="hồ sơ"
        value={unit.vi}
        onChange={(vi) => onChange({ unit: { ...unit, vi } })}
      />
      <TextField name={t("indicator.unitEn")} value={unit.en} onChange={(en) => onChange({ unit: { ...unit, en } })} />
      <TextField
        name={t("indicator.sector")}
        note={t("indicator.sectorNote")}
        list={sectors}
        value={draft.sector}
        onChange={(sector) => onChange({ sector })}
      />
    </div>
  );
}

/** A new indicator in the middle of another wizard: what it needs, and the rest as it is usual. */
export function NewIndicatorFields({ draft, onChange }: Props) {
  const { t } = useTranslation("wizards");
  return (
    <fieldset className="wizard-inner">
      <legend>{t("meaning.newIndicator")}</legend>
      <NameFields draft={draft} onChange={onChange} />
      <MeasureFields draft={draft} onChange={onChange} isShort />
      <CheckField
        name={t("indicator.additive")}
        isChecked={draft.isAdditive}
        onChange={(isAdditive) => onChange({ isAdditive })}
      />
      <details>
        <summary>{t("indicator.freshness")}</summary>
        <FreshnessFields draft={draft} onChange={onChange} />
      </details>
    </fieldset>
  );
}
