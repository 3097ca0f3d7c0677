import type { FeatureCollection } from "geojson";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "../../i18n/index.ts";
import { outlineStore, wantOutline } from "../../state/outline.ts";
import { type Site, useSite } from "../../state/site.ts";
import { useStoreValue } from "../../state/store.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import type { TypeScale } from "../../ui/type-scale.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { CameraMarks } from "./CameraMarks.tsx";
import { createEngine, type Engine, mapFonts } from "./engine.ts";
import { GateColumn } from "./GateColumn.tsx";
import { worstOf } from "./gate-figures.ts";
import { MapHead } from "./MapHead.tsx";
import type { MapSettings } from "./settings.ts";
import { builtInStyle, featureCollection, type MapColours, pointsOf } from "./style.ts";
import { useGateFigures } from "./use-gate-figures.ts";
import "./map.css";

/** The province in one picture: outline, towns, gates with what waits at them, cameras with their state. */
export function MapPanel({ settings, size, report }: PanelProps<MapSettings>) {
  const site = useSite();
  const { t, i18n } = useTranslation("map");
  const container = useRef<HTMLDivElement>(null);
  const [engine, setEngine] = useState<Engine | null>(null);
  const [isUndrawable, setIsUndrawable] = useState(false);
  const { features: outline, hasFailed } = useStoreValue(outlineStore);
  useEffect(wantOutline, []);
  const figures = useGateFigures(settings.gates?.indicator);
  useTileState(report, isUndrawable ? "error" : outline === null ? (hasFailed ? "error" : "empty") : worstOf(figures));

  const scale = useTypeScale();
  const language = i18n.language === "en" ? "en" : "vi";
  const hasGates = settings.gates !== undefined;
  // On a phone the column would cover the province: there the gates' own table says what waits.
  const hasColumn = hasGates && size.width > columnPx(scale) * 3;
  const bounds = site?.map.bounds;
  const places = site?.places;
  useEffect(() => {
    if (!container.current || !bounds || !places) return;
    const towns = settings.towns ? pointsOf(places, "town", language) : featureCollection([]);
    const made = openMap(container.current, bounds, {
      labelPx: scale.source,
      columnPx: hasColumn ? columnPx(scale) : 0,
    });
    if (!made) return setIsUndrawable(true);
    made.once("load", () => {
      setData(made, "towns", towns);
      setData(made, "gates", hasGates ? pointsOf(places, "gate", language) : featureCollection([]));
      setData(made, "neighbours", pointsOf(places, "neighbour", language));
      setEngine(made);
    });
    return () => {
      setEngine(null);
      made.remove();
    };
  }, [bounds, places, language, hasGates, hasColumn, settings.towns, scale]);

  useEffect(() => {
    if (engine && outline) setData(engine, "outline", outline);
  }, [engine, outline]);

  return (
    <div className="map">
      <div ref={container} className="map-canvas" />
      {engine && settings.cameras && <CameraMarks engine={engine} sizePx={scale.source} />}
      {engine && settings.gates && (
        <GateColumn engine={engine} figures={figures} widthPx={hasColumn ? columnPx(scale) : 0} />
      )}
      <MapHead
        title={inLanguage(settings.title, i18n.language)}
        indicator={settings.gates?.indicator}
        figures={figures}
      />
      <p className="map-legend">
        {settings.gates && <span>{t("approximate")}</span>}
        {(hasFailed || isUndrawable) && (
          <span className="tone-attention">{t(isUndrawable ? "undrawable" : "outlineFailed")}</span>
        )}
        <span className="map-attribution">{site?.map.attribution}</span>
      </p>
    </div>
  );
}

/** Room for the longest gate's name, a word of its age and its value. */
const columnPx = (scale: TypeScale): number => Math.round(scale.label * 9.5);

type Look = { labelPx: number; columnPx: number };

/** The engine over the site's bounds, or null where this machine cannot draw it (no WebGL at all). */
function openMap(container: HTMLElement, bounds: Site["map"]["bounds"], { labelPx, columnPx }: Look): Engine | null {
  const tokens = getComputedStyle(container);
  const colour = (name: string) => tokens.getPropertyValue(name).trim();
  const colours: MapColours = {
    ground: colour("--ground"),
    land: colour("--map-land"),
    outline: colour("--map-outline"),
    border: colour("--second"),
    second: colour("--second"),
    quiet: colour("--quiet"),
  };
  const gap = labelPx * 0.6;
  // The title stands above, the legend below, the gates' column at the right: none of them covers the province.
  const padding = { top: labelPx * 1.9, bottom: labelPx * 1.5, left: gap, right: columnPx + gap };
  try {
    return createEngine(container, builtInStyle(colours, labelPx * 0.86, mapFonts), bounds, padding);
  } catch {
    return null;
  }
}

function setData(engine: Engine, id: string, data: FeatureCollection): void {
  const source = engine.getSource(id);
  if (source && "setData" in source && typeof source.setData === "function") source.setData(data);
}
