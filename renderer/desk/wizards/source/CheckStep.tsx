import { useTranslation } from "react-i18next";
import type { StepProps } from "../frame/wizard.ts";
import type { SourceDraft } from "./draft.ts";
import { Taken } from "./Taken.tsx";
import { trialKeyOf } from "./use-trial.ts";

const shownRows = 40;

/** The platform is asked once more, as it will be from then on; what comes of it is looked through before it counts. */
export function CheckStep({ draft }: StepProps<SourceDraft>) {
  const { t } = useTranslation("wizards");
  const isFresh = draft.trial?.of === trialKeyOf(draft, true);
  if (draft.gives !== "readings") return <p>{t("check.otherThanReadings")}</p>;
  const trial = draft.trial?.result.trial;
  return (
    <>
      {/* What was mapped of the first answer stands until the platform has answered again. */}
      {!isFresh && (
        <p className="quiet" role="status">
          {t("check.askingAgain")}
        </p>
      )}
      {trial !== undefined && (
        <>
          <h3>{t("preview.taken")}</h3>
          <Taken draft={draft} trial={trial} most={shownRows} />
        </>
      )}
      {draft.secret !== "" && <p className="wizard-note">{t("check.secretApart")}</p>}
    </>
  );
}
