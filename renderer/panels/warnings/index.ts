import { definePanel } from "../panel.ts";
import type { WarningsSettings } from "./settings.ts";

/** Warnings of dangers that hold: how grave, of what, for whom, until when; and whether the services that tell of them are heard. */
export const warnings = definePanel<WarningsSettings>({
  kind: "warnings",
  version: 1,
  frame: "tile",
  least: { widthEm: 20, heightEm: 6 },
  load: () => import("./Warnings.tsx").then((module) => module.Warnings),
});
