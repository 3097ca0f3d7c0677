import { definePanel } from "../panel.ts";
import type { ComparisonSettings } from "./settings.ts";

/** One indicator at several places as bars, sorted, with its thresholds. */
export const comparison = definePanel<ComparisonSettings>({
  kind: "comparison",
  version: 1,
  frame: "tile",
  least: { widthEm: 17, heightEm: 7 },
  load: () => import("./Comparison.tsx").then((module) => module.Comparison),
});
