import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "../../i18n/index.ts";
import type { MapEngine } from "../../map/engine.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useTypeScale } from "../../ui/type-context.ts";
import { type GateFigure, ways } from "./gates.ts";
import { crowdOf } from "./inset/crowd.ts";
import { GateInset, type InsetGround } from "./inset/GateInset.tsx";
import { leastBox, mostBox, nearEm } from "./inset/inset-view.ts";
import type { Rect } from "./inset/room.ts";
import { useInset } from "./inset/use-inset.ts";
import { type Labelled, placeLabels } from "./label-column.ts";
import { PlaceAge } from "./PlaceAge.tsx";
import { levelOf, type PlaceFigure, shownValue, symbolRadius } from "./place-figures.ts";

/**
 * Every gate as a circle at its place, joined to its line in the column at the right.
 * @param widthPx of the column; 0 where there is no room for it: the circles alone
 * @param ground what an inset of crowded gates is drawn on @param taken where it must not stand: head and legend
 */
export function GateColumn({
  engine,
  gates,
  widthPx,
  ground,
  taken,
}: {
  engine: MapEngine;
  gates: readonly GateFigure[];
  widthPx: number;
  ground: InsetGround;
  taken: readonly Rect[];
}) {
  const { label, source } = useTypeScale();
  const positions = useProjected(engine, gates);
  // The engine's own room, which its projection goes by: a page that stacks tiles may give it another than the scene says.
  const { width, height } = engine.size();
  const columnX = width - widthPx;
  const top = source * (gates.some((gate) => gate.ways) ? 3.4 : 2.2);
  const isCrowded = widthPx > 0 && crowdOf(positions, nearEm * source) !== undefined;
  const bottom = columnEnd(height - source * 1.8, top + positions.length * label * 1.55, isCrowded, source);
  const labels = placeLabels(positions, label * 1.55, top, bottom);
  const labelOf = new Map(labels.map((placed) => [placed.id, placed]));
  const listed = widthPx > 0 ? labels : [];
  const inset = useInset(engine, { spots: positions, labels: listed, columnX }, ground, taken, source);
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
        {gates.map(({ place, total }) => {
          const at = labelOf.get(place.id);
          return at && <GateSymbol key={place.id} figure={total} at={at} sizePx={source} />;
        })}
        {inset && <GateInset engine={engine} view={inset} ground={ground} gates={gates} hasValues={widthPx === 0} />}
      </svg>
      {widthPx > 0 && <WayHead gates={gates} x={columnX} />}
      <ul>
        {(widthPx > 0 ? gates : []).map((gate) => {
          const at = labelOf.get(gate.place.id);
          return at && <GateLine key={gate.place.id} gate={gate} x={columnX} y={at.labelY} />;
        })}
      </ul>
    </>
  );
}

/**
 * Where the column ends, px: higher where gates crowd and an inset of them has its room under it.
 * @param mostPx where it may end at most @param leastPx where it ends with its lines one under the other
 */
function columnEnd(mostPx: number, leastPx: number, isCrowded: boolean, emPx: number): number {
  const end = Math.max(leastPx, mostPx - mostBox.height * emPx);
  return isCrowded && mostPx - end >= (leastBox.height + 1) * emPx ? end : mostPx;
}

function GateSymbol({ figure, at, sizePx }: { figure: PlaceFigure; at: Labelled; sizePx: number }) {
  const radius = figure.value === null ? 0.14 * sizePx : symbolRadius(figure.value) * sizePx;
  return <circle className="map-symbol" data-level={levelOf(figure)} cx={at.x} cy={at.y} r={radius} />;
}

/** The column alone, from north to south, for as long as there is no map to join it to. */
export function GateList({ gates, x }: { gates: readonly GateFigure[]; x: number }) {
  const { label, source } = useTypeScale();
  const top = source * (gates.some((gate) => gate.ways) ? 3.4 : 2.2);
  const listed = gates
    .filter(({ place }) => place.position !== undefined)
    .sort((a, b) => (b.place.position?.lat ?? 0) - (a.place.position?.lat ?? 0));
  return (
    <>
      <WayHead gates={gates} x={x} />
      <ul>
        {listed.map((gate, at) => (
          <GateLine key={gate.place.id} gate={gate} x={x} y={top + label * 1.55 * (at + 0.5)} />
        ))}
      </ul>
    </>
  );
}

/** Which number is which, where both ways are told, and what the ring beside an old one means. */
function WayHead({ gates, x }: { gates: readonly GateFigure[]; x: number }) {
  const { t } = useTranslation("map");
  const told = gates.flatMap((gate) => (gate.ways ? [gate.ways.out, gate.ways.in] : []));
  if (told.length === 0) return null;
  return (
    <p className="map-ways" style={{ left: x }}>
      <span className="map-gate-name">
        {told.some((figure) => levelOf(figure) === "old") && (
          <>
            <Mark shape="late" /> {t("age.stale")}
          </>
        )}
      </span>
      {ways.map((way) => (
        <span key={way} className="map-gate-way">
          {t(`way.${way}`)}
        </span>
      ))}
    </p>
  );
}

function GateLine({ gate, x, y }: { gate: GateFigure; x: number; y: number }) {
  const { i18n } = useTranslation("map");
  const { place, total, ways: both } = gate;
  return (
    <li className="map-gate" data-level={levelOf(total)} style={{ left: x, top: y }}>
      <span className="map-gate-name">{inLanguage(place.name, i18n.language)}</span>
      {both ? (
        ways.map((way) => (
          <span key={way} className="map-gate-way">
            <GateNumber figure={both[way]} hasMark />
          </span>
        ))
      ) : (
        <>
          <PlaceAge figure={total} />
          <GateNumber figure={total} hasMark={false} />
        </>
      )}
    </li>
  );
}

/** @param hasMark an old number has its ring beside it, where no word stands there */
function GateNumber({ figure, hasMark }: { figure: PlaceFigure; hasMark: boolean }) {
  const { language } = useTranslation().i18n;
  const numbers = useMemo(() => new Intl.NumberFormat(language === "en" ? "en-GB" : "vi-VN"), [language]);
  const level = levelOf(figure);
  const value = shownValue(figure);
  return (
    <span className="map-gate-value" data-level={level}>
      {level === "attention" && "▲ "}
      {level === "alarm" && "◆ "}
      {hasMark && level === "old" && <Mark shape="late" />}
      {value === null ? "—" : numbers.format(value)}
    </span>
  );
}

/** Where the gates are on the tile, px; told anew when the view moves, which on a wall it does with its size only. */
function useProjected(engine: MapEngine, gates: readonly GateFigure[]) {
  const [, setView] = useState(0);
  useEffect(() => {
    const moved = () => setView((count) => count + 1);
    return engine.onMoved(moved);
  }, [engine]);
  const { width, height } = engine.size();
  return gates.flatMap(({ place }) => {
    if (!place.position) return [];
    const { x, y } = engine.project([place.position.lon, place.position.lat]);
    // What lies outside what is looked at is not told of.
    return x < 0 || y < 0 || x > width || y > height ? [] : [{ id: place.id, x, y }];
  });
}
