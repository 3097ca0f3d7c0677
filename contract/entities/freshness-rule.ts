import { z } from "zod";
import { breaks } from "../mistake-params.ts";
import { Span } from "./time.ts";

/**
 * How old a figure may be before the wall stops calling it current. Ages count from the as-of time, not from when it
 * was received: a platform that resends an old value does not make it new.
 */
export const FreshnessRule = z
  .strictObject({
    /** How often a new value is expected: for people; what counts is how old the last one is. */
    every: Span.optional(),
    lateAfter: Span,
    staleAfter: Span,
    lostAfter: Span,
  })
  .refine(
    (rule) => rule.lateAfter < rule.staleAfter && rule.staleAfter < rule.lostAfter,
    breaks("mistake.freshness-order"),
  )
  .refine((rule) => rule.every === undefined || rule.every <= rule.lateAfter, breaks("mistake.expected-every"));
export type FreshnessRule = z.infer<typeof FreshnessRule>;
