import type { FeatureCollection, Position } from "geojson";
import { useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/index.ts";
import type { MapEngine } from "../../../map/engine.ts";
import { useTypeScale } from "../../../ui/type-context.ts";
import type { GateFigure } from "../gates.ts";
import { levelOf, shownValue, symbolRadius } from "../place-figures.ts";
import { type InsetView, linesOf, ringsOf, trimmedTo } from "./inset-view.ts";
import { letter, type Worded } from "./lettering.ts";

/** What an inset is drawn on: the site's own shapes, as the map has them. */
export type InsetGround = Readonly<Record<"outline" | "border" | "roads" | "towns" | "names", FeatureCollection>>;

type Props = {
  engine: MapEngine;
  view: InsetView;
  ground: InsetGround;
  gates: readonly GateFigure[];
  /** Where there is no column beside the map: what waits is told here. */
  hasValues: boolean;
};

/** Of the source line's type: a town nearer to a gate than this needs no name of its own. */
const besideEm = 1.5;

/** Where gates crowd, once more and larger, each with its name; a frame on the map says where that is. */
export function GateInset({ engine, view, ground, gates, hasValues }: Props) {
  const { t, i18n } = useTranslation("map");
  const { source } = useTypeScale();
  const clip = useId();
  const { box, frame, times, enlarge } = view;
  const drawn = useMemo(() => {
    const path = (lines: Position[][], isClosed: boolean) =>
      lines
        .map((line) => {
          const points = line.map(([lon = 0, lat = 0]) => enlarge(engine.project([lon, lat])));
          const written = trimmedTo(points, box).map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
          return `M${written.join("L")}${isClosed ? "z" : ""}`;
        })
        .join("");
    return {
      land: path(ringsOf(ground.outline), true),
      roads: path(linesOf(ground.roads), false),
      border: path(linesOf(ground.border), false),
    };
  }, [engine, enlarge, box, ground.outline, ground.roads, ground.border]);
  const isShown = ({ x, y }: { x: number; y: number }) =>
    x > box.left && y > box.top && x < box.left + box.width && y < box.top + box.height;
  const marks = gates.flatMap((gate) => {
    const { position, name } = gate.place;
    if (position === undefined) return [];
    const at = enlarge(engine.project([position.lon, position.lat]));
    if (!isShown(at)) return [];
    const radius = gate.total.value === null ? 0.14 * source : symbolRadius(gate.total.value) * source;
    const value = shownValue(gate.total);
    const number = value === null ? "—" : formatNumber(value, i18n.language, 0);
    const words = hasValues ? `${inLanguage(name, i18n.language)} ${number}` : inLanguage(name, i18n.language);
    return [{ id: gate.place.id, ...at, radius, words, level: levelOf(gate.total) }];
  });
  const towns = ground.towns.features.flatMap(({ geometry, properties }, number): Worded[] => {
    if (geometry.type !== "Point") return [];
    const [lon = 0, lat = 0] = geometry.coordinates;
    const at = enlarge(engine.project([lon, lat]));
    const isBesideGate = marks.some((mark) => Math.hypot(mark.x - at.x, mark.y - at.y) < source * besideEm);
    if (!isShown(at) || isBesideGate) return [];
    return [{ id: `town-${number}`, ...at, radius: source * 0.12, words: String(properties?.name ?? "") }];
  });
  const scale = t("inset", { times: formatNumber(times, i18n.language, times < 2 ? 1 : 0) });
  const lettering = letter(marks, towns, scale, box, source);
  if (lettering === undefined) return null;
  const { px, names, corner } = lettering;
  const markOf = new Map(marks.map((mark) => [mark.id, mark]));
  const townOf = new Map(towns.map((town) => [town.id, town]));
  return (
    <g className="map-inset" fontSize={px}>
      <rect className="map-inset-frame" x={frame.left} y={frame.top} width={frame.width} height={frame.height} />
      <clipPath id={clip}>
        <rect x={box.left} y={box.top} width={box.width} height={box.height} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <rect className="map-inset-ground" x={box.left} y={box.top} width={box.width} height={box.height} />
        <path className="map-inset-land" d={drawn.land} fillRule="evenodd" />
        <path className="map-inset-road" d={drawn.roads} />
        <path className="map-inset-border" d={drawn.border} />
        {towns.map(({ id, x, y, radius }) => (
          <circle key={id} className="map-inset-town" cx={x} cy={y} r={radius} />
        ))}
        {marks.map(({ id, x, y, radius, level }) => (
          <circle key={id} className="map-symbol" data-level={level} cx={x} cy={y} r={radius} />
        ))}
        {names.map(({ id, x, y, anchor }) => (
          <text
            key={id}
            className={markOf.has(id) ? "map-inset-gate" : "map-inset-name"}
            data-level={markOf.get(id)?.level}
            x={x}
            y={y}
            textAnchor={anchor}
          >
            {(markOf.get(id) ?? townOf.get(id))?.words}
          </text>
        ))}
        <text className="map-inset-name" x={corner.left + source * 0.3} y={corner.top + source * 0.7}>
          {scale}
        </text>
      </g>
      <rect className="map-inset-box" x={box.left} y={box.top} width={box.width} height={box.height} />
    </g>
  );
}
