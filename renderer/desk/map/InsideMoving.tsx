import { useTranslation } from "react-i18next";
import { spanWords } from "../../figures/age.ts";
import type { MapSettings } from "../../panels/map/settings.ts";
import { useMapEvents } from "../../state/map-events.ts";
import { tellingSources, useSources } from "../../state/sources.ts";
import { ThingList } from "./ThingCard.tsx";
import type { Thing } from "./things.ts";

/** What comes and goes on the map, and why some of it may not be counted in an area. */
export type Moving = {
  /** undefined: no platform tells of any. */
  mapEvents: MapSettings["cameraEvents"];
  isHidingMapEvents: boolean;
  /** undefined: no source tells of any. */
  reports: MapSettings["reports"];
  isHidingReports: boolean;
  isHidingVehicles: boolean;
  /** Of the site; 0: their positions are not told here. */
  vehicles: number;
  /** Of those: where they are is not known. */
  unplaced: number;
};

type Props = { inside: readonly Thing[]; moving: Moving; onChoose: (thing: Thing) => void };

/** What cameras have seen in an area. That nothing is there is said only where somebody would have told. */
export function MapEvents({ inside, moving, onChoose }: Props) {
  const { t } = useTranslation("deskMap");
  const { t: figure } = useTranslation("figure");
  const { mapEvents: wanted, isHidingMapEvents } = moving;
  const { trouble, asOfMs, isCut } = useMapEvents(wanted);
  const isQuiet = tellingSources(useSources()).some(({ type, state }) => type === "camera-events" && state !== "ok");
  const happened = inside.filter(({ kind }) => kind === "mapEvent");
  const isAnswered = asOfMs !== null && trouble === null;
  if (wanted === undefined) return <Unknown words={t("in.noPlatform")} />;
  if (isHidingMapEvents) return <Unknown words={t("in.mapEventsHidden")} />;
  return (
    <>
      <h3>
        {isAnswered || happened.length > 0
          ? t("in.mapEvents", { count: happened.length, span: spanWords(wanted.within, figure) })
          : t("in.mapEventsTitle")}
      </h3>
      {!isAnswered && <p className="tone-attention">{t("in.mapEventsUnknown")}</p>}
      {isAnswered && isQuiet && <p className="tone-attention">{t("in.mapEventsQuiet")}</p>}
      {isCut && <p className="quiet">{t("in.mapEventsCut")}</p>}
      <ThingList things={happened} onChoose={onChoose} />
    </>
  );
}

function Unknown({ words }: { words: string }) {
  const { t } = useTranslation("deskMap");
  return (
    <>
      <h3>{t("in.mapEventsTitle")}</h3>
      <p className="quiet">{words}</p>
    </>
  );
}

/** Vehicles whose last known position is in an area; nothing on a site that has none. */
export function Vehicles({ inside, moving, onChoose }: Props) {
  const { t } = useTranslation("deskMap");
  const driving = inside.filter(({ kind }) => kind === "vehicle");
  if (moving.vehicles === 0) return null;
  return (
    <>
      <h3>{moving.isHidingVehicles ? t("in.vehiclesTitle") : t("in.vehicles", { count: driving.length })}</h3>
      {moving.isHidingVehicles ? (
        <p className="quiet">{t("in.vehiclesHidden")}</p>
      ) : (
        <>
          <ThingList things={driving} onChoose={onChoose} />
          {moving.unplaced > 0 && <p className="tone-attention">{t("in.vehiclesLost", { count: moving.unplaced })}</p>}
        </>
      )}
    </>
  );
}
