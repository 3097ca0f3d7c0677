import { definePanel } from "../panel.ts";
import type { ClockSettings } from "./settings.ts";

/** The site's time and date, and the date of the lunar calendar. */
export const clock = definePanel<ClockSettings>({
  kind: "clock",
  version: 1,
  frame: "tile",
  least: { widthEm: 11.5, heightEm: 5 },
  load: () => import("./Clock.tsx").then((module) => module.Clock),
});
