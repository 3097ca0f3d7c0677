import type { FeatureCollection, Position } from "geojson";
import { useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/index.ts";
import type { MapEngine } from "../../../map/engine.ts";
import { textWidthPx } from "../../../ui/text-width.ts";
import { useTypeScale } from "../../../ui/type-context.ts";
import type { GateFigure } from "../gates.ts";
import { levelOf, shownValue, symbolRadius } from "../place-figures.ts";
import { type InsetView, linesOf, ringsOf, trimmedTo } from "./inset-view.ts";
import { type Named, type NamedAt, overlaps, placeNames } from "./names.ts";
import type { Rect, Size } from "./room.ts";

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

/** Of the source line's type; names as the map has them. */
const nameEm = 0.86;
const gapEm = 0.25;
const lineEm = 1.2;
const besideEm = 1.5;
const leastNamedShare = 0.6;

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
    return [{ gate, words, mark: { id: gate.place.id, ...at, radius, widthPx: textWidthPx(words, source * nameEm) } }];
  });
  const towns = ground.towns.features.flatMap(({ geometry, properties }, number) => {
    if (geometry.type !== "Point") return [];
    const [lon = 0, lat = 0] = geometry.coordinates;
    const at = enlarge(engine.project([lon, lat]));
    const words = String(properties?.name ?? "");
    const px = source * nameEm;
    const mark: Named = { id: `town-${number}`, ...at, radius: source * 0.12, widthPx: textWidthPx(words, px) };
    // Beside a gate of its name nobody needs it.
    const isBesideGate = marks.some((one) => Math.hypot(one.mark.x - at.x, one.mark.y - at.y) < source * besideEm);
    return isShown(at) && !isBesideGate ? [{ words, mark }] : [];
  });
  const scale = t("inset", { times: formatNumber(times, i18n.language, times < 2 ? 1 : 0) });
  const dots = towns.map(({ mark }) => roundOf(mark));
  const corner = freeCorner(box, { width: textWidthPx(scale, source * nameEm) + source * 0.6, height: source * 1.3 }, [
    ...dots,
    ...marks.map(({ mark }) => roundOf(mark)),
  ]);
  const named = placeNames(
    marks.map(({ mark }) => mark),
    box,
    source * nameEm * lineEm,
    source * gapEm,
    [corner, ...dots],
  );
  // Marks that nobody can name are no better larger: in a small room, as on a phone, there is none.
  if (named.length < marks.length * leastNamedShare) return null;
  const besides = [
    corner,
    ...marks.map(({ mark }) => roundOf(mark)),
    ...named.map((name) =>
      rectOf(name, marks.find(({ mark }) => mark.id === name.id)?.mark.widthPx ?? 0, source * nameEm * lineEm),
    ),
  ];
  const townNames = placeNames(
    towns.map(({ mark }) => mark),
    box,
    source * lineEm * nameEm,
    source * gapEm,
    besides,
  );
  const wordsOf = new Map([...marks, ...towns].map(({ mark, words }) => [mark.id, words]));
  const levels = new Map(marks.map(({ gate, mark }) => [mark.id, levelOf(gate.total)]));
  return (
    <g className="map-inset">
      <rect className="map-inset-frame" x={frame.left} y={frame.top} width={frame.width} height={frame.height} />
      <clipPath id={clip}>
        <rect x={box.left} y={box.top} width={box.width} height={box.height} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <rect className="map-inset-ground" x={box.left} y={box.top} width={box.width} height={box.height} />
        <path className="map-inset-land" d={drawn.land} fillRule="evenodd" />
        <path className="map-inset-road" d={drawn.roads} />
        <path className="map-inset-border" d={drawn.border} />
        {towns.map(({ mark }) => (
          <circle key={mark.id} className="map-inset-town" cx={mark.x} cy={mark.y} r={mark.radius} />
        ))}
        {marks.map(({ mark, gate }) => (
          <circle
            key={mark.id}
            className="map-symbol"
            data-level={levelOf(gate.total)}
            cx={mark.x}
            cy={mark.y}
            r={mark.radius}
          />
        ))}
        {[...townNames, ...named].map(({ id, x, y, anchor }) => (
          <text
            key={id}
            className={levels.has(id) ? "map-inset-gate" : "map-inset-name"}
            data-level={levels.get(id)}
            x={x}
            y={y}
            textAnchor={anchor}
          >
            {wordsOf.get(id)}
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

const roundOf = ({ x, y, radius }: Named): Rect => ({
  left: x - radius,
  top: y - radius,
  width: 2 * radius,
  height: 2 * radius,
});

/** The first corner with nothing in it, from the upper left; that where none is free. */
function freeCorner(box: Rect, { width, height }: Size, taken: readonly Rect[]): Rect {
  const [right, below] = [box.left + box.width - width, box.top + box.height - height];
  const corners = [
    { left: box.left, top: box.top, width, height },
    { left: box.left, top: below, width, height },
    { left: right, top: box.top, width, height },
    { left: right, top: below, width, height },
  ] as const;
  return corners.find((corner) => !taken.some((one) => overlaps(one, corner))) ?? corners[0];
}

const rectOf = ({ x, y, anchor }: NamedAt, width: number, height: number) => ({
  left: anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2,
  top: y - height / 2,
  width,
  height,
});
