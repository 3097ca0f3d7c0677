import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { idOf } from "../keys.ts";
import { collection } from "../kind.ts";
import { mostWindows, PlannedDowntime } from "../maintenance/maintenance.ts";
import { Id, Words } from "./text.ts";
import { EpochMs } from "./time.ts";

/** The ways in. */
export const SourceType = z.enum([
  "mqtt",
  "rest",
  "postgresql",
  "events",
  "websocket",
  "webhook",
  "camera-events",
  "folder",
  "published",
  "entered",
  "centre",
]);

/** What a source tells, where that is something else than readings of indicators. */
export const SourceGives = z.enum(["readings", "citizen-reports", "warnings", "documents", "dossiers"]);

/**
 * starting: not heard from yet · ok · late: the line is there, nothing came for too long · failing: no line or no
 * answer · refused: the platform says no (password, right) · mis-mapped: it answers, nothing fits the mapping ·
 * store-failed: it answers, but what came could not be stored.
 */
export const SourceState = z.enum(["starting", "ok", "late", "failing", "refused", "mis-mapped", "store-failed"]);
export type SourceState = z.infer<typeof SourceState>;

/** What is known of the line to a platform. */
export const SourceLine = z.strictObject({
  /** Since when no attempt has succeeded; null while the line is there. Unlike `sinceMs` it outlives a change between failing and refused. */
  failingSinceMs: EpochMs.nullable(),
  /** host:port of whoever refuses the account; null when nobody does. */
  refusedBy: z.string().nullable(),
  /** When it is tried again; null while the line is there. */
  nextTryAtMs: EpochMs.nullable(),
  /** The circuit breaker is open: after many failures in a row it is tried more rarely, one attempt at a time. */
  isResting: z.boolean(),
  /** Of a source with a schedule: when it is asked next; null when never again. */
  appointmentAtMs: EpochMs.nullable().optional(),
  /** Raw answers, messages, files or calls since the start, and their bytes. */
  answers: z.int(),
  bytes: z.int(),
});
export type SourceLine = z.infer<typeof SourceLine>;

/** The last raw thing a platform sent, for diagnosis. Secrets in it are masked. */
export const LastAnswer = z.strictObject({
  atMs: EpochMs,
  /** Topic, file, event or path it came from. */
  from: z.string(),
  /** Its whole length; `text` holds at most the first 64 KB of it. */
  bytes: z.int(),
  text: z.string(),
});
export type LastAnswer = z.infer<typeof LastAnswer>;

/** Planned downtimes that are not over; absent where there are none. They say when they end: see `plannedUntil`. */
const maintenance = z.array(PlannedDowntime).max(mostWindows).optional();

/** A source of a centre as that one last told of it. */
export const OriginView = z.strictObject({
  id: Id,
  name: Words,
  /** Absent: the centre is of an older version. */
  type: SourceType.optional(),
  gives: SourceGives.optional(),
  isSimulated: z.boolean(),
  state: SourceState,
  sinceMs: EpochMs,
  lastReadingAtMs: EpochMs.nullable(),
  reason: CodedMessage.nullable(),
  maintenance,
});
export type OriginView = z.infer<typeof OriginView>;

export const SourceView = z.strictObject({
  id: Id,
  name: Words,
  type: SourceType,
  /** Absent: readings, or events of cameras by its type. */
  gives: SourceGives.optional(),
  isSimulated: z.boolean(),
  state: SourceState,
  /** Since when it is in this state. */
  sinceMs: EpochMs,
  /** When the last reading was stored. */
  lastReadingAtMs: EpochMs.nullable(),
  /** Why, when the state is not ok. */
  reason: CodedMessage.nullable(),
  counts: z.strictObject({
    accepted: z.int(),
    /** The same reading again: counted, stored once. */
    repeated: z.int(),
    refused: z.int(),
    failures: z.int(),
  }),
  maintenance,
  /** Absent where there is none: figures that stand in the profile itself. */
  line: SourceLine.optional(),
  /** Of a centre: its own sources, as of when it last told of a change among them; old where the line is cut. */
  origins: z.strictObject({ atMs: EpochMs, sources: z.array(OriginView).max(500) }).optional(),
});
export type SourceView = z.infer<typeof SourceView>;

/** A source as it was known at a moment: without counters, which are of the present. */
export const SourceThen = SourceView.pick({
  ...{ id: true, name: true, type: true, isSimulated: true },
  ...{ state: true, sinceMs: true, lastReadingAtMs: true, reason: true },
});
export type SourceThen = z.infer<typeof SourceThen>;

export const sourcesKind = collection({
  name: "sources",
  schema: SourceView,
  keyOf: idOf,
  right: "read",
  scope: "ids",
  belongs: "source",
  rate: "at-once",
  isInEverySnapshot: true,
});
