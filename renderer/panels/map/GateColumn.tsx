import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "../../i18n/index.ts";
import type { MapEngine } from "../../map/engine.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type Labelled, placeLabels } from "./label-column.ts";
import { levelOf, type PlaceFigure, shownValue, symbolRadius } from "./place-figures.ts";

/**
 * Every gate as a circle at its place, joined to its line in the column at the right.
 * @param widthPx of the column; 0 where there is no room for it: the circles alone
 */
export function GateColumn({
  engine,
  figures,
  widthPx,
}: {
  engine: MapEngine;
  figures: readonly PlaceFigure[];
  widthPx: number;
}) {
  const { label, source } = useTypeScale();
  const positions = useProjected(engine, figures);
  // The engine's own room, which its projection goes by: a page that stacks tiles may give it another than the scene says.
  const { width, height } = engine.size();
  const columnX = width - widthPx;
  const labels = placeLabels(positions, label * 1.55, source * 2.2, height - source * 1.8);
  const labelOf = new Map(labels.map((placed) => [placed.id, placed]));
  const listed = widthPx > 0 ? labels : [];
  return (
    <>
      <svg className="map-overlay" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {listed.map(({ id, x, y, labelY }) => (
          <polyline
            key={id}
            className="map-leader"
            points={`${x},${y} ${columnX - label * 1.1},${labelY} ${columnX - label * 0.25},${labelY}`}
          />
        ))}
        {figures.map((figure) => {
          const at = labelOf.get(figure.place.id);
          return at && <GateSymbol key={figure.place.id} figure={figure} at={at} sizePx={source} />;
        })}
      </svg>
      <ul>
        {(widthPx > 0 ? figures : []).map((figure) => {
          const at = labelOf.get(figure.place.id);
          return at && <GateLine key={figure.place.id} figure={figure} x={columnX} y={at.labelY} />;
        })}
      </ul>
    </>
  );
}

function GateSymbol({ figure, at, sizePx }: { figure: PlaceFigure; at: Labelled; sizePx: number }) {
  const radius = figure.value === null ? 0.14 * sizePx : symbolRadius(figure.value) * sizePx;
  return <circle className="map-symbol" data-level={levelOf(figure)} cx={at.x} cy={at.y} r={radius} />;
}

/** The column alone, from north to south, for as long as there is no map to join it to. */
export function GateList({ figures, x }: { figures: readonly PlaceFigure[]; x: number }) {
  const { label, source } = useTypeScale();
  const listed = figures
    .filter(({ place }) => place.position !== undefined)
    .sort((a, b) => (b.place.position?.lat ?? 0) - (a.place.position?.lat ?? 0));
  return (
    <ul>
      {listed.map((figure, at) => (
        <GateLine key={figure.place.id} figure={figure} x={x} y={source * 2.2 + label * 1.55 * (at + 0.5)} />
      ))}
    </ul>
  );
}

function GateLine({ figure, x, y }: { figure: PlaceFigure; x: number; y: number }) {
  const { t, i18n } = useTranslation("map");
  const numbers = useMemo(() => new Intl.NumberFormat(i18n.language === "en" ? "en-GB" : "vi-VN"), [i18n.language]);
  const level = levelOf(figure);
  const value = shownValue(figure);
  return (
    <li className="map-gate" data-level={level} style={{ left: x, top: y }}>
      <span className="map-gate-name">{inLanguage(figure.place.name, i18n.language)}</span>
      {figure.freshness !== "fresh" && <span className="map-gate-age">{t(`age.${figure.freshness}`)}</span>}
      <span className="map-gate-value">
        {level === "attention" && "▲ "}
        {level === "alarm" && "◆ "}
        {value === null ? "—" : numbers.format(value)}
      </span>
    </li>
  );
}

/** Where the gates are on the tile, px; told anew when the view moves, which on a wall it does with its size only. */
function useProjected(engine: MapEngine, figures: readonly PlaceFigure[]) {
  const [, setView] = useState(0);
  useEffect(() => {
    const moved = () => setView((count) => count + 1);
    return engine.onMoved(moved);
  }, [engine]);
  return figures.flatMap(({ place }) => {
    if (!place.position) return [];
    const { x, y } = engine.project([place.position.lon, place.position.lat]);
    return [{ id: place.id, x, y }];
  });
}
