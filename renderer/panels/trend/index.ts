import { definePanel } from "../panel.ts";
import type { TrendSettings } from "./settings.ts";
import { Trend } from "./Trend.tsx";

/** Up to four lines over the last hours, with the thresholds of the first. */
export const trend = definePanel<TrendSettings>({
  kind: "trend",
  version: 1,
  frame: "tile",
  least: { widthEm: 13, heightEm: 8.5 },
  component: Trend,
});
