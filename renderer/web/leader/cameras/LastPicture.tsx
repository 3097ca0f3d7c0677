import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CameraView } from "#contract/entities/camera.ts";
import { routes } from "#contract/routes.ts";
import { formatSince } from "../../../figures/format.ts";
import { useReasonLater } from "../../../i18n/sentence-later.ts";
import { fetchBlob, useAsked } from "../../../state/asking.ts";
import { useNow } from "../../../state/clock.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { useAppZone } from "../../app/zone.ts";

/** A slow line carries a picture in this time, and a leader who looks for a minute sees that things move. */
const everyMs = 15_000;

/** The newest picture of a camera, for a line that bears no video. It says of when it is, and never that it is live. */
export function LastPicture({ camera, name }: { camera: CameraView; name: string }) {
  const { t } = useTranslation("leaderPages");
  const zone = useAppZone();
  const reason = useReasonLater();
  const { value, failure } = useAsked(
    camera.id,
    (signal) => fetchBlob(routes.cameraLastPicture(camera.id), { signal }),
    everyMs,
  );
  const url = useObjectUrl(value);
  const { lastPictureAtMs } = camera;
  const time = useNow((nowMs) =>
    lastPictureAtMs === null
      ? t("cameras.noPicture")
      : t("cameras.lastPicture", { time: formatSince(lastPictureAtMs, nowMs, zone) }),
  );
  return (
    <figure className="camera-last">
      {url === undefined ? (
        <p className="camera-none">{failure === undefined ? t("cameras.noPicture") : reason(failure)}</p>
      ) : (
        <img src={url} alt={name} />
      )}
      <figcaption className="leader-note tone-late">
        <Mark shape="late" />
        {time}. {t("cameras.saveWhy", { seconds: everyMs / 1_000 })}
      </figcaption>
    </figure>
  );
}

function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (blob === undefined) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
