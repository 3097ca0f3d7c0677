import { useTranslation } from "react-i18next";
import { Mark } from "../../../ui/Mark.tsx";
import type { StepProps } from "../frame/wizard.ts";
import { type CameraDraft, positionOf } from "./draft.ts";

/** What is to be known before it counts; the lines of the file follow. */
export function CheckStep({ draft }: StepProps<CameraDraft>) {
  const { t } = useTranslation("wizards");
  return (
    <>
      {draft.isWithoutPicture && draft.look?.result.jpeg == null && (
        <p className="tone-attention">
          <Mark shape="up" /> {t("camera.writtenWithout")}
        </p>
      )}
      {positionOf(draft) === undefined && <p className="wizard-note">{t("camera.notOnMap")}</p>}
      {draft.secret !== "" && <p className="wizard-note">{t("check.secretApart")}</p>}
    </>
  );
}
