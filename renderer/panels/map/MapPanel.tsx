import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatValue } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { noFeatures } from "../../map/engine.ts";
import { useCameras } from "../../state/cameras.ts";
import { useNow } from "../../state/clock.ts";
import { useAddress } from "../../state/connection.ts";
import { outlineStore, wantOutline } from "../../state/outline.ts";
import { usePastReadings } from "../../state/past-readings.ts";
import { useIndicator, useSite, useTimeZone } from "../../state/site.ts";
import { useMapData, wantMap } from "../../state/site-map.ts";
import { useStoreValue } from "../../state/store.ts";
import { useIsInScrolledPage, useIsInteractive } from "../../ui/interaction.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { Accuracy } from "./Accuracy.tsx";
import { FormChoice, LayerSwitches, TimeSlider, thenWords } from "./Controls.tsx";
import { communeView } from "./communes.ts";
import {
  areApproximate,
  camerasAt,
  heatOf,
  neighbourNames,
  otherPlaces,
  ownOrBuiltIn,
  pointsOf,
  sketchedRoads,
} from "./features.ts";
import { GateColumn, GateList } from "./GateColumn.tsx";
import { figuresOfGates } from "./gates.ts";
import { useHeldMap, useIsHeld } from "./hold.ts";
import { takenBy } from "./inset/taken.ts";
import { CameraCount, LayerLegend, legendLines } from "./LayerLegend.tsx";
import { CommuneLegend } from "./Legend.tsx";
import { columnPxIn } from "./label-column.ts";
import { MapEventLegend } from "./MapEventLegend.tsx";
import { headOf, MapHead } from "./MapHead.tsx";
import { useMoment } from "./moment.ts";
import { worstOf } from "./place-figures.ts";
import { Extremes, Ranking } from "./Ranking.tsx";
import { ReportLegend } from "./ReportLegend.tsx";
import { mostCells } from "./schematic/layout.ts";
import { Schematic } from "./schematic/Schematic.tsx";
import { communesAlone, useSchematic } from "./schematic/use-schematic.ts";
import { type MapSettings, type Switchable, switchable } from "./settings.ts";
import { stationsAt } from "./stations.ts";
import { useFittingLegend, useTallest } from "./use-fitting-legend.ts";
import { useGates } from "./use-gates.ts";
import { useCommuneStates, useFigureSource, useSource, useSwitches } from "./use-map-data.ts";
import { type EnginePlan, type Framing, useMapEngine } from "./use-map-engine.ts";
import { useMapEventLayer } from "./use-map-event-layer.ts";
import { usePlaceFigures } from "./use-place-figures.ts";
import { useQueues } from "./use-queues.ts";
import { useReportLayer } from "./use-report-layer.ts";
import { useStations } from "./use-stations.ts";
import { useSurroundings } from "./use-surroundings.ts";
import { useVehicles } from "./use-vehicles.ts";
import "./map.css";

/** Of the tile's height, what legends under the map may take, and these with all else that is told there. */
const underShare = 0.3;
const footerShare = 0.5;

