/// <reference path="./mapbox-csp.d.ts" />

import type { Feature } from "geojson";
import type { ErrorEvent, Map as Mapbox, MapMouseEvent, StyleSpecification } from "mapbox-gl";
import mapbox from "mapbox-gl/dist/mapbox-gl-csp.js";
import workerUrl from "mapbox-gl/dist/mapbox-gl-csp-worker.js?url";
import { pending } from "../compat.ts";
import { faceOf } from "./drawn-map.ts";
import { EngineError, type MapEngine, type MapStyle, type OpenEngine, type Padding, widened } from "./engine.ts";
import { marksAt, mostLeaves } from "./marks.ts";
import type { SourceName } from "./style.ts";
import "mapbox-gl/dist/mapbox-gl.css";

mapbox.workerUrl = workerUrl;

/** One of the engine's own styles has to be there within this; what is not told by then is taken for a lost network. */
const answersWithinMs = 1_500;
/** Its own styles need the network for good; one tile that fails is no lost network. */
const failuresInARow = 4;

/**
 * The site's own engine. It draws our style without a network; one of its own styles goes over to the other engine as soon
 * as its server says no or is not there. With a bad token it shows a black canvas and still says that it has loaded, so only
 * its errors are believed.
 */
export const openMapbox: OpenEngine = (options) => {
  const { container, style, bounds, extent, padding, icons, isInteractive, core, mapbox: account } = options;
  const { promise, resolve, reject } = pending<MapEngine>();
  if (account === undefined) {
    reject(new EngineError("token"));
    return promise;
  }
  const isOwnStyle = account.style !== null;
  mapbox.baseApiUrl = account.api;
  let map: Mapbox;
  try {
    map = new mapbox.Map({
      container,
      accessToken: account.token,
      style: account.style ?? converted(style),
      bounds,
      fitBoundsOptions: { padding },
      interactive: isInteractive,
      dragRotate: false,
      pitchWithRotate: false,
      attributionControl: isOwnStyle,
      // Its terms want the mark to be seen; at the left stands our legend.
      logoPosition: "bottom-right",
      fadeDuration: 0,
      renderWorldCopies: false,
      projection: "mercator",
      localFontFamily: "Be Vietnam Pro",
      performanceMetricsCollection: false,
      collectResourceTiming: false,
      // Where nobody drags it, it would only keep a map in a small tile from being shown whole.
      ...(isInteractive && { maxBounds: widened(extent) }),
      maxZoom: 18,
      transformRequest: (url) => (url.startsWith(`${core.origin}/`) ? { url, headers: core.headers } : { url }),
    });
  } catch (error) {
    reject(new EngineError("undrawable", { cause: error }));
    return promise;
  }
  let isOpen = false;
  let failures = 0;
  const broken = (reason: "token" | "network") => {
    clearTimeout(timer);
    if (isOpen) options.onBroken(reason);
    else {
      map.remove();
      reject(new EngineError(reason));
    }
  };
  const timer = setTimeout(() => {
    if (!isOpen && isOwnStyle) broken("network");
  }, answersWithinMs);
  map.on("error", ({ error }: ErrorEvent) => {
    const status = "status" in error ? Number(error.status) : 0;
    if (status === 401 || status === 403 || /access token|unauthorized/i.test(error.message)) return broken("token");
    // Without its server our own style is drawn all the same.
    if (!isOwnStyle) return;
    failures += 1;
    if (failures >= failuresInARow || !isOpen || !navigator.onLine) broken("network");
  });
  map.on("sourcedata", () => {
    failures = 0;
  });
  map.once("style.load", () => {
    clearTimeout(timer);
    isOpen = true;
    if (isOwnStyle) addOurs(map, style);
    for (const { name, pixelRatio, ...image } of icons) map.addImage(name, image, { pixelRatio });
    resolve(wrap(map, container, padding));
  });
  return promise;
};

/** The style as this engine takes it: it wants an address for glyphs, which it never asks. */
const converted = (style: MapStyle): StyleSpecification =>
  JSON.parse(JSON.stringify({ ...style, glyphs: `${location.origin}/glyphs/{fontstack}/{range}.pbf` }));

/** Over one of its own styles only what is the site's is drawn, neither our base nor a sketch of roads that it has itself. */
function addOurs(map: Mapbox, style: MapStyle): void {
  const { sources = {}, layers } = converted(style);
  delete sources["road-sketch" satisfies SourceName];
  for (const [id, source] of Object.entries(sources)) if (source.type === "geojson") map.addSource(id, source);
  for (const layer of layers)
    if ("source" in layer && typeof layer.source === "string" && sources[layer.source]?.type === "geojson")
      map.addLayer(layer);
}

function wrap(map: Mapbox, container: HTMLElement, padding: Padding): MapEngine {
  return {
    ...faceOf(map, container, padding),
    name: "mapbox",
    setData(source, data) {
      const found = map.getSource(source);
      if (found?.type === "geojson") found.setData(data);
    },
    onClick(listener) {
      const clicked = ({ point, lngLat }: MapMouseEvent) =>
        listener({ x: point.x, y: point.y, position: [lngLat.lng, lngLat.lat] });
      map.on("click", clicked);
      return () => void map.off("click", clicked);
    },
    marksAt: (source, layers, at, withinPx) =>
      marksAt(
        map,
        (cluster) => {
          const { promise, resolve, reject } = pending<Feature[]>();
          const found = map.getSource(source);
          if (found?.type !== "geojson") return Promise.resolve([]);
          found.getClusterLeaves(cluster, mostLeaves, 0, (error, leaves) =>
            error ? reject(error) : resolve(leaves ?? []),
          );
          return promise;
        },
        layers,
        at,
        withinPx,
      ),
  };
}
