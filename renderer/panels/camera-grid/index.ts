import { definePanel } from "../panel.ts";
import { CameraGridSettings } from "./settings.ts";

/** Several cameras side by side, one of them large where that is wanted. */
export const cameraGrid = definePanel({
  kind: "camera-grid",
  version: 1,
  settings: CameraGridSettings,
  frame: "bare",
  needs: ({ cameras }) => ({ cameras }),
  load: () => import("./CameraGrid.tsx").then((module) => module.CameraGrid),
});