/** The province in one picture: its land from the best there is, and figures on it, each layer with its legend and age. */
export function MapPanel({ settings: given, size, report }: PanelProps<MapSettings>) {
  const site = useSite();
  const { t, i18n } = useTranslation("map");
  const { language } = i18n;
  const isInteractive = useIsInteractive();
  const isInScrolledPage = useIsInScrolledPage();
  const scale = useTypeScale();
  const container = useRef<HTMLDivElement>(null);
  const legend = useRef<HTMLDivElement>(null);
  const footer = useRef<HTMLElement>(null);
  const lastLines = useRef<HTMLParagraphElement>(null);
  const { features: outline, hasFailed } = useStoreValue(outlineStore);
  const { view, layers, hasFailed: hasMapFailed } = useMapData();
  useEffect(wantOutline, []);
  useEffect(wantMap, []);

  const moment = useMoment(given.communes?.back);
  const past = usePastReadings(given.communes?.indicator, moment.atMs);
  const zone = { language, timeZone: useTimeZone() };
  const then = useNow((nowMs) => (past === null ? "" : thenWords(past.atMs, nowMs, t, zone)));
  const communes = usePlaceFigures("commune", given.communes?.indicator, past);
  const communeIndicator = useIndicator(given.communes?.indicator ?? "");
  const areas = layers.get("communes")?.features;
  const points = layers.get("places")?.features;
  const onCommunes = useMemo(
    () =>
      communeView(communes, areas, points, {
        decimals: communeIndicator?.decimals ?? 0,
        write: (value) => (communeIndicator ? formatValue(value, communeIndicator, language) : String(value)),
      }),
    [communes, areas, points, communeIndicator, language],
  );
  const isKnown = view !== null || hasMapFailed;
  const form = useSchematic(given, communes, points, isKnown ? onCommunes.form === "areas" : undefined);
  const layout = communeIndicator === undefined ? null : form.layout;
  const isSchematic = layout !== null;
  // What stands where it stands has no place among cells.
  const settings = useMemo(() => (isSchematic ? communesAlone(given) : given), [isSchematic, given]);

  const [hidden, setHidden] = useState<ReadonlySet<Switchable>>(new Set());
  const isOn = useCallback(
    (layer: Switchable) => Boolean(settings[layer]) && (isSchematic || !hidden.has(layer)),
    [settings, isSchematic, hidden],
  );
  const gates = useGates(settings.gates);
  const stations = useStations(settings.stations);
  const vehicles = useVehicles(settings.vehicles);
  const mapEvents = useMapEventLayer(settings.cameraEvents);
  const reports = useReportLayer(settings.reports);
  const heat = usePlaceFigures(settings.heat?.kind ?? "site", settings.heat?.indicator);
  // Not the vehicles: one that stands in its garage sends nothing, and makes no map old.
  const shown = useMemo(
    () =>
      [
        isOn("gates") ? figuresOfGates(gates) : [],
        isOn("communes") ? communes : [],
        isOn("stations") ? stations.flatMap(({ figures }) => figures.filter(({ reading }) => reading)) : [],
        isOn("heat") ? heat : [],
      ].flat(),
    [gates, communes, stations, heat, isOn],
  );
  const cameras = useCameras();
  // The gates' column stands where the ranking would.
  const isRanking = isOn("communes") && onCommunes.form === "ranking" && settings.gates === undefined && !isSchematic;

  const hasGates = settings.gates !== undefined;
  // On a phone the column would cover the province: there the gates' own table says what waits.
  const lines = legendLines({
    isOn,
    stations: stations.map(({ sign, figures }, at) => ({
      sign,
      figures: figures.filter(({ reading }) => reading),
      indicator: settings.stations?.[at]?.indicator ?? "",
    })),
    vehicles: settings.vehicles && {
      ...settings.vehicles,
      figures: vehicles.figures,
      hidden: vehicles.view,
    },
    heat: settings.heat && { ...settings.heat, figures: heat },
  });
  const shownMapEvents = isOn("cameraEvents") ? settings.cameraEvents : undefined;
  const shownReports = isOn("reports") ? settings.reports : undefined;
  // In what form they stand is known with the site's own map.
  const hasScale = isKnown && isOn("communes") && communeIndicator !== undefined && !isRanking;
  const roomPx = columnPxIn(size.width, scale.label, isSchematic);
  // Beside the map where nothing else stands there: the province then has the whole height.
  const isBeside =
    roomPx > 0 &&
    !hasGates &&
    !isRanking &&
    (hasScale || shownMapEvents !== undefined || shownReports !== undefined || lines.length > 0);
  useFittingLegend(legend, isBeside ? size.height - scale.source * 3.6 : size.height * underShare);
  const footerPx = useTallest(footer, [size.width, size.height, isBeside, isSchematic].join());
  const notesPx = useTallest(lastLines, [size.width, size.height, isBeside, isSchematic].join());
  const legendPx = useTallest(legend, [size.width, size.height, isBeside, isSchematic].join());
  const columnWidth = hasGates || isRanking || isBeside ? roomPx : 0;
  const address = useAddress();
  const around = useSurroundings(settings.about);
  const extent = site?.map.bounds;
  const bounds = around ?? extent;
  const base = view?.base ?? null;
  const sketch = useMemo(() => sketchedRoads(layers, base, outline), [layers, base, outline]);
  const isSketched = isOn("roads") && sketch.features.length > 0;
  const isHeld = useIsHeld();
  const gap = scale.source * 0.6;
  // The gates' lines reach down to it.
  const besideColumn = isBeside || columnWidth === 0 ? undefined : { maxWidth: size.width - columnWidth - 2 * gap };
  const head = headOf(size, scale.source);
  const wantedPlan: EnginePlan | null =
    extent && address && isKnown && (!isSchematic || isHeld)
      ? {
          address,
          extent,
          base: base && { ...base, asOfMs: 0 },
          // The site's account is for the room's screens.
          wanted: isInteractive ? "maplibre" : (view?.engine ?? "maplibre"),
          hasCommunes: areas !== undefined,
          hasTowns: settings.towns,
          labelPx: scale.source * 0.86,
          isInteractive,
          shared: isInScrolledPage ? { wheel: t("gesture.wheel"), touch: t("gesture.touch") } : null,
        }
      : null;
  const wantedFraming: Framing | null = bounds
    ? {
        bounds,
        // The title stands above, the legend below, the column at the right: none of them covers the province.
        padding: {
          top: head.heightPx,
          bottom: Math.min(Math.max(footerPx, scale.source) + gap, footerShare * size.height),
          left: gap,
          right: columnWidth + gap,
        },
      }
    : null;
  const { engine, trouble } = useMapEngine(container, useSame(wantedPlan), useSame(wantedFraming));
  useHeldMap(engine, hidden);
  const isUndrawable = trouble === "undrawable" || trouble === "lost";
  const note = trouble === "token" || trouble === "network" ? notes[trouble] : undefined;
  const land = outline === null && !isSchematic ? (hasFailed ? "error" : "empty") : worstOf(shown);
  useTileState(report, isUndrawable ? "error" : land, note);

  const places = site?.places;
  const isApproximate = useMemo(() => areApproximate(places ?? [], cameras.values(), isOn), [places, cameras, isOn]);
  const memo = {
    outline: useMemo(() => ownOrBuiltIn(layers, "outline", outline), [layers, outline]),
    border: useMemo(() => ownOrBuiltIn(layers, "border", outline), [layers, outline]),
    towns: useMemo(() => (places ? pointsOf(places, "town", language) : noFeatures), [places, language]),
    gates: useMemo(
      () => (places && hasGates ? pointsOf(places, "gate", language) : noFeatures),
      [places, hasGates, language],
    ),
    names: useMemo(() => (places ? neighbourNames(layers, places, language) : noFeatures), [layers, places, language]),
    others: useMemo(() => (places ? otherPlaces(layers, places) : noFeatures), [layers, places]),
    cameras: useMemo(() => (settings.cameras ? camerasAt(cameras.values()) : noFeatures), [settings.cameras, cameras]),
    queues: useQueues(gates, settings.gates, layers.get("roads")?.features),
    heat: useMemo(() => heatOf(heat), [heat]),
    stations: useMemo(() => stationsAt(stations), [stations]),
  };
  useSource(engine, "outline", memo.outline);
  useSource(engine, "border", memo.border);
  useSource(engine, "neighbours", layers.get("neighbours")?.features ?? noFeatures);
  useSource(engine, "neighbour-names", memo.names);
  useSource(engine, "communes", areas ?? noFeatures);
  useSource(engine, "roads", layers.get("roads")?.features ?? noFeatures);
  useSource(engine, "road-sketch", sketch);
  useSource(engine, "places", memo.others);
  useSource(engine, "towns", memo.towns);
  useSource(engine, "gates", memo.gates);
  useFigureSource(engine, "gate-queues", memo.queues);
  useFigureSource(engine, "cameras", memo.cameras);
  useFigureSource(engine, "stations", memo.stations);
  useFigureSource(engine, "vehicles", vehicles.view.points);
  useFigureSource(engine, "heat", memo.heat);
  useFigureSource(engine, "mapEvents", settings.cameraEvents ? mapEvents.points : noFeatures);
  useFigureSource(engine, "reports", settings.reports ? reports.points : noFeatures);
  useFigureSource(engine, "commune-points", settings.communes ? onCommunes.points : noFeatures);
  useFigureSource(engine, "commune-flags", settings.communes ? onCommunes.flags : noFeatures);
  useCommuneStates(engine, onCommunes);
  useSwitches(engine, isOn);

  const main = settings.gates?.indicator ?? settings.communes?.indicator;
  return (
    <div
      className="map"
      data-engine={engine?.name ?? "none"}
      data-trouble={trouble}
      data-form={isSchematic ? "schematic" : "map"}
    >
      <div ref={container} className="map-canvas" />
      {layout && communeIndicator && (
        <Schematic
          layout={layout}
          figures={communes}
          view={onCommunes}
          indicator={communeIndicator}
          box={{
            left: gap,
            top: head.heightPx,
            width: size.width - columnWidth - (columnWidth > 0 ? 3 : 2) * gap,
            height: size.height - head.heightPx - Math.min(footerPx + gap, footerShare * size.height),
          }}
        />
      )}
      {engine && isOn("gates") && (
        <GateColumn
          engine={engine}
          gates={gates}
          widthPx={columnWidth}
          ground={{
            outline: memo.outline,
            border: memo.border,
            roads: isOn("roads") ? (layers.get("roads")?.features ?? sketch) : noFeatures,
            towns: isOn("towns") ? memo.towns : noFeatures,
            names: memo.names,
          }}
          taken={takenBy(
            { size, headPx: head.heightPx, footerPx, notesPx, columnPx: columnWidth, isInteractive },
            scale.source,
          )}
        />
      )}
      {!engine && hasGates && columnWidth > 0 && <GateList gates={gates} x={size.width - columnWidth} />}
      {isRanking && communeIndicator && (
        <Ranking indicator={communeIndicator} figures={communes} rows={Math.floor(size.height / scale.label / 1.7)} />
      )}
      {isSchematic && isBeside && communeIndicator && (
        <Extremes
          indicator={communeIndicator}
          figures={communes}
          heightPx={size.height - scale.label * 1.8 - legendPx - scale.source * 1.2}
        />
      )}
      <MapHead
        title={inLanguage(settings.title, language)}
        indicator={main}
        figures={settings.gates ? figuresOfGates(gates) : communes}
        then={settings.gates ? "" : then}
        isStacked={head.isStacked}
        isSourceBelow={settings.gates === undefined && hasScale && past !== null && !past.hasFailed}
      />
      {isInteractive && !isSchematic && (
        <LayerSwitches
          layers={switchable.filter((layer) => Boolean(settings[layer]))}
          hidden={hidden}
          isOpen={size.height >= scale.source * 22 && size.width >= scale.source * 36}
          topPx={head.heightPx}
          onSwitch={(layer) => setHidden((former) => toggled(former, layer))}
        />
      )}
      <footer ref={footer} className="map-legend">
        {isInteractive && settings.communes && (
          <div className="map-hand" style={besideColumn}>
            <TimeSlider moment={moment} />
            {form.isChoice && <FormChoice isSchematic={isSchematic} onChoose={form.choose} />}
          </div>
        )}
        <div ref={legend} className="map-layers" data-beside={isBeside} style={besideColumn}>
          {hasScale && communeIndicator && (
            <CommuneLegend
              indicator={communeIndicator}
              view={onCommunes}
              layout={layout}
              figures={communes}
              isHeads={settings.gates === undefined}
              isPast={past !== null && !past.hasFailed}
              // The head says it where there are no gates, the slider where there is one.
              then={isInteractive || settings.gates === undefined ? "" : then}
              note={past?.hasFailed ? t("time.failed") : ""}
            />
          )}
          <LayerLegend lines={lines} />
          {shownMapEvents && <MapEventLegend layer={mapEvents} within={shownMapEvents.within} />}
          {shownReports && <ReportLegend layer={reports} within={shownReports.within} />}
        </div>
        <p ref={lastLines}>
          {isOn("cameras") && <CameraCount cameras={cameras} />}
          {isSchematic && <span className="map-accuracy">{t("schematic.note")}</span>}
          {form.isTooMany && <span>{t("schematic.tooMany", { count: communes.length, most: mostCells })}</span>}
          {!isSchematic && (
            <Accuracy isApproximate={isApproximate} isRough={hasScale && onCommunes.isRough} isSketched={isSketched} />
          )}
          {isOn("gates") && settings.gates?.directions && (
            <span>{t("queues", { count: settings.gates.directions.metresPerVehicle })}</span>
          )}
          {(hasFailed || isUndrawable) && (
            <span className="tone-attention">{t(isUndrawable ? trouble : "outlineFailed")}</span>
          )}
          <span className="map-attribution">
            {[site?.map.attribution, base?.attribution].filter((text) => text).join(" · ")}
          </span>
        </p>
      </footer>
    </div>
  );
}

/** The same told again is the same object. @param wanted plain data */
function useSame<Value>(wanted: Value): Value {
  const text = JSON.stringify(wanted);
  return useMemo<Value>(() => JSON.parse(text), [text]);
}

/** For the operator: on the wall nobody can do anything about it, and the map is there. */
const notes = {
  token: { code: "map.token-refused", params: {} },
  network: { code: "map.network-lost", params: {} },
} as const;

function toggled(former: ReadonlySet<Switchable>, layer: Switchable): ReadonlySet<Switchable> {
  const next = new Set(former);
  if (!next.delete(layer)) next.add(layer);
  return next;
}
