import { pending } from "../compat.ts";
import { type BrokenReason, EngineError, type EngineName, type EngineOptions, type MapEngine } from "./engine.ts";

/** Only the engine in use is loaded. */
const loaders = {
  maplibre: () => import("./maplibre-engine.ts").then(({ openMaplibre }) => openMaplibre),
  mapbox: () => import("./mapbox-engine.ts").then(({ openMapbox }) => openMapbox),
};

/** Both have to end within two seconds of the first try, so that nobody looks at a black tile. */
const mapboxWithinMs = 1_700;

export type Opened = {
  engine: MapEngine;
  /** Why it is not the engine that the site wants. */
  fellBack: BrokenReason | null;
};

/**
 * Opens the engine that the site wants, or the built-in one where that cannot be. When an engine breaks later, `onBroken`
 * is told, and the caller opens anew with "maplibre".
 * Rejects with EngineError "undrawable" where this machine draws no map at all (no WebGL).
 */
export async function openMap(wanted: EngineName, options: EngineOptions): Promise<Opened> {
  if (wanted === "mapbox")
    try {
      const open = await loaders.mapbox();
      return { engine: await within(mapboxWithinMs, open(options)), fellBack: null };
    } catch (error) {
      const reason = error instanceof EngineError && error.reason === "token" ? "token" : "network";
      // Whatever it has put there would lie under the other's canvas.
      options.container.replaceChildren();
      return { engine: await (await loaders.maplibre())(options), fellBack: reason };
    }
  return { engine: await (await loaders.maplibre())(options), fellBack: null };
}

function within(ms: number, work: Promise<MapEngine>): Promise<MapEngine> {
  const { promise, resolve, reject } = pending<MapEngine>();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    reject(new EngineError("network"));
  }, ms);
  work
    .then((engine) => {
      if (isLate) engine.remove();
      else resolve(engine);
    }, reject)
    .finally(() => clearTimeout(timer));
  return promise;
}
