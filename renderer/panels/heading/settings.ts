import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { defineRule } from "../rule.ts";

export const HeadingSettings = z.strictObject({
  /** Stands where the scene has nothing to say, and small beside the sentence where there is room. */
  title: Words,
  /** Whether the scene's sentence stands here; auto: in the first heading of the scene. */
  headline: z.enum(["auto", "always", "never"]).default("auto"),
  /** From how many per cent against an hour, a day or a year ago a change is said. */
  bigChange: z.number().min(1).max(1_000).default(25),
});
export type HeadingSettings = z.output<typeof HeadingSettings>;

export const headingRule = defineRule({
  kind: "heading",
  settings: HeadingSettings,
  needs: ({ headline }) => (headline === "never" ? {} : { scene: true }),
});
