import { z } from "zod";
import { Id } from "#contract/entities/text.ts";
import { defineRule } from "../rule.ts";

export const CameraNearSettings = z.strictObject({
  place: Id,
  most: z.int().min(1).max(16).default(4),
});
export type CameraNearSettings = z.output<typeof CameraNearSettings>;

export const cameraNearRule = defineRule({
  kind: "camera-near",
  settings: CameraNearSettings,
  needs: () => ({ cameras: "all" }),
});
