import { useTranslation } from "react-i18next";
import { useSite } from "../../../state/site.ts";
import { useSayer } from "../frame/use-sayer.ts";
import { type CameraDraft, lookKeyOfCamera, positionOf } from "./draft.ts";

/** Its tile as the wall would have it. */
export function CameraPreview({ draft }: { draft: CameraDraft; step: string }) {
  const { t } = useTranslation("wizards");
  const { named } = useSayer();
  const site = useSite();
  const jpeg = draft.look?.of === lookKeyOfCamera(draft) ? draft.look.result.jpeg : null;
  const place = site?.placeOf.get(draft.place);
  const at = positionOf(draft);
  return (
    <>
      <h2>{t("preview.wall")}</h2>
      <figure className="wizard-tile wizard-camera-tile">
        {jpeg === null ? (
          <p className="quiet">{t("camera.noPicture")}</p>
        ) : (
          <img src={`data:image/jpeg;base64,${jpeg}`} alt="" />
        )}
        <figcaption>
          {named({ vi: draft.name.vi, en: draft.name.en || draft.name.vi }) || t("camera.unnamed")}
          {place !== undefined && ` · ${named(place.name)}`}
        </figcaption>
      </figure>
      <p className="quiet">
        {at === undefined
          ? t("camera.unplaced")
          : t("camera.placedAt", { lat: at.lat.toFixed(5), lon: at.lon.toFixed(5) })}
      </p>
    </>
  );
}
