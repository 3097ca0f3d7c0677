import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { Instant } from "#contract/entities/time.ts";
import { defineRule } from "../rule.ts";

const LongWords = z.strictObject({ vi: z.string().min(1).max(2_000), en: z.string().min(1).max(2_000) });

export const TextSettings = z
  .strictObject({
    title: Words.optional(),
    text: LongWords,
    /** plain: a text · notice: people should see it · urgent: they must. */
    level: z.enum(["plain", "notice", "urgent"]).default("plain"),
    /** Shown from this moment on, and until that one; absent: always. */
    from: Instant.optional(),
    until: Instant.optional(),
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from < until, {
    error: "from < until",
    path: ["until"],
  });
export type TextSettings = z.output<typeof TextSettings>;

export const textRule = defineRule({ kind: "text", settings: TextSettings, needs: () => ({}) });
