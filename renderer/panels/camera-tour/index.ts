import { definePanel } from "../panel.ts";
import { CameraTourSettings } from "./settings.ts";

/** The cameras of a list in turn; the next one is prepared before it shows. */
export const cameraTour = definePanel({
  kind: "camera-tour",
  version: 1,
  settings: CameraTourSettings,
  frame: "bare",
  needs: ({ cameras }) => ({ cameras }),
  load: () => import("./CameraTour.tsx").then((module) => module.CameraTour),
});
