import { type GeoJSONSource, Map as Maplibre, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { pending } from "../compat.ts";
import { faceOf } from "./drawn-map.ts";
import { EngineError, type MapEngine, type OpenEngine, type Padding, widened } from "./engine.ts";
import { marksAt, mostLeaves } from "./marks.ts";
import "maplibre-gl/dist/maplibre-gl.css";

// A worker file of our own origin: the engine's default is a blob, which the content policy forbids.
setWorkerUrl(workerUrl);

/**
 * The built-in engine, which needs no account and no network. Without a GPU every animated frame costs a tenth of a second,
 * so there are no flights, fades or idle repaints.
 */
export const openMaplibre: OpenEngine = ({
  container,
  style,
  bounds,
  extent,
  padding,
  icons,
  isInteractive,
  shared,
  core,
}) => {
  const { promise, resolve, reject } = pending<MapEngine>();
  let map: Maplibre;
  try {
    map = new Maplibre({
      container,
      style,
      bounds,
      fitBoundsOptions: { padding },
      interactive: isInteractive,
      ...(shared !== null && {
        cooperativeGestures: true,
        locale: {
          "CooperativeGesturesHandler.WindowsHelpText": shared.wheel,
          "CooperativeGesturesHandler.MacHelpText": shared.wheel,
          "CooperativeGesturesHandler.MobileHelpText": shared.touch,
        },
      }),
      // Keys and double clicks go there at once instead of flying.
      reduceMotion: true,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      attributionControl: false,
      fadeDuration: 0,
      renderWorldCopies: false,
      trackResize: true,
      // Where nobody drags it, it would only keep a map in a small tile from being shown whole.
      ...(isInteractive && { maxBounds: widened(extent) }),
      maxZoom: 16,
      // Lines and fills smooth their own edges; the canvas smoothing all of it takes three times as long without a GPU.
      canvasContextAttributes: { antialias: false, powerPreference: "low-power" },
      transformRequest: (url) => (url.startsWith(`${core.origin}/`) ? { url, headers: core.headers } : { url }),
    });
  } catch (error) {
    reject(new EngineError("undrawable", { cause: error }));
    return promise;
  }
  map.keyboard.disableRotation();
  // A tile that cannot be had leaves its place as it was; the engine would write each into the log.
  map.on("error", ({ error }) => console.warn(error.message));
  // Not `load`, which waits for every tile: the province is drawn before its surroundings.
  map.once("style.load", () => {
    for (const { name, pixelRatio, ...image } of icons) map.addImage(name, image, { pixelRatio });
    resolve(wrap(map, container, padding));
  });
  return promise;
};

function wrap(map: Maplibre, container: HTMLElement, padding: Padding): MapEngine {
  return {
    ...faceOf(map, container, padding),
    name: "maplibre",
    setData(source, data) {
      const found = map.getSource(source);
      if (found && "setData" in found && typeof found.setData === "function") found.setData(data);
    },
    onClick(listener) {
      const clicked = map.on("click", ({ point, lngLat }) =>
        listener({ x: point.x, y: point.y, position: [lngLat.lng, lngLat.lat] }),
      );
      return () => clicked.unsubscribe();
    },
    marksAt: (source, layers, at, withinPx) =>
      marksAt(
        map,
        async (cluster) => (await map.getSource<GeoJSONSource>(source)?.getClusterLeaves(cluster, mostLeaves, 0)) ?? [],
        layers,
        at,
        withinPx,
      ),
  };
}
