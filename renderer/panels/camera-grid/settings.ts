import { z } from "zod";
import { Id } from "#contract/entities/text.ts";
import { defineRule } from "../rule.ts";

export const CameraGridSettings = z.strictObject({
  cameras: z
    .array(Id)
    .min(1)
    .max(36)
    .refine((ids) => new Set(ids).size === ids.length),
  /** One of them, shown large. */
  focus: Id.optional(),
});
export type CameraGridSettings = z.output<typeof CameraGridSettings>;

export const cameraGridRule = defineRule({
  kind: "camera-grid",
  settings: CameraGridSettings,
  needs: ({ cameras }) => ({ cameras }),
});
