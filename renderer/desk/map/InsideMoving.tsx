import { useTranslation } from "react-i18next";
import { spanWords } from "../../figures/age.ts";
import type { MapSettings } from "../../panels/map/settings.ts";
import { useIncidents } from "../../state/incidents.ts";
import { tellingSources, useSources } from "../../state/sources.ts";
import { ThingList } from "./ThingCard.tsx";
import type { Thing } from "./things.ts";

/** What comes and goes on the map, and why some of it may not be counted in an area. */
export type Moving = {
  /** undefined: no platform tells of any. */
  incidents: MapSettings["incidents"];
  isHidingIncidents: boolean;
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
export function Incidents({ inside, moving, onChoose }: Props) {
  const { t } = useTranslation("deskMap");
  const { t: figure } = useTranslation("figure");
  const { incidents: wanted, isHidingIncidents } = moving;
  const { trouble, asOfMs, isCut } = useIncidents(wanted);
  const isQuiet = tellingSources(useSources()).some(({ type, state }) => type === "camera-events" && state !== "ok");
  const happened = inside.filter(({ kind }) => kind === "incident");
  const isAnswered = asOfMs !== null && trouble === null;
  if (wanted === undefined) return <Unknown words={t("in.noPlatform")} />;
  if (isHidingIncidents) return <Unknown words={t("in.incidentsHidden")} />;
  return (
    <>
      <h3>
        {isAnswered || happened.length > 0
          ? t("in.incidents", { count: happened.length, span: spanWords(wanted.within, figure) })
          : t("in.incidentsTitle")}
      </h3>
      {!isAnswered && <p className="tone-attention">{t("in.incidentsUnknown")}</p>}
      {isAnswered && isQuiet && <p className="tone-attention">{t("in.incidentsQuiet")}</p>}
      {isCut && <p className="quiet">{t("in.incidentsCut")}</p>}
      <ThingList things={happened} onChoose={onChoose} />
    </>
  );
}

function Unknown({ words }: { words: string }) {
  const { t } = useTranslation("deskMap");
  return (
    <>
      <h3>{t("in.incidentsTitle")}</h3>
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
