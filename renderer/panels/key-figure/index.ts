import { definePanel } from "../panel.ts";
import { KeyFigureSettings } from "./settings.ts";

/** One figure: value, unit, what it is held against, its line, its status, source and age. */
export const keyFigure = definePanel({
  kind: "key-figure",
  version: 1,
  settings: KeyFigureSettings,
  frame: "tile",
  needs: ({ indicator, place, comparator }) => ({
    series: [{ indicator, place }, ...(comparator?.kind === "indicator" ? [comparator] : [])],
  }),
  load: () => import("./KeyFigure.tsx").then((module) => module.KeyFigure),
});
