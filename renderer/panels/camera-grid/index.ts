import { definePanel } from "../panel.ts";
import { CameraGrid } from "./CameraGrid.tsx";
import type { CameraGridSettings } from "./settings.ts";

/** Several cameras side by side, one of them large where that is wanted. */
export const cameraGrid = definePanel<CameraGridSettings>({
  kind: "camera-grid",
  version: 1,
  frame: "bare",
  component: CameraGrid,
});
