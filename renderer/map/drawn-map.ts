import type { Bounds, MapEngine, Padding, View } from "./engine.ts";
import { applyFeatureStates, type Stateful } from "./feature-states.ts";

/** What both engines' maps have in common: one came from the other, and these calls are the same in both. */
type DrawnMap = Stateful & {
  getLayer(id: string): unknown;
  setLayoutProperty(layer: string, name: "visibility", value: "visible" | "none"): unknown;
  project(position: [number, number]): { x: number; y: number };
  unproject(point: [number, number]): { lng: number; lat: number };
  getCenter(): { lng: number; lat: number };
  getZoom(): number;
  jumpTo(view: Partial<View>): unknown;
  fitBounds(bounds: Bounds, options: { padding: Padding; animate: boolean }): unknown;
  panBy(pixels: [number, number], options: { animate: boolean }): unknown;
  on(event: "move" | "resize", listener: () => void): unknown;
  off(event: "move" | "resize", listener: () => void): unknown;
  remove(): void;
};

/**
 * A drawn map as panels see it, but for what the engines have each in a way of its own.
 * @param initial what the first `fit` keeps free
 */
export function faceOf(
  map: DrawnMap,
  container: HTMLElement,
  initial: Padding,
): Omit<MapEngine, "name" | "setData" | "onClick" | "marksAt"> {
  let padding = initial;
  return {
    setFeatureStates: applyFeatureStates(map),
    setVisible(layers, isVisible) {
      for (const layer of layers)
        if (map.getLayer(layer)) map.setLayoutProperty(layer, "visibility", isVisible ? "visible" : "none");
    },
    project: (position) => map.project(position),
    unproject(x, y) {
      const { lng, lat } = map.unproject([x, y]);
      return [lng, lat];
    },
    size: () => ({ width: container.clientWidth, height: container.clientHeight }),
    view() {
      const { lng, lat } = map.getCenter();
      return { center: [lng, lat], zoom: map.getZoom() };
    },
    show: (view) => void map.jumpTo(view),
    fit: (bounds) => void map.fitBounds(bounds, { padding, animate: false }),
    keepFree(next) {
      padding = next;
    },
    onMoved(listener) {
      const events = ["move", "resize"] as const;
      for (const event of events) map.on(event, listener);
      return () => {
        for (const event of events) map.off(event, listener);
      };
    },
    pan: (x, y) => void map.panBy([x, y], { animate: false }),
    zoom: (levels) => void map.jumpTo({ zoom: map.getZoom() + levels }),
    remove: () => map.remove(),
  };
}
