import { definePanel } from "../panel.ts";
import type { CountdownSettings } from "./settings.ts";

/** How long it is to a moment, and afterwards how long ago. */
export const countdown = definePanel<CountdownSettings>({
  kind: "countdown",
  version: 1,
  frame: "tile",
  least: { widthEm: 10.5, heightEm: 5 },
  load: () => import("./Countdown.tsx").then((module) => module.Countdown),
});
