// The page of the map's bench: the wall's own panel, and the bare engine with the same style and the same shapes. Each is
// opened, given a second's figures some times over, and measured from the figures to the moment the engine has drawn all.
import type { FeatureCollection } from "geojson";
import { Map as Maplibre } from "maplibre-gl";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import type { Place } from "#contract/entities/place.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { createWords } from "../../../renderer/i18n/index.ts";
import { layersOf } from "../../../renderer/map/figure-layers.ts";
import { mapIcons } from "../../../renderer/map/icons.ts";
import { readLook } from "../../../renderer/map/look.ts";
import { mapStyle } from "../../../renderer/map/style.ts";
import "../../../renderer/map/maplibre-engine.ts";
import { breaksOf, rampStepOf, stepOf } from "../../../renderer/panels/map/classes.ts";
import { camerasAt } from "../../../renderer/panels/map/features.ts";
import { MapPanel } from "../../../renderer/panels/map/MapPanel.tsx";
import { cameras } from "../../../renderer/state/cameras.ts";
import { nowStore } from "../../../renderer/state/clock.ts";
import { addressStore } from "../../../renderer/state/connection.ts";
import { outlineStore } from "../../../renderer/state/outline.ts";
import { putReadings, replaceReadings } from "../../../renderer/state/readings.ts";
import { setSite } from "../../../renderer/state/site.ts";
import { mapStore } from "../../../renderer/state/site-map.ts";
import { TypeContext } from "../../../renderer/ui/type-context.ts";
import { cameraViews, communeAreas, type Load, once, readingsAt, roadLines, siteOf, tenfold } from "./load.ts";
import "../../../renderer/ui/fonts.css";
import "../../../renderer/ui/tokens.css";
import "../../../renderer/ui/base.css";
import "../../../renderer/panels/map/map.css";

export type Measured = { updateMs: number[]; frameMs: number[]; openMs: number };

/** Every engine that was made on this page: the panel keeps its own to itself. */
const made: Maplibre[] = [];
const { on } = Maplibre.prototype;
Maplibre.prototype.on = function (this: Maplibre, ...args: Parameters<typeof on>) {
  if (!made.includes(this)) made.push(this);
  return on.apply(this, args);
} as typeof on;

const loads = { once, tenfold };
const stage = document.querySelector<HTMLElement>("#stage");
if (stage === null) throw new Error("no stage");
const scale = { value: 72, label: 57, source: 52 };
const size = { width: 1_920, height: 1_080 };
const settings = {
  title: { vi: "Bản đồ", en: "Map" },
  communes: { indicator: "xa" },
  stations: [{ indicator: "xe", sign: "water" as const, trend: 3_600_000 }],
  cameras: true,
  towns: true,
  roads: true,
};
const nothing: FeatureCollection = { type: "FeatureCollection", features: [] };
const layer = (role: "communes" | "roads", features: FeatureCollection) =>
  [
    role,
    { layer: { role, revision: role, name: role, features: features.features.length, asOfMs: 1 }, features },
  ] as const;

/** Everything asked for is on the screen and nothing is left to do. */
const settled = (map: Maplibre): Promise<void> =>
  new Promise((resolve) => {
    map.once("idle", () => resolve());
    map.triggerRepaint();
  });

type Subject = { map: Maplibre; update(second: number): void; close(): void };

/** The wall's panel with its stores. */
async function openOurs(load: Load, element: HTMLElement): Promise<Subject> {
  setSite({ ...siteOf(load), id: `bench-${performance.now()}` }, () => new Map());
  replaceReadings(readingsAt(load, 0));
  cameras.replace(cameraViews(load));
  outlineStore.setState({ features: nothing, hasFailed: false }, true);
  addressStore.setState({ origin: location.origin }, true);
  mapStore.setState(
    {
      view: { revision: "a", base: null, layers: [], engine: "maplibre" },
      layers: new Map([layer("communes", communeAreas(load)), layer("roads", roadLines(load))]),
      hasFailed: false,
    },
    true,
  );
  const before = made.length;
  const root = createRoot(element);
  const panel = createElement(MapPanel, {
    settings,
    size,
    tile: { id: "t", panel: "map", x: 0, y: 0, width: 24, height: 24, settings: {} },
    report: () => {},
  });
  root.render(
    createElement(TypeContext, { value: scale }, createElement(I18nextProvider, { i18n: createWords("vi") }, panel)),
  );
  while (made.length === before || element.querySelector('[data-engine="maplibre"]') === null)
    await new Promise((done) => setTimeout(done, 10));
  const map = made.at(-1);
  if (map === undefined) throw new Error("no map");
  return {
    map,
    update(second) {
      putReadings(readingsAt(load, second));
      // The panel looks once a second; this is that second.
      nowStore.setState(nowStore.getState() + 1_000, true);
    },
    close: () => root.unmount(),
  };
}

