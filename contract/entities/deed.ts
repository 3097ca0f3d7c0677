import { z } from "zod";
import { Outage } from "./outage.ts";
import { EpochMs } from "./time.ts";

/**
 * What people did at one core and its centre is to know. It holds all that is to be known of it, so that one that comes months
 * later, or alone, can still be understood.
 */
export const Deed = z.discriminatedUnion("kind", [
  /** Somebody has read a report; as it was then. */
  z.strictObject({ kind: z.literal("outage-acknowledged"), outage: Outage }),
]);
export type Deed = z.infer<typeof Deed>;

/** A deed on its way. The key is the same however often it is sent, so that it counts once. */
export const Delivery = z.strictObject({ key: z.uuid(), madeAtMs: EpochMs, deed: Deed });
export type Delivery = z.infer<typeof Delivery>;
