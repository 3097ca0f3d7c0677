import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CameraView } from "#contract/entities/camera.ts";
import { routes } from "#contract/http.ts";
import { inLanguage } from "../../i18n/index.ts";
import { fetchBlob } from "../core.ts";
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

/** Its address as a blob, loaded anew when a newer one is kept; a blob, since an image cannot send the token along. */
function useLastPicture(camera: string, takenAtMs: number | null): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (takenAtMs === null) return;
    const gone = new AbortController();
    let made: string | undefined;
    fetchBlob(routes.cameraLastPicture(camera), gone.signal).then(
      (blob) => {
        if (gone.signal.aborted) return;
        made = URL.createObjectURL(blob);
        setAddress(made);
      },
      () => undefined,
    );
    return () => {
      gone.abort();
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [camera, takenAtMs]);
  return address;
}
