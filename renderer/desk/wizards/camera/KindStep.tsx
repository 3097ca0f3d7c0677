import { useTranslation } from "react-i18next";
import { Choices, TextField } from "../frame/Field.tsx";
import type { StepProps } from "../frame/wizard.ts";
import { type CameraDraft, cameraWays } from "./draft.ts";

/** What it is called, and how its pictures come. */
export function KindStep({ draft, change }: StepProps<CameraDraft>) {
  const { t } = useTranslation("wizards");
  const { name, way, known } = draft;
  return (
    <>
      <div className="wizard-fields">
        <TextField
          name={t("camera.nameVi")}
          value={name.vi}
          placeholder={t("camera.nameExample")}
          onChange={(vi) => change({ name: { ...name, vi } })}
        />
        <TextField
          name={t("source.nameEn")}
          value={name.en}
          note={t("source.nameEnNote")}
          onChange={(en) => change({ name: { ...name, en } })}
        />
      </div>
      {known === null && way !== "test" && (
        <>
          <h3>{t("camera.how")}</h3>
          <Choices
            label={t("camera.how")}
            value={way}
            options={cameraWays.map((value) => ({
              value,
              name: t(`camera.way.${value}`),
              about: t(`camera.wayAbout.${value}`),
            }))}
            onChange={(next) => change({ way: next, look: null })}
          />
        </>
      )}
    </>
  );
}
