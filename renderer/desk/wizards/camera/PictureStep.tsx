import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import { CameraDraftPicture, routes } from "#contract/http.ts";
import { askCore, type Refusal, refusalOf } from "../../../state/asking.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { AskedNote } from "../../AskedNote.tsx";
import { CheckField } from "../frame/Field.tsx";
import { changeDraft } from "../frame/opened.ts";
import type { StepProps } from "../frame/wizard.ts";
import { type CameraDraft, lookKeyOfCamera, secretsOfCamera, wholeOfCamera } from "./draft.ts";

/** The core gives a camera 15 s. */
const takenWithinMs = 25_000;

/** Its picture, taken by the reader that will read it, before anything is written. */
export function PictureStep({ draft, change }: StepProps<CameraDraft>) {
  const { t, i18n } = useTranslation("wizards");
  const language = i18n.language === "en" ? "en" : "vi";
  const { isAsking, failure, again } = usePicture(draft);
  const result = draft.look?.of === lookKeyOfCamera(draft) ? draft.look.result : undefined;
  const [size, setSize] = useState("");
  return (
    <>
      {isAsking && <p role="status">{t("camera.taking")}</p>}
      <AskedNote failure={failure} isLoading={false} />
      {result?.jpeg != null && (
        <figure className="wizard-camera-look">
          <img
            src={`data:image/jpeg;base64,${result.jpeg}`}
            alt={t("camera.pictureOf", { name: draft.name.vi })}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setSize(`${naturalWidth}×${naturalHeight}`)}
          />
          <figcaption className="quiet">
            {size} · {t("step.answerSaid", { seconds: secondsOf(result.tookMs, language) })}
          </figcaption>
        </figure>
      )}
      {result?.reason != null && (
        <p className="wizard-refusal tone-attention" role="alert">
          <Mark shape="up" />
          {/* The sentence for a camera that is there names a command; here it is entered anew. */}
          <span>
            {result.reason.code === "camera.wrong-password"
              ? t("camera.wrongPassword")
              : sentence(result.reason, language)}
          </span>
        </p>
      )}
      <p className="wizard-camera-again">
        <button type="button" className="button" disabled={isAsking} onClick={again}>
          {t("camera.takeAgain")}
        </button>
      </p>
      {!isAsking && result?.jpeg == null && (
        <CheckField
          name={t("camera.without")}
          isChecked={draft.isWithoutPicture}
          onChange={(isWithoutPicture) => change({ isWithoutPicture })}
        />
      )}
    </>
  );
}

export const secondsOf = (tookMs: number, language: "vi" | "en"): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(tookMs / 1_000);

/** Asks for a picture once the step is there, and whenever somebody wants another. */
function usePicture(draft: CameraDraft) {
  const [asking, setAsking] = useState<{ isAsking: boolean; failure: Refusal | undefined }>({
    ...{ isAsking: false, failure: undefined },
  });
  const [times, setTimes] = useState(0);
  const of = lookKeyOfCamera(draft);
  const isKnown = draft.look?.of === of && times === 0;
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once more is asked anew
  useEffect(() => {
    if (isKnown) return;
    const gone = new AbortController();
    setAsking({ isAsking: true, failure: undefined });
    const body = { camera: wholeOfCamera(latest.current), secrets: secretsOfCamera(latest.current) };
    askCore(routes.cameraDraftPicture, CameraDraftPicture, {
      ...{ method: "POST", body, changesNothing: true, withinMs: takenWithinMs, signal: gone.signal },
    }).then(
      (result) => {
        setAsking({ isAsking: false, failure: undefined });
        setTimes(0);
        changeDraft({ look: { of, result } });
      },
      (error: unknown) => {
        if (!gone.signal.aborted) setAsking({ isAsking: false, failure: refusalOf(error) });
      },
    );
    return () => gone.abort();
  }, [of, times]);
  return { ...asking, again: () => setTimes((count) => count + 1) };
}
