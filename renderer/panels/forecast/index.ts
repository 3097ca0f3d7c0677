import { definePanel } from "../panel.ts";
import type { ForecastSettings } from "./settings.ts";

/** The next hours of a figure, how far off such forecasts were, and how far off saying that nothing changes. */
export const forecast = definePanel<ForecastSettings>({
  kind: "forecast",
  version: 1,
  frame: "tile",
  least: { widthEm: 13, heightEm: 8.5 },
  load: () => import("./Forecast.tsx").then((module) => module.ForecastPanel),
});
