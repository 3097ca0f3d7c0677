import { useTranslation } from "react-i18next";
import { useCamera } from "../../../state/cameras.ts";
import { useSite } from "../../../state/site.ts";
import { useLastPicture } from "../../picture.ts";
import { useSayer } from "../frame/use-sayer.ts";
import { type CameraDraft, isOtherStream, lookKeyOfCamera, positionOf } from "./draft.ts";

/** Its tile as the wall would have it. */
export function CameraPreview({ draft }: { draft: CameraDraft; step: string }) {
  const { t } = useTranslation("wizards");
  const { named } = useSayer();
  const site = useSite();
  const view = useCamera(draft.known?.id ?? "");
  // Of one whose address is as it was, what it showed last.
  const last = useLastPicture(view?.id ?? "", isOtherStream(draft) ? null : (view?.lastPictureAtMs ?? null));
  const jpeg = draft.look?.of === lookKeyOfCamera(draft) ? draft.look.result.jpeg : null;
  const picture = jpeg === null ? last : `data:image/jpeg;base64,${jpeg}`;
  const place = site?.placeOf.get(draft.place);
  const at = positionOf(draft);
  return (
    <>
      <h2>{t("preview.wall")}</h2>
      <figure className="wizard-tile wizard-camera-tile">
        {picture === undefined ? <p className="quiet">{t("camera.noPicture")}</p> : <img src={picture} alt="" />}
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
