import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useCamera } from "../../state/cameras.ts";
import { usePlace } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { useMoments } from "../moments.ts";
import { CameraDetail } from "../status/CameraDetail.tsx";
import { ForSelect } from "../wall/ForSelect.tsx";
import { FigureRows } from "./FigureRows.tsx";
import { MapEventPart } from "./MapEventPart.tsx";
import { areaWords } from "./measures.ts";
import { areaKm2 } from "./questions.ts";
import { ReportNote, ReportPart } from "./ReportPart.tsx";
import { reportOf, type Thing } from "./things.ts";

export type Pushing = {
  display: number;
  forMs: number | null;
  onFor: (forMs: number | null) => void;
  onPush: () => void;
};

type Props = {
  /** What was clicked, the chosen one first. */
  things: readonly Thing[];
  onChoose: (thing: Thing) => void;
  pushing: Pushing;
};

/** What is known of what was chosen on the map, and what else stands in the same spot. */
export function ThingCard({ things, onChoose, pushing }: Props) {
  const { t, i18n } = useTranslation("deskMap");
  const [thing, ...others] = things;
  if (thing === undefined) return null;
  const report = reportOf(thing);
  const seen = thing.mapEvent?.origin === "camera" ? thing.mapEvent : undefined;
  return (
    <article className="desk-map-card">
      {/* An event's own report begins with what it is. */}
      {seen === undefined && <h2>{inLanguage(thing.name, i18n.language)}</h2>}
      <p className="quiet">
        {t(`kind.${thing.kind}`)}
        {thing.area !== undefined && ` · ${areaWords(areaKm2(thing.area), i18n.language)}`}
        {thing.place !== undefined && <Accuracy thing={thing} />}
      </p>
      {report !== undefined && <ReportPart key={thing.key} report={report} />}
      {seen !== undefined && (
        <>
          <MapEventPart key={thing.key} mapEvent={seen} />
          <Push pushing={pushing} />
        </>
      )}
      {thing.camera !== undefined && seen === undefined && <CameraPart id={thing.camera} pushing={pushing} />}
      {thing.camera === undefined &&
        report === undefined &&
        (thing.place === undefined ? <p className="quiet">{t("notInProfile")}</p> : <FigureRows place={thing.place} />)}
      {others.length > 0 && (
        <>
          <h3>{t("alsoHere")}</h3>
          <ThingList things={others} onChoose={onChoose} />
        </>
      )}
    </article>
  );
}

function Accuracy({ thing }: { thing: Thing }) {
  const { t } = useTranslation("deskMap");
  const accuracy = usePlace(thing.place ?? "")?.position?.accuracy;
  if (thing.isRough === true) return ` · ${t("rough")}`;
  return accuracy === "approximate" ? ` · ${t("approximate")}` : null;
}

function CameraPart({ id, pushing }: { id: string; pushing: Pushing }) {
  const { i18n } = useTranslation("deskMap");
  const { t: status } = useTranslation("status");
  const { t: camera } = useTranslation("camera");
  const moments = useMoments();
  const view = useCamera(id);
  if (view === undefined) return <p className="quiet">{camera("unknown", { id })}</p>;
  const isWell = view.state === "ok" || view.state === "idle" || view.state === "connecting";
  return (
    <>
      <p className={isWell ? "desk-map-state" : "desk-map-state tone-attention"}>
        {!isWell && <Mark shape="up" />}
        {status(`camera.${view.state}`)} · {status("since", { time: moments.since(view.sinceMs) })}{" "}
        {view.isSimulated && <Tag kind="simulated" word={camera("simulated")} />}
      </p>
      {view.reason !== null && <p>{sentence(view.reason, i18n.language === "en" ? "en" : "vi")}</p>}
      <CameraDetail camera={view} />
      <Push pushing={pushing} />
    </>
  );
}

function Push({ pushing }: { pushing: Pushing }) {
  const { t } = useTranslation("deskMap");
  return (
    <>
      <p className="desk-map-push">
        <button type="button" className="button button-main" onClick={pushing.onPush}>
          {t("push", { display: pushing.display })} <kbd>Space</kbd>
        </button>
        <ForSelect forMs={pushing.forMs} onChange={pushing.onFor} />
      </p>
      <p className="quiet">{t("pushHint")}</p>
    </>
  );
}

/** Names that lead to what they name; cameras with their state where it is not well. */
export function ThingList({ things, onChoose }: { things: readonly Thing[]; onChoose: (thing: Thing) => void }) {
  const { t, i18n } = useTranslation("deskMap");
  return (
    <ul className="desk-map-list">
      {things.map((thing) => (
        <li key={thing.key}>
          <button type="button" className="link" onClick={() => onChoose(thing)}>
            {inLanguage(thing.name, i18n.language)}
          </button>{" "}
          <small className="quiet">
            {thing.mapEvent?.origin === "report" ? (
              <ReportNote report={thing.mapEvent} />
            ) : thing.camera === undefined ? (
              t(`kind.${thing.kind}`)
            ) : thing.mapEvent === undefined ? (
              <CameraState id={thing.camera} />
            ) : (
              <CameraName id={thing.camera} />
            )}
          </small>
        </li>
      ))}
    </ul>
  );
}

function CameraState({ id }: { id: string }) {
  const { t } = useTranslation("status");
  const view = useCamera(id);
  if (view === undefined) return null;
  const isWell = view.state === "ok" || view.state === "idle" || view.state === "connecting";
  return <span className={isWell ? undefined : "tone-attention"}>{t(`camera.${view.state}`)}</span>;
}

function CameraName({ id }: { id: string }) {
  const { i18n } = useTranslation("status");
  const view = useCamera(id);
  return view === undefined ? id : inLanguage(view.name, i18n.language);
}
