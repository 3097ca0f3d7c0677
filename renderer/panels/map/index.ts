import { definePanel } from "../panel.ts";
import { MapSettings } from "./settings.ts";

export const map = definePanel({
  kind: "map",
  version: 1,
  settings: MapSettings,
  frame: "bare",
  needs: ({ gates, cameras }) => ({
    ...(gates === undefined ? {} : { indicators: [gates.indicator] }),
    ...(cameras ? { cameras: "all" as const } : {}),
  }),
  load: () => import("./MapPanel.tsx").then((module) => module.MapPanel),
});
