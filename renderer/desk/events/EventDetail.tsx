import { useTranslation } from "react-i18next";
import type { CameraEvent } from "#contract/entities/camera-event.ts";
import { routes } from "#contract/http.ts";
import { formatNumber } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useCamera } from "../../state/cameras.ts";
import { useSources } from "../../state/sources.ts";
import { Tag } from "../../ui/Tag.tsx";
import { Facts } from "../Facts.tsx";
import { useMoments } from "../moments.ts";
import { usePicture } from "../picture.ts";

/** A delay that nobody needs to be told of. */
const soonMs = 5_000;

/** One event with its picture: what, where, when, and how the platform knows. */
export function EventDetail({ event }: { event: CameraEvent }) {
  const { t, i18n } = useTranslation("events");
  const { t: camera } = useTranslation("camera");
  const moments = useMoments();
  const known = useCamera(event.camera);
  const source = useSources().get(event.source);
  const picture = usePicture(event.picture === "kept" ? routes.cameraEventPicture(event.number) : null, event.number);
  const isLate = event.receivedAtMs - event.atMs > soonMs;
  return (
    <article className="detail events-detail">
      <h2>
        {event.plate !== null && <span className="events-plate">{event.plate}</span>}
        {camera(`event.${event.kind}`)}
        {event.isSimulated && <Tag kind="simulated" word={camera("simulated")} />}
      </h2>
      {event.text !== null && <p className="detail-reason">{event.text}</p>}
      <figure className="events-picture">
        {picture !== undefined ? (
          <img src={picture} alt={t("picture")} />
        ) : (
          <p>{event.picture === "kept" ? t("loading") : t(`picture-${event.picture}`)}</p>
        )}
      </figure>
      <Facts
        facts={[
          [t("camera"), known === undefined ? event.camera : inLanguage(known.name, i18n.language)],
          [t("at"), moments.seconds(event.atMs)],
          [t("receivedAt"), isLate ? moments.seconds(event.receivedAtMs) : null],
          [
            t("confidence"),
            event.confidence === null ? null : `${formatNumber(event.confidence * 100, i18n.language, 0)} %`,
          ],
          [t("source"), source === undefined ? event.source : inLanguage(source.name, i18n.language)],
          [t("id"), event.id],
        ]}
      />
      <p className="quiet">{t("privacy")}</p>
    </article>
  );
}
