import { definePanel } from "../panel.ts";
import type { FigureTableSettings } from "./settings.ts";

/** Figures in a table, each with its age and held against its plan, the period before and the same one a year ago. */
export const figureTable = definePanel<FigureTableSettings>({
  kind: "figure-table",
  version: 1,
  frame: "tile",
  least: { widthEm: 24, heightEm: 7 },
  load: () => import("./FigureTable.tsx").then((module) => module.FigureTable),
});
