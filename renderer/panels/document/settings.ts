import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { Span } from "#contract/entities/time.ts";
import { FileName } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

const shortestMs = 3_000;

export const DocumentSettings = z.strictObject({
  /** A PDF, by its name in the folder "files" of the data or of the profile. Slides are exported as one. */
  file: FileName,
  title: Words.optional(),
  /** How long a page stands before the next one takes its place; after the last comes the first. */
  pageDwell: Span.refine((ms) => ms >= shortestMs).prefault("20s"),
});
export type DocumentSettings = z.output<typeof DocumentSettings>;

export const documentRule = defineRule({
  kind: "document",
  settings: DocumentSettings,
  needs: () => ({ whole: true }),
});
