import { useTranslation } from "react-i18next";
import { Choices, TextField } from "../frame/Field.tsx";
import type { StepProps } from "../frame/wizard.ts";
import type { SourceDraft } from "./draft.ts";
import { kindOf, sourceTypes } from "./kinds.ts";

/** What it is called, and how figures come from there. */
export function KindStep({ draft, change }: StepProps<SourceDraft>) {
  const { t } = useTranslation("wizards");
  return (
    <>
      <div className="wizard-fields">
        <TextField
          name={t("source.nameVi")}
          value={draft.name.vi}
          placeholder={t("source.nameExample")}
          onChange={(vi) => change({ name: { ...draft.name, vi } })}
        />
        <TextField
          name={t("source.nameEn")}
          value={draft.name.en}
          note={t("source.nameEnNote")}
          onChange={(en) => change({ name: { ...draft.name, en } })}
        />
      </div>
      {draft.known === null && (
        <>
          <h3>{t("source.how")}</h3>
          <Choices
            label={t("source.how")}
            value={draft.type}
            options={sourceTypes.map((value) => ({
              value,
              name: t(`source.type.${value}`),
              about: t(`source.typeAbout.${value}`),
            }))}
            onChange={(type) => change({ type, login: kindOf(type).logins[0] ?? "none", look: null })}
          />
        </>
      )}
    </>
  );
}
