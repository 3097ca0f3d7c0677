import { useTranslation } from "react-i18next";
import type { CameraView } from "#contract/entities/camera.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useLastPicture } from "../last-picture.ts";
import { useMoments } from "../moments.ts";

/** The last picture of a camera that the core keeps, with its time. It is never said to be live. */
export function CameraDetail({ camera }: { camera: CameraView }) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const picture = useLastPicture(camera.id, camera.lastPictureAtMs);
  if (camera.lastPictureAtMs === null) return <p className="quiet">{t("status.camera.noPicture")}</p>;
  return (
    <figure className="detail-picture">
      {picture !== undefined && <img src={picture} alt={inLanguage(camera.name, i18n.language)} />}
      <figcaption>{t("status.camera.picture", { time: moments.seconds(camera.lastPictureAtMs) })}</figcaption>
    </figure>
  );
}
