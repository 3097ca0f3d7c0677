import { z } from "zod";
import { Reading } from "../entities/reading.ts";
import { AskedMs } from "../entities/time.ts";

/** At most about so many readings at once: a set that was stored together is not parted. */
const FeedLimit = z.coerce.number().int().min(1).max(2_000).default(1_000);

/**
 * `GET routes.feed`, for another core that mirrors this one: every reading once, each revision of it, in the order they were
 * stored. Without `after`: nothing but the mark of this moment, from which on the order is noted. With a mark: what was
 * stored after it. 410 `feed.gone`: that is not known any more (nobody asked for two days, or the database is another);
 * then begin anew and take over `routes.feedPages`. A reading may come again; nothing is left out.
 */
export const FeedQuery = z.strictObject({
  after: z
    .string()
    .regex(/^[0-9a-f]{16}\.\d{1,15}$/)
    .optional(),
  limit: FeedLimit,
});
export const Feed = z.strictObject({ mark: z.string().max(40), readings: z.array(Reading), isEnd: z.boolean() });

/**
 * `GET routes.feedPages`: everything that is stored, series by series, each from its oldest on. Of figures by the minute and the
 * hour only what is of a moment or later. `after`: the `next` of the page before; null on the last.
 */
export const FeedPageQuery = z.strictObject({
  fromMs: AskedMs,
  after: z
    .string()
    .regex(/^\d{1,15}\.\d{1,16}\.\d{1,10}$/)
    .optional(),
  limit: FeedLimit,
});
export const FeedPage = z.strictObject({ readings: z.array(Reading), next: z.string().max(50).nullable() });
