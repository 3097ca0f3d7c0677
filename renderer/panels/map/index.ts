import { definePanel } from "../panel.ts";
import { MapTile } from "./MapTile.tsx";
import type { MapSettings } from "./settings.ts";

export const map = definePanel<MapSettings>({
  kind: "map",
  version: 2,
  frame: "bare",
  isContinuous: true,
  component: MapTile,
});
