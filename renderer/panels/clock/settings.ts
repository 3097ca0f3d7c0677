import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { defineRule } from "../rule.ts";

export const ClockSettings = z.strictObject({
  title: Words.optional(),
  hasSeconds: z.boolean().default(false),
  /** The date of Vietnam's lunar calendar. */
  hasLunarDate: z.boolean().default(true),
});
export type ClockSettings = z.output<typeof ClockSettings>;

export const clockRule = defineRule({ kind: "clock", settings: ClockSettings, needs: () => ({}) });
