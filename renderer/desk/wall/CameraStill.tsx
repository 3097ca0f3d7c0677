import { useTranslation } from "react-i18next";
import { inLanguage } from "../../i18n/index.ts";
import { useCamera } from "../../state/cameras.ts";
import { Tag } from "../../ui/Tag.tsx";
import { useMoments } from "../moments.ts";
import { useLastPicture } from "../picture.ts";

/**
 * A camera in miniature: the last picture that the core keeps, with its time, and how the camera is. No stream is opened
 * for a picture of a few centimetres: the wall needs the machine for its own. It never says that it is live.
 */
export function CameraStill({ id }: { id: string }) {
  const { t, i18n } = useTranslation("camera");
  const { t: status } = useTranslation("status");
  const moments = useMoments();
  const camera = useCamera(id);
  const picture = useLastPicture(id, camera?.lastPictureAtMs ?? null);
  if (camera === undefined) return <p className="still-words">{t("unknown", { id })}</p>;
  const isWell = camera.state === "ok" || camera.state === "idle";
  return (
    <div className="still">
      {picture !== undefined && <img src={picture} alt="" />}
      {camera.isSimulated && (
        <span className="still-tag">
          <Tag kind="simulated" word={t("simulated")} />
        </span>
      )}
      <p className={isWell ? "still-words" : "still-words tone-attention"}>
        <strong>{inLanguage(camera.name, i18n.language)}</strong>
        {isWell
          ? camera.lastPictureAtMs !== null && t("picture", { time: moments.seconds(camera.lastPictureAtMs) })
          : status(`camera.${camera.state}`)}
      </p>
    </div>
  );
}
