import { z } from "zod";
import { Span } from "#contract/entities/time.ts";
import { CameraId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

const shortestMs = 3_000;

export const CameraTourSettings = z.strictObject({
  cameras: z.array(CameraId).min(1).max(500),
  /** How long each one shows. */
  every: Span.refine((ms) => ms >= shortestMs).default(10_000),
});
export type CameraTourSettings = z.output<typeof CameraTourSettings>;

export const cameraTourRule = defineRule({
  kind: "camera-tour",
  settings: CameraTourSettings,
  needs: ({ cameras }) => ({ cameras }),
});
