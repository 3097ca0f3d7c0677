import { definePanel } from "../panel.ts";
import { CameraTour } from "./CameraTour.tsx";
import type { CameraTourSettings } from "./settings.ts";

/** The cameras of a list in turn; the next one is prepared before it shows. */
export const cameraTour = definePanel<CameraTourSettings>({
  kind: "camera-tour",
  version: 1,
  frame: "bare",
  isContinuous: true,
  component: CameraTour,
});
