import { z } from "zod";
import { CameraId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const CameraSettings = z.strictObject({ camera: CameraId });
export type CameraSettings = z.output<typeof CameraSettings>;

export const cameraRule = defineRule({
  kind: "camera",
  settings: CameraSettings,
  needs: ({ camera }) => ({ cameras: [camera] }),
});
