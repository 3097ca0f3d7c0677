import { definePanel } from "../panel.ts";
import { CameraSettings } from "./settings.ts";

/** One camera, filling its tile, with its name and what its picture is. */
export const camera = definePanel({
  kind: "camera",
  version: 1,
  settings: CameraSettings,
  frame: "bare",
  needs: ({ camera }) => ({ cameras: [camera] }),
  load: () => import("./CameraPanel.tsx").then((module) => module.CameraPanel),
});
