import { definePanel } from "../panel.ts";
import type { RiverSettings } from "./settings.ts";

/** River stations against their alarm levels: stage, distance to the next, rise, rain, bulletins; each on an axis of its own. */
export const river = definePanel<RiverSettings>({
  kind: "river",
  version: 1,
  frame: "tile",
  least: { widthEm: 20, heightEm: 12 },
  load: () => import("./River.tsx").then((module) => module.River),
});
