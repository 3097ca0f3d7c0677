import type { Layer } from "./layer.ts";
import type { KeptAutomation, KeptScene, NewWallEntry } from "./repository.ts";
import type { WallDocument } from "./wall-document.ts";

/** What is written together. */
export type WallChange = {
  wall?: WallDocument;
  layer?: Omit<Layer, "atMs">;
  scenes?: KeptScene[];
  automations?: KeptAutomation[];
  entry?: NewWallEntry;
  /** More of them, of what happened by itself. */
  entries?: NewWallEntry[];
  marked?: { id: number; isUndone: boolean };
};

/** What a part that drives the wall by itself, or a command to it, makes of it. */
export type LayerChange = {
  document?: WallDocument;
  layer?: Omit<Layer, "atMs">;
  entry?: NewWallEntry;
  entries?: NewWallEntry[];
};
