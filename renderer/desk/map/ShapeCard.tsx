import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "../../i18n/index.ts";
import { Mark } from "../../ui/Mark.tsx";
import { FigureRows } from "./FigureRows.tsx";
import { MapEvents, type Moving, Vehicles } from "./InsideMoving.tsx";
import { Reports } from "./InsideReports.tsx";
import { areaWords, distanceWords, shareWords } from "./measures.ts";
import { People } from "./People.tsx";
import {
  areaKm2,
  communesIn,
  crossesItself,
  lengthKm,
  perimeterKm,
  pointsIn,
  polygonOf,
  type Touched,
} from "./questions.ts";
import { mostPoints, type Shape } from "./shape.ts";
import { ThingList } from "./ThingCard.tsx";
import type { Thing } from "./things.ts";

type Props = {
  shape: Shape;
  things: readonly Thing[];
  moving: Moving;
  onChoose: (thing: Thing) => void;
  onDone: () => void;
  onUnpoint: () => void;
  onClear: () => void;
};

/** How long or how large what was drawn is, and what is in it; told anew with every corner. */
export function ShapeCard({ shape, things, moving, onChoose, onDone, onUnpoint, onClear }: Props) {
  const { t, i18n } = useTranslation("deskMap");
  const { kind, points, isOpen } = shape;
  const isArea = kind === "area" && points.length > 2;
  const isCrossed = isArea && crossesItself(points);
  return (
    <article className="desk-map-card" aria-label={t(`shape.${kind}`)}>
      <h2>{t(`shape.${kind}`)}</h2>
      {isOpen && <p className="quiet">{t(points.length >= mostPoints ? "shape.full" : "shape.hint")}</p>}
      <p className="desk-map-deeds">
        {isOpen && (
          <>
            <button type="button" className="button" disabled={points.length < 2} onClick={onDone}>
              {t("shape.done")} <kbd>Esc</kbd>
            </button>
            <button type="button" className="button" disabled={points.length === 0} onClick={onUnpoint}>
              {t("shape.unpoint")} <kbd>⌫</kbd>
            </button>
          </>
        )}
        <button type="button" className="button" onClick={onClear}>
          {t("shape.clear")}
        </button>
      </p>
      {kind === "distance" && points.length > 1 && (
        <p className="desk-map-measure">{distanceWords(lengthKm(points), i18n.language)}</p>
      )}
      {isArea && !isCrossed && <AreaFacts shape={shape} things={things} moving={moving} onChoose={onChoose} />}
      {isCrossed && (
        <p className="tone-attention" role="alert">
          <Mark shape="up" />
          {t("shape.crossed")}
        </p>
      )}
    </article>
  );
}

function AreaFacts({ shape, things, moving, onChoose }: Pick<Props, "shape" | "things" | "moving" | "onChoose">) {
  const { t, i18n } = useTranslation("deskMap");
  const { points } = shape;
  const { drawn, touched, inside } = useMemo(() => {
    const polygon = polygonOf(points);
    return { drawn: polygon, touched: communesIn(polygon, things), inside: pointsIn(polygon, things) };
  }, [points, things]);
  const hasAreas = things.some(({ area }) => area !== undefined);
  const cameras = inside.filter(({ kind }) => kind === "camera");
  // Towns are names for finding one's way; what has figures of its own is a gate, a station or a site.
  const places = inside.filter(({ kind }) => kind === "gate" || kind === "station" || kind === "site");
  const names = inside.filter(({ kind }) => kind === "town" || kind === "name");
  const km2 = areaKm2(drawn);
  const known = touched.reduce((sum, one) => sum + one.km2, 0);
  return (
    <>
      <p className="desk-map-measure">
        {areaWords(km2, i18n.language)}
        <small>{t("shape.around", { distance: distanceWords(perimeterKm(points), i18n.language) })}</small>
      </p>
      <h3>{t("in.people")}</h3>
      <People touched={touched} hasAreas={hasAreas} />
      <h3>{t("in.cameras", { count: cameras.length })}</h3>
      <ThingList things={cameras} onChoose={onChoose} />
      <MapEvents inside={inside} moving={moving} onChoose={onChoose} />
      <Reports inside={inside} wanted={moving.reports} isHidden={moving.isHidingReports} onChoose={onChoose} />
      <Vehicles inside={inside} moving={moving} onChoose={onChoose} />
      <h3>{t("in.places", { count: places.length })}</h3>
      {places.map((thing) => (
        <section key={thing.key} className="desk-map-inside">
          <ThingList things={[thing]} onChoose={onChoose} />
          <FigureRows place={thing.place ?? ""} />
        </section>
      ))}
      <h3>{t("in.communes", { count: touched.length })}</h3>
      {hasAreas ? <Communes touched={touched} onChoose={onChoose} /> : <p className="quiet">{t("in.noAreas")}</p>}
      {hasAreas && km2 - known > 0.01 * km2 && (
        <p className="quiet">{t("in.beyond", { area: areaWords(km2 - known, i18n.language) })}</p>
      )}
      {names.length > 0 && (
        <>
          <h3>{t("in.names", { count: names.length })}</h3>
          <p>{names.map(({ name }) => inLanguage(name, i18n.language)).join(", ")}</p>
        </>
      )}
    </>
  );
}

function Communes({ touched, onChoose }: { touched: readonly Touched[]; onChoose: (thing: Thing) => void }) {
  const { t, i18n } = useTranslation("deskMap");
  if (touched.length === 0) return null;
  return (
    <table className="table desk-map-communes">
      <thead>
        <tr>
          <th>{t("in.commune")}</th>
          <th className="number">{t("in.ground")}</th>
          <th className="number">{t("in.share")}</th>
        </tr>
      </thead>
      <tbody>
        {touched.map(({ commune, km2, share }) => (
          <tr key={commune.key}>
            <td>
              <button type="button" className="link" onClick={() => onChoose(commune)}>
                {inLanguage(commune.name, i18n.language)}
              </button>
            </td>
            <td className="number">{areaWords(km2, i18n.language)}</td>
            <td className="number">{shareWords(share, i18n.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
