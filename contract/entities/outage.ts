import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { Id, Words } from "./text.ts";
import { EpochMs } from "./time.ts";

export { outageToldForMs } from "./outage-told.ts";

/** Somebody has read a report. The first to say so stays. */
export const Acknowledgement = z.strictObject({
  atMs: EpochMs,
  /** `name`: the label of the token; "" for whoever sits at the machine itself or started it. */
  by: z.strictObject({ role: z.string().max(20), name: z.string().max(100) }),
  note: z.string().max(400),
  /**
   * To the centre. none: this machine has no centre · waiting: in the outbox until the line is back · delivered: the centre
   * has it on its disk · refused: the centre cannot take it; it is kept here.
   */
  forwarding: z.enum(["none", "waiting", "delivered", "refused"]),
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;

/**
 * Of the figures that are to come by the minute, hour, day …: periods that lie wholly within the outage, one for each series.
 * `late` ones came afterwards (counted for a week after the return), `missing` did not: expected − late.
 */
export const Periods = z.strictObject({ expected: z.int().min(0), late: z.int().min(0), missing: z.int().min(0) });

const base = {
  id: z.uuid(),
  /** Where it happened, as its centre knows that machine; null: here. */
  machine: z.string().max(100).nullable(),
  acknowledgement: Acknowledgement.nullable(),
};

/** A time in which a source gave nothing, told once it is back. */
export const SourceOutage = z.strictObject({
  ...base,
  kind: z.literal("source"),
  source: Id,
  /** As the source was called then. */
  name: Words,
  /** source: its platform or the line to it · core: this program was not running. */
  cause: z.enum(["source", "core"]),
  /** It began while a downtime was planned, which was to be over then; absent: nobody had said one. */
  plannedUntilMs: EpochMs.optional(),
  /** Since when nothing came, and when it was back. */
  fromMs: EpochMs,
  toMs: EpochMs,
  /** Readings of that time that came afterwards. */
  caughtUp: z.int().min(0),
  periods: Periods,
  /** By indicator, those with the most missing periods first; at most 50 of them. */
  indicators: z.array(z.strictObject({ indicator: Id, ...Periods.shape })).max(50),
});
export type SourceOutage = z.infer<typeof SourceOutage>;

/** A damaged database was set aside, and what took its place. */
export const StoreOutage = z.strictObject({
  ...base,
  kind: z.literal("store"),
  /** When the backup that was taken had been made: what was stored after it is only in the file set aside. null: there was none. */
  fromMs: EpochMs.nullable(),
  /** When it was set aside. */
  toMs: EpochMs,
  /** `store.recovered`, `store.begun-anew`, or one of the two with rows of the damaged file. */
  reason: CodedMessage,
});
export type StoreOutage = z.infer<typeof StoreOutage>;

/** What was missed and what was caught up. */
export const Outage = z.discriminatedUnion("kind", [SourceOutage, StoreOutage]);
export type Outage = z.infer<typeof Outage>;
