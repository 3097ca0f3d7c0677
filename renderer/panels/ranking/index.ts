import { definePanel } from "../panel.ts";
import type { RankingSettings } from "./settings.ts";

/** Places by number: the first, and the last where not all fit. */
export const ranking = definePanel<RankingSettings>({
  kind: "ranking",
  version: 1,
  frame: "tile",
  least: { widthEm: 13, heightEm: 8.4 },
  load: () => import("./Ranking.tsx").then((module) => module.Ranking),
});
