import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Mark } from "./marks.ts";

/** West, south, east, north in degrees. */
export type Bounds = [west: number, south: number, east: number, north: number];
/** CSS pixels at the edges that the view keeps free. */
export type Padding = { top: number; right: number; bottom: number; left: number };
/** The middle in degrees, and the zoom of a Web Mercator map of 512 px tiles. */
export type View = { center: [lon: number, lat: number]; zoom: number };
export type MapStyle = StyleSpecification;
export type MapLayer = LayerSpecification;
/** What an engine draws another way without new shapes: by the id of a feature. */
export type FeatureStates = ReadonlyMap<number, Readonly<Record<string, string | number | boolean>>>;

export const engineNames = ["maplibre", "mapbox"] as const;
export type EngineName = (typeof engineNames)[number];

/** A picture that symbols use, by name: RGBA, row by row. */
export type Icon = { name: string; width: number; height: number; data: Uint8ClampedArray; pixelRatio: number };

/** What is said to whoever tries to move a map by a wheel or a finger that are the page's. */
export type SharedGestures = { wheel: string; touch: string };

export type EngineOptions = {
  container: HTMLElement;
  style: MapStyle;
  bounds: Bounds;
  /** How far people may look, with its surroundings. */
  extent: Bounds;
  padding: Padding;
  icons: readonly Icon[];
  /** People may drag and zoom it: on the desk and in a browser, never on the wall. */
  isInteractive: boolean;
  /** It stands in a page that is scrolled: wheel and one finger are left to that. null: it has them to itself. */
  shared: SharedGestures | null;
  /** The core's address and the header that goes along with requests to it, and to nothing else. */
  core: { origin: string; headers: Record<string, string> };
  /** Of the site's own engine. */
  mapbox?: { token: string; style: string | null; api: string };
  /** Told once, when the engine cannot go on: its server says no, or the network is gone. */
  onBroken(reason: BrokenReason): void;
};

/** Where on the container, CSS pixels from its top left, and where in the world. */
export type Clicked = { x: number; y: number; position: [lon: number, lat: number] };

/** token: the engine's own server does not take the site's token · network: it cannot be reached. */
export type BrokenReason = "token" | "network";

/**
 * A map as panels see it, whichever engine draws it. Changes are drawn with the next frame; nothing moves by itself.
 * Shapes are given whole; colours that follow figures change by `setFeatureStates`, which costs no new shapes.
 */
export type MapEngine = {
  readonly name: EngineName;
  setData(source: string, data: FeatureCollection): void;
  setFeatureStates(source: string, states: FeatureStates): void;
  setVisible(layers: readonly string[], isVisible: boolean): void;
  /** Where a place is, CSS pixels from the container's top left. */
  project(position: [lon: number, lat: number]): { x: number; y: number };
  /** The place at a point of the container. */
  unproject(x: number, y: number): [lon: number, lat: number];
  size(): { width: number; height: number };
  /** Where the view stands. */
  view(): View;
  /** Goes to a view at once. */
  show(view: View): void;
  /** Goes at once to where the bounds are seen whole, within the edges to be kept free. */
  fit(bounds: Bounds): void;
  /** What every later `fit` keeps free; the view stays. */
  keepFree(padding: Padding): void;
  /** Calls back when the view or the container's size has changed; returns its undo. */
  onMoved(listener: () => void): () => void;
  /** Moves the view by CSS pixels of the container, at once. */
  pan(x: number, y: number): void;
  /** Comes nearer by so many levels about the middle, at once; negative: goes further away. */
  zoom(levels: number): void;
  /** Calls back with every click that ends no drag; returns its undo. */
  onClick(listener: (at: Clicked) => void): () => void;
  /**
   * What is known of the marks that some layers of a source show within so many pixels of a point; of one that stands for
   * several, of each of them.
   */
  marksAt(
    source: string,
    layers: readonly string[],
    at: { x: number; y: number },
    withinPx: number,
  ): Promise<readonly Mark[]>;
  remove(): void;
};

/** Rejects where this machine cannot draw at all, or with the reason when the engine is refused. */
export type OpenEngine = (options: EngineOptions) => Promise<MapEngine>;

export class EngineError extends Error {
  readonly reason: BrokenReason | "undrawable";
  constructor(reason: BrokenReason | "undrawable", options?: { cause?: unknown }) {
    super(reason, options);
    this.reason = reason;
  }
}

export const featureCollection = (features: Feature[]): FeatureCollection<Geometry> => ({
  type: "FeatureCollection",
  features,
});

/** Until there is something to show. */
export const noFeatures = featureCollection([]);

/** A site's extent may be looked beyond by this much, so that it can be dragged, and not to another continent. */
export function widened([west, south, east, north]: Bounds): Bounds {
  const [x, y] = [(east - west) * 1.5, (north - south) * 1.5];
  return [west - x, Math.max(-85, south - y), east + x, Math.min(85, north + y)];
}
