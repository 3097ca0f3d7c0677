import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { Id } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";

/** What people did here and a centre does not have yet. */
export const OutboxView = z.strictObject({
  centre: Id,
  waiting: z.int().min(0),
  /** The centre could not understand them; they are kept, and sent again after the next start. */
  refused: z.int().min(0),
  /** When the oldest that waits was made. */
  oldestAtMs: EpochMs.nullable(),
  /** Why the last attempt failed; null when it did not, or nothing waits. */
  reason: CodedMessage.nullable(),
});
export type OutboxView = z.infer<typeof OutboxView>;

/**
 * `POST routes.deliveries`, by role mirror: a `Delivery`. Answered once it is on the disk; a key that came before changes nothing.
 * In doubt (no answer, 503) send it again, before anything that was made after it. 400: this core cannot understand it.
 */
export const DeliveryResult = z.strictObject({ outcome: z.enum(["accepted", "repeated"]) });
