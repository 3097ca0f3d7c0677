import { definePanel } from "../panel.ts";
import type { AirQualitySettings } from "./settings.ts";

/** A station's air as the decision asks it to be published: index, band, all substances, place, advice, method and source. */
export const airQuality = definePanel<AirQualitySettings>({
  kind: "air-quality",
  version: 1,
  frame: "tile",
  least: [
    { widthEm: 17, heightEm: 27.5 },
    { widthEm: 44, heightEm: 12.5 },
  ],
  load: () => import("./AirQuality.tsx").then((module) => module.AirQuality),
});
