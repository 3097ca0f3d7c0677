import type { FeatureCollection } from "geojson";
import { useEffect } from "react";
import type { MapEngine } from "../../map/engine.ts";
import { createFeed } from "../../map/feed.ts";
import { layersOf } from "../../map/figure-layers.ts";
import type { SourceName } from "../../map/style.ts";
import type { CommuneView } from "./communes.ts";
import type { Switchable } from "./settings.ts";

/** Gives a source its shapes, again whenever they are other ones: large ones, which change with an import. */
export function useSource(engine: MapEngine | null, source: SourceName, data: FeatureCollection): void {
  useEffect(() => engine?.setData(source, data), [engine, source, data]);
}

const feed = createFeed();

/** The same of what figures and states draw, which is told more often than it looks another way. */
export function useFigureSource(engine: MapEngine | null, source: SourceName, data: FeatureCollection): void {
  useEffect(() => {
    if (engine !== null) feed(engine, source, data);
  }, [engine, source, data]);
}

/** Colours the communes as their figures say. */
export function useCommuneStates(engine: MapEngine | null, { states }: CommuneView): void {
  useEffect(() => engine?.setFeatureStates("communes", states), [engine, states]);
}

/** Shows the layers that are neither switched off nor left out by the scene. */
export function useSwitches(engine: MapEngine | null, isOn: (layer: Switchable) => boolean): void {
  useEffect(() => {
    if (engine === null) return;
    engine.setVisible(layersOf.communes, isOn("communes"));
    engine.setVisible(layersOf["commune-points"], isOn("communes"));
    engine.setVisible(layersOf.gates, isOn("gates"));
    engine.setVisible(layersOf.heat, isOn("heat"));
    engine.setVisible(layersOf.vehicles, isOn("vehicles"));
    engine.setVisible(layersOf.stations, isOn("stations"));
    engine.setVisible(layersOf.cameras, isOn("cameras"));
    engine.setVisible(layersOf.mapEvents, isOn("cameraEvents"));
    engine.setVisible(layersOf.reports, isOn("reports"));
    engine.setVisible(layersOf.roads, isOn("roads"));
    engine.setVisible(layersOf.towns, isOn("towns"));
  }, [engine, isOn]);
}
