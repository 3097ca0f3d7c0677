import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CameraView } from "#contract/entities/camera.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useMoments } from "../moments.ts";
import { useLastPicture } from "../picture.ts";
import { Holder } from "../steering/Holder.tsx";
import { SteeringDialog } from "../steering/SteeringDialog.tsx";
import { useKeyListener } from "../use-key-listener.ts";

/** The last picture of a camera that the core keeps, with its time. It is never said to be live. */
export function CameraDetail({ camera }: { camera: CameraView }) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const picture = useLastPicture(camera.id, camera.lastPictureAtMs);
  return (
    <>
      {camera.steering !== undefined && <Moving camera={camera} />}
      {camera.lastPictureAtMs === null ? (
        <p className="quiet">{t("status.camera.noPicture")}</p>
      ) : (
        <figure className="detail-picture">
          {picture !== undefined && <img src={picture} alt={inLanguage(camera.name, i18n.language)} />}
          <figcaption>{t("status.camera.picture", { time: moments.seconds(camera.lastPictureAtMs) })}</figcaption>
        </figure>
      )}
    </>
  );
}

/** Who moves it, and the way to do so. */
function Moving({ camera }: { camera: CameraView }) {
  const { t } = useTranslation("desk");
  const [isSteering, setSteering] = useState(false);
  useKeyListener((event) => {
    const isElsewhere = event.target instanceof HTMLElement && event.target.closest("input, dialog") !== null;
    if (event.key.toLowerCase() !== "p" || event.ctrlKey || event.metaKey || event.altKey || isElsewhere) return;
    event.preventDefault();
    setSteering(true);
  });
  return (
    <>
      <Holder camera={camera} untilMs={null} />
      <p>
        <button type="button" className="button" onClick={() => setSteering(true)}>
          {t("steering.open")} <kbd>P</kbd>
        </button>
      </p>
      {isSteering && <SteeringDialog id={camera.id} onClose={() => setSteering(false)} />}
    </>
  );
}
