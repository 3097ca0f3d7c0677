import { z } from "zod";
import { CameraId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const CameraGridSettings = z.strictObject({
  cameras: z
    .array(CameraId)
    .min(1)
    .max(36)
    .refine((ids) => new Set(ids).size === ids.length),
  /** One of them, shown large. */
  focus: CameraId.optional(),
});
export type CameraGridSettings = z.output<typeof CameraGridSettings>;

export const cameraGridRule = defineRule({
  kind: "camera-grid",
  settings: CameraGridSettings,
  needs: ({ cameras }) => ({ cameras }),
});
