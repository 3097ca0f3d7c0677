import { z } from "zod";
import { PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const CameraNearSettings = z.strictObject({
  place: PlaceId,
  most: z.int().min(1).max(16).default(4),
});
export type CameraNearSettings = z.output<typeof CameraNearSettings>;

export const cameraNearRule = defineRule({
  kind: "camera-near",
  settings: CameraNearSettings,
  needs: () => ({ cameras: "all" }),
});
