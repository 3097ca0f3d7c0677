import { definePanel } from "../panel.ts";
import { MapTile } from "./MapTile.tsx";
import type { MapSettings } from "./settings.ts";

export const map = definePanel<MapSettings>({
  kind: "map",
  version: 2,
  frame: "bare",
  isContinuous: true,
  // Wide: with the column of gates or legends beside the province. Narrow: with the legends under it.
  least: [
    { widthEm: 36, heightEm: 15 },
    { widthEm: 24, heightEm: 24 },
  ],
  component: MapTile,
});