/** The engine alone, told what to draw in the fewest calls there are. */
async function openBare(load: Load, element: HTMLElement): Promise<Subject> {
  element.className = "map";
  const site = siteOf(load);
  const look = readLook(element, scale.source * 0.86);
  const map = new Maplibre({
    container: element,
    style: mapStyle({ look, base: null, tileAddress: "", hasCommunes: true, hasTowns: true }),
    bounds: site.map.bounds,
    fitBoundsOptions: {
      padding: { top: 99, bottom: 78, left: 31, right: 715 },
    },
    interactive: false,
    attributionControl: false,
    fadeDuration: 0,
    renderWorldCopies: false,
    canvasContextAttributes: { antialias: false, powerPreference: "low-power" },
  });
  await new Promise((done) => map.once("style.load", done));
  // What the panel has switched off would be drawn by nobody; empty heat still costs a pass of its own.
  for (const id of layersOf.heat) map.setLayoutProperty(id, "visibility", "none");
  for (const { name, pixelRatio, ...image } of mapIcons(look)) map.addImage(name, image, { pixelRatio });
  const areas = communeAreas(load);
  const set = (source: string, data: FeatureCollection) =>
    (map.getSource(source) as unknown as { setData(data: FeatureCollection): void }).setData(data);
  set("communes", areas);
  set("roads", roadLines(load));
  set("cameras", camerasAt(cameraViews(load)));
  const stations = site.places.filter(({ kind }) => kind === "station");
  const update = (second: number) => {
    const readings = readingsAt(load, second);
    const values = readings.slice(0, load.communes).map(({ value }) => Number(value));
    const breaks = breaksOf(values, 1);
    values.forEach((value, id) => {
      const step = rampStepOf(stepOf(value, breaks), breaks.length + 1);
      map.setFeatureState({ source: "communes", id }, { step, level: value > 95 ? "attention" : "normal" });
    });
    set("commune-flags", {
      type: "FeatureCollection",
      features: areas.features.flatMap((feature, id) =>
        (values[id] ?? 0) > 95
          ? [
              {
                ...feature,
                properties: {
                  label: `${feature.properties?.name}\n▲ ${values[id]}`,
                  short: `▲ ${values[id]}`,
                  level: "attention",
                },
              },
            ]
          : [],
      ),
    });
    set("stations", movers(stations, readings.slice(load.communes)));
  };
  update(0);
  return { map, update, close: () => map.remove() };
}

const movers = (places: readonly Place[], readings: readonly Reading[]): FeatureCollection => ({
  type: "FeatureCollection",
  features: places.map((place, at) => ({
    type: "Feature",
    properties: {
      label: `${place.name.vi}\n${String(readings[at]?.value).replace(".", ",")} %`,
      icon: Number(readings[at]?.value) > 95 ? "water-attention" : "water-normal",
      level: Number(readings[at]?.value) > 95 ? "attention" : "normal",
    },
    geometry: { type: "Point", coordinates: [place.position?.lon ?? 0, place.position?.lat ?? 0] },
  })),
});

async function measure(who: "ours" | "bare", name: keyof typeof loads, updates: number): Promise<Measured> {
  const element = document.createElement("div");
  element.style.cssText = "position:absolute;inset:0";
  stage?.replaceChildren(element);
  const startedAt = performance.now();
  const subject = await (who === "ours" ? openOurs : openBare)(loads[name], element);
  await settled(subject.map);
  const openMs = performance.now() - startedAt;
  const updateMs: number[] = [];
  const frameMs: number[] = [];
  let frameAt = 0;
  const rendered = () => {
    const now = performance.now();
    if (frameAt > 0) frameMs.push(now - frameAt);
    frameAt = now;
  };
  subject.map.on("render", rendered);
  for (let second = 1; second <= updates; second += 1) {
    frameAt = 0;
    const at = performance.now();
    subject.update(second);
    await settled(subject.map);
    updateMs.push(performance.now() - at);
  }
  subject.map.off("render", rendered);
  subject.close();
  return { updateMs, frameMs, openMs };
}

/** Leaves the wall's map standing still, with the clock going and nothing new. */
async function stand(name: keyof typeof loads): Promise<void> {
  const element = document.createElement("div");
  element.style.cssText = "position:absolute;inset:0";
  stage?.replaceChildren(element);
  const { map } = await openOurs(loads[name], element);
  await settled(map);
  setInterval(() => nowStore.setState(nowStore.getState() + 1_000, true), 1_000);
}

export type Bench = { measure: typeof measure; stand: typeof stand };
Object.assign(window, { bench: { measure, stand } satisfies Bench });
