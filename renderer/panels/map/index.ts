import { definePanel } from "../panel.ts";
import { MapSettings } from "./settings.ts";

export const map = definePanel({
  kind: "map",
  version: 2,
  settings: MapSettings,
  frame: "bare",
  needs: ({ gates, cameras, communes, stations, heat }) => {
    const indicators = [gates, communes, stations, heat].flatMap((one) => one?.indicator ?? []);
    return {
      ...(indicators.length === 0 ? {} : { indicators: [...new Set(indicators)] }),
      ...(cameras ? { cameras: "all" as const } : {}),
    };
  },
  load: () => import("./MapPanel.tsx").then((module) => module.MapPanel),
});
