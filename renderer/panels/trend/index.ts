import { definePanel } from "../panel.ts";
import { TrendSettings } from "./settings.ts";

/** Up to four lines over the last hours, with the thresholds of the first. */
export const trend = definePanel({
  kind: "trend",
  version: 1,
  settings: TrendSettings,
  frame: "tile",
  needs: ({ series }) => ({ series }),
  load: () => import("./Trend.tsx").then((module) => module.Trend),
});
