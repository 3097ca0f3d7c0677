import { definePanel } from "../panel.ts";
import type { DossiersDueSettings } from "./settings.ts";

/** Dossiers by unit: overdue, and about to be in working days. */
export const dossiersDue = definePanel<DossiersDueSettings>({
  kind: "dossiers-due",
  version: 1,
  frame: "tile",
  least: { widthEm: 20, heightEm: 8 },
  load: () => import("./DossiersDue.tsx").then((module) => module.DossiersDue),
});
