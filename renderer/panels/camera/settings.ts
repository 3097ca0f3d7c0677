import { z } from "zod";
import { Id } from "#contract/entities/text.ts";
import { defineRule } from "../rule.ts";

export const CameraSettings = z.strictObject({ camera: Id });
export type CameraSettings = z.output<typeof CameraSettings>;

export const cameraRule = defineRule({
  kind: "camera",
  settings: CameraSettings,
  needs: ({ camera }) => ({ cameras: [camera] }),
});
