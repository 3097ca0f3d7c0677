import { definePanel } from "../panel.ts";
import type { TextSettings } from "./settings.ts";

/** A text, or an announcement that goes by itself when its time is over. */
export const text = definePanel<TextSettings>({
  kind: "text",
  version: 1,
  frame: "tile",
  least: { widthEm: 10, heightEm: 4 },
  load: () => import("./Text.tsx").then((module) => module.Text),
});
