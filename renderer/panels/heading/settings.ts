import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { defineRule } from "../rule.ts";

export const HeadingSettings = z.strictObject({ title: Words });
export type HeadingSettings = z.output<typeof HeadingSettings>;

export const headingRule = defineRule({
  kind: "heading",
  settings: HeadingSettings,
  needs: () => ({}),
});
