import { definePanel } from "../panel.ts";
import { CameraPanel } from "./CameraPanel.tsx";
import type { CameraSettings } from "./settings.ts";

/** One camera, filling its tile, with its name and what its picture is. */
export const camera = definePanel<CameraSettings>({
  kind: "camera",
  version: 1,
  frame: "bare",
  isContinuous: true,
  component: CameraPanel,
});
