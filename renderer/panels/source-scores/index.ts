import { definePanel } from "../panel.ts";
import type { SourceScoresSettings } from "./settings.ts";

/** How good the data of each source or unit is: right, complete, clean, alive; which way it goes, and why it is low. */
export const sourceScores = definePanel<SourceScoresSettings>({
  kind: "source-scores",
  version: 1,
  frame: "tile",
  least: { widthEm: 20, heightEm: 8 },
  load: () => import("./SourceScores.tsx").then((module) => module.SourceScoresPanel),
});
