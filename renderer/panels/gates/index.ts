import { definePanel } from "../panel.ts";
import { Gates } from "./Gates.tsx";
import type { GatesSettings } from "./settings.ts";

/** The border gates in a table: who waits, which way it goes, how fast it clears. */
export const gates = definePanel<GatesSettings>({
  kind: "gates",
  version: 1,
  frame: "tile",
  least: { widthEm: 15, heightEm: 8.5 },
  component: Gates,
});
