import { useEffect, useState } from "react";
import type { MapEngine } from "../../map/engine.ts";
import type { Shape } from "./shape.ts";
import type { Lonlat, Thing } from "./things.ts";

type Props = {
  engine: MapEngine;
  shape: Shape | undefined;
  chosen: Thing | undefined;
  /** The middle, where Enter points at. */
  hasCross: boolean;
};

const crossPx = 14;

/** What is drawn and what is chosen, over the map. */
export function MapOverlay({ engine, shape, chosen, hasCross }: Props) {
  const [, setMoves] = useState(0);
  useEffect(() => engine.onMoved(() => setMoves((count) => count + 1)), [engine]);
  const { width, height } = engine.size();
  const at = (position: Lonlat) => {
    const { x, y } = engine.project(position);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  const corners = shape?.points.map((point) => engine.project(point)) ?? [];
  const text = corners.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  const [x, y] = [width / 2, height / 2];
  const mark = chosen?.position == null ? undefined : engine.project(chosen.position);
  return (
    <svg className="desk-map-overlay" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {chosen?.area !== undefined && <path className="desk-map-chosen" d={outline(chosen.area.geometry, at)} />}
      {mark !== undefined && <circle className="desk-map-chosen" cx={mark.x} cy={mark.y} r={18} />}
      {shape?.kind === "area" && corners.length > 2 && <polygon className="desk-map-area" points={text} />}
      {corners.length > 1 && (shape?.kind === "distance" || corners.length === 2) && (
        <polyline className="desk-map-line" points={text} />
      )}
      {corners.map((corner, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a corner is told by its place in the row
        <circle key={index} className="desk-map-corner" cx={corner.x} cy={corner.y} r={4} />
      ))}
      {hasCross && (
        <path className="desk-map-cross" d={`M${x - crossPx} ${y}h${2 * crossPx}M${x} ${y - crossPx}v${2 * crossPx}`} />
      )}
    </svg>
  );
}

function outline(geometry: NonNullable<Thing["area"]>["geometry"], at: (position: Lonlat) => string): string {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons
    .flatMap((rings) => rings.map((ring) => `M${ring.map(([lon = 0, lat = 0]) => at([lon, lat])).join("L")}Z`))
    .join("");
}
