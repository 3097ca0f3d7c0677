import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { defineRule } from "../rule.ts";

export const WarningsSettings = z.strictObject({ title: Words });
export type WarningsSettings = z.output<typeof WarningsSettings>;

export const warningsRule = defineRule({
  kind: "warnings",
  settings: WarningsSettings,
  needs: () => ({ warnings: true, sources: true }),
});
