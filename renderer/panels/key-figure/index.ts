import { definePanel } from "../panel.ts";
import { KeyFigure } from "./KeyFigure.tsx";
import type { KeyFigureSettings } from "./settings.ts";

/** One figure: value, unit, what it is held against, its line, its status, source and age. */
export const keyFigure = definePanel<KeyFigureSettings>({
  kind: "key-figure",
  version: 1,
  frame: "tile",
  least: { widthEm: 10.5, heightEm: 5.75 },
  component: KeyFigure,
});
