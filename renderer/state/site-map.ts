import type { FeatureCollection } from "geojson";
import { type MapLayer, MapView } from "#contract/entities/map.ts";
import { routes } from "#contract/http.ts";
import { fetchDocument, fetchFromCore } from "../live/api.ts";
import { addressStore, lineCount } from "./connection.ts";
import { makeStore, useStoreValue } from "./store.ts";

export type LoadedLayer = { layer: MapLayer; features: FeatureCollection };
export type MapData = {
  /** null until the core has told. */
  view: MapView | null;
  /** Imported shapes by what they are for, each feature with its place in the file as its id. */
  layers: ReadonlyMap<string, LoadedLayer>;
  hasFailed: boolean;
};

/** What the site's map is made of: one a page, however many maps it shows. */
export const mapStore = makeStore<MapData>({ view: null, layers: new Map(), hasFailed: false });
export const useMapData = (): MapData => useStoreValue(mapStore);

/** An import is rare, and the answer is empty while nothing has changed. */
const askAgainMs = 30_000;
/** A question that failed, as where the line was lost over it. Without its answer there is no map. */
const retryAfterMs = 3_000;

let users = 0;
let stop: () => void = () => {};
let loadNow: () => void = () => {};

/** Asks for it at once, after an import; nothing where nobody wants a map. */
export const reloadMap = (): void => loadNow();

/** Keeps the map's description and its shapes as the core has them, as long as somebody wants them. @returns its undo */
export function wantMap(): () => void {
  users += 1;
  if (users === 1) stop = start();
  return () => {
    users -= 1;
    if (users === 0) stop();
  };
}

function start(): () => void {
  const gone = new AbortController();
  let isAsking = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const load = async () => {
    const address = addressStore.getState();
    if (address === null || isAsking) return;
    isAsking = true;
    clearTimeout(retry);
    try {
      const answer = await fetchDocument(address, routes.map, gone.signal);
      if (!answer.ok) throw new Error(`map answered ${answer.status}`);
      const view = MapView.parse(await answer.json());
      const former = mapStore.getState();
      if (former.view?.revision === view.revision && !former.hasFailed) return;
      const layers = new Map<string, LoadedLayer>();
      for (const layer of view.layers) {
        const known = former.layers.get(layer.role);
        const isSame = known?.layer.revision === layer.revision;
        const features = isSame ? known.features : await fetchLayer(address, layer, gone.signal);
        layers.set(layer.role, { layer, features });
      }
      mapStore.setState({ view, layers, hasFailed: false }, true);
    } catch {
      // What was there stays; it is asked for again.
      if (gone.signal.aborted) return;
      mapStore.setState({ hasFailed: true });
      retry = setTimeout(() => void load(), retryAfterMs);
    } finally {
      isAsking = false;
    }
  };
  const undo = [addressStore.subscribe(() => void load()), lineCount.subscribe(() => void load())];
  const timer = setInterval(() => void load(), askAgainMs);
  loadNow = () => void load();
  void load();
  return () => {
    loadNow = () => {};
    gone.abort();
    clearInterval(timer);
    clearTimeout(retry);
    for (const one of undo) one();
  };
}

async function fetchLayer(
  address: Parameters<typeof fetchFromCore>[0],
  { role, revision }: MapLayer,
  signal: AbortSignal,
): Promise<FeatureCollection> {
  const answer = await fetchFromCore(address, routes.mapLayer(role, revision), signal);
  if (!answer.ok) throw new Error(`map layer answered ${answer.status}`);
  // Written by the core from what it has checked.
  const collection = (await answer.json()) as FeatureCollection;
  return { ...collection, features: collection.features.map((feature, id) => ({ ...feature, id })) };
}
