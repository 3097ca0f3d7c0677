import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { EpochMs } from "./time.ts";

/** How a joined machine stands to the one that has the wall. */
export const Following = z.strictObject({
  /** "host:port" of the first machine. */
  host: z.string().max(300),
  /** up: what is shown is what the first machine says · cut: it is the last that it said. */
  state: z.enum(["up", "cut"]),
  sinceMs: EpochMs,
  /** Why it is cut; null while it is up. */
  reason: CodedMessage.nullable(),
});
export type Following = z.infer<typeof Following>;

/** The same for people who look after it. */
export const FollowingStatus = z.strictObject({
  ...Following.shape,
  /** So far the first machine's clock is ahead of this one's, ms; null until it was measured. */
  clockAheadMs: z.number().nullable(),
  /** It may be wrong by so much: half of the quickest round trip, ms. */
  clockWithinMs: z.number().nullable(),
});
export type FollowingStatus = z.infer<typeof FollowingStatus>;
