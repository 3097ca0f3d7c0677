import { definePanel } from "../panel.ts";
import type { PlanOutlookSettings } from "./settings.ts";

/** Whether the plan of the year will be met: what is reached, and what is expected with its band, dotted as what is not yet. */
export const planOutlook = definePanel<PlanOutlookSettings>({
  kind: "plan-outlook",
  version: 1,
  frame: "tile",
  least: [
    { widthEm: 42.5, heightEm: 6 },
    { widthEm: 24, heightEm: 7.5 },
  ],
  load: () => import("./PlanOutlook.tsx").then((module) => module.PlanOutlook),
});
