import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { Span } from "#contract/entities/time.ts";
import { FeedId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const NewsSettings = z.strictObject({
  title: Words,
  /** Feeds of the profile, by id; absent: all. */
  feeds: z.array(FeedId).min(1).max(20).optional(),
  /** In a tile of one line: how long a headline stands before the next one takes its place. Nothing ever crawls. */
  dwell: Span.prefault("12s"),
});
export type NewsSettings = z.output<typeof NewsSettings>;

export const newsRule = defineRule({ kind: "news", settings: NewsSettings, needs: () => ({}) });
