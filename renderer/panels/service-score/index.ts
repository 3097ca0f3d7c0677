import { definePanel } from "../panel.ts";
import type { ServiceScoreSettings } from "./settings.ts";

/** A score by component: as computed here beside as published, with the difference. */
export const serviceScore = definePanel<ServiceScoreSettings>({
  kind: "service-score",
  version: 1,
  frame: "tile",
  least: { widthEm: 20, heightEm: 13 },
  load: () => import("./ServiceScore.tsx").then((module) => module.ServiceScore),
});
