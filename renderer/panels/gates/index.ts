import { definePanel } from "../panel.ts";
import { GatesSettings } from "./settings.ts";

/** The border gates in a table: who waits, which way it goes, how fast it clears. */
export const gates = definePanel({
  kind: "gates",
  version: 1,
  settings: GatesSettings,
  frame: "tile",
  needs: ({ places, waiting, cleared, longestWait }) => ({
    series: [waiting, cleared, longestWait].flatMap((indicator) => places.map((place) => ({ indicator, place }))),
  }),
  load: () => import("./Gates.tsx").then((module) => module.Gates),
});
