import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { Id, Words } from "./text.ts";
import { EpochMs } from "./time.ts";

/** A headline: plain text, whatever the feed had around it. */
export const Headline = z.strictObject({
  text: z.string().min(1).max(300),
  /** When it was published, by its feed; null where that does not tell, or tells a moment that has not come yet. */
  atMs: EpochMs.nullable(),
});
export type Headline = z.infer<typeof Headline>;

export const NewsView = z.strictObject({
  id: Id,
  name: Words,
  /** Newest first. */
  headlines: z.array(Headline).max(50),
  /** When the feed last answered with something that could be read; null: not since the core was started. */
  checkedAtMs: EpochMs.nullable(),
  /** It was to be asked again by then and was not heard: what stands here may be old. */
  lateAtMs: EpochMs,
  /** Why the last attempt failed; null when it did not. */
  reason: CodedMessage.nullable(),
});
export type NewsView = z.infer<typeof NewsView>;
