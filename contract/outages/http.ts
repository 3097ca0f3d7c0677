import { z } from "zod";
import { Outage } from "../entities/outage.ts";
import { AskedMs } from "../entities/time.ts";

/**
 * `GET routes.outages`. Not in the live stream: a source's state that becomes ok says that there is a new one, and what is
 * caught up grows for days, so whoever shows them asks again now and then (30 s).
 */
export const OutageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(100),
  /** The id of the last one of the page before: those that come after it. */
  before: z.uuid().optional(),
  /**
   * Those that were over at this moment, acknowledged as they were then; now when absent. What came late of an outage is
   * counted as is known now.
   */
  asOfMs: AskedMs.optional(),
});
/** What was missed and caught up: outages that are over, the newest first, of this machine and of those that it is the centre of. */
export const OutageList = z.strictObject({ outages: z.array(Outage).max(100) });
export type OutageList = z.infer<typeof OutageList>;

/**
 * `POST routes.outageAcknowledgement(ID)`, by role admin or operator; answers the `Outage`, on the disk with its acknowledgement.
 * Again, or by another: nothing changes, the first stays. 404 `outage.unknown`; 503 `outbox.full`: nothing was acknowledged.
 */
export const NewAcknowledgement = z.strictObject({ note: z.string().trim().max(400).default("") });
