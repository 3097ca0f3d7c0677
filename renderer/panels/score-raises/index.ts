import { definePanel } from "../panel.ts";
import type { ScoreRaisesSettings } from "./settings.ts";

/** What raises the score this week, dossier by dossier. */
export const scoreRaises = definePanel<ScoreRaisesSettings>({
  kind: "score-raises",
  version: 1,
  frame: "tile",
  least: { widthEm: 20, heightEm: 9 },
  load: () => import("./ScoreRaises.tsx").then((module) => module.ScoreRaises),
});
