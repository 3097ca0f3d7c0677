import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { Indicator } from "../entities/indicator.ts";
import { Reading, ReadingStatus } from "../entities/reading.ts";
import { Id, Words } from "../entities/text.ts";
import { Day, EpochMs } from "../entities/time.ts";
import { enteredPeriods } from "./period.ts";

/** Rows of one deed; a table of one indicator for every commune and month of two years is less. */
export const mostRows = 2_000;
/** Figures that one is told to be expected of one; more are counted. */
export const mostExpected = 1_000;
export const mostDrafts = 500;
export const longestReason = 300;

/** What people may say of a figure; simulated ones come of no hand. */
export const EnteredStatus = ReadingStatus.exclude(["simulated"]);
export type EnteredStatus = z.infer<typeof EnteredStatus>;

/** A figure as it is entered: checked by the core, whatever a page thinks of it. */
export const EntryRow = z.strictObject({
  indicator: Id,
  place: Id,
  /** 2026-11-27, 2026-11, 2026-Q4, 2026; see period.ts. */
  period: z.string().min(4).max(40),
  /** As it was typed, see number.ts; a number of a table stands here as JavaScript writes it. */
  value: z.union([z.string().max(60), z.number()]),
  status: EnteredStatus,
  reason: z.string().trim().max(longestReason).default(""),
  /** When what he saw before him was received, null: nothing stood there. Another figure there by now is not changed unseen. Absent: not asked. */
  seenAtMs: EpochMs.nullable().optional(),
});
export type EntryRow = z.infer<typeof EntryRow>;

/** A value to compare with. */
const Beside = z.strictObject({ value: z.number(), asOfMs: EpochMs, status: ReadingStatus });
export type Beside = z.infer<typeof Beside>;

/** What counts of a period by now. */
export const CurrentFigure = z.strictObject({
  value: Reading.shape.value,
  status: ReadingStatus,
  receivedAtMs: EpochMs,
  /** By which it came: this one, or a platform. */
  source: Id,
  /** Who entered it; absent where nobody did. */
  by: z.string().max(200).optional(),
  reason: z.string().max(longestReason).optional(),
});
export type CurrentFigure = z.infer<typeof CurrentFigure>;

/**
 * new: nothing stood there · correction: another figure or status did · same: this very figure does · needs-reason: it may be taken once it
 * is said why · refused.
 */
export const RowOutcome = z.enum(["new", "correction", "same", "needs-reason", "refused"]);
export type RowOutcome = z.infer<typeof RowOutcome>;

export const CheckedRow = z.strictObject({
  outcome: RowOutcome,
  /** As it was understood; null where it was not. */
  value: z.number().nullable(),
  periodWords: Words.nullable(),
  current: CurrentFigure.nullable(),
  previous: Beside.nullable(),
  lastYear: Beside.nullable(),
  /** Why it is refused, or a reason is asked for; and what there is to know. */
  messages: z.array(CodedMessage).max(8),
});
export type CheckedRow = z.infer<typeof CheckedRow>;

/** late: it is overdue · soon: the due day is near · open: its period is over, or it may be estimated · entered. */
export const DueState = z.enum(["late", "soon", "open", "entered"]);
export type DueState = z.infer<typeof DueState>;

/** A figure of a period that somebody is to enter. */
export const ExpectedFigure = z.strictObject({
  indicator: Id,
  place: Id,
  source: Id,
  name: Words,
  placeName: Words,
  unit: Words,
  /** Who answers for it; null where nobody is named. */
  owner: Words.nullable(),
  decimals: Indicator.shape.decimals,
  showsSign: z.boolean(),
  periodKind: z.enum(enteredPeriods),
  period: z.string().max(40),
  periodWords: Words,
  /** The last day on which it is in time, and its end. */
  dueDay: Day,
  dueAtMs: EpochMs,
  state: DueState,
  /** The period is not over: only an estimate is taken. */
  isRunning: z.boolean(),
  /** What the source says of figures that do not say themselves. */
  status: EnteredStatus,
  current: CurrentFigure.nullable(),
  previous: Beside.nullable(),
  lastYear: Beside.nullable(),
});
export type ExpectedFigure = z.infer<typeof ExpectedFigure>;

/** One figure as it was entered once. */
export const EnteredFigureView = z.strictObject({
  number: z.int().min(1),
  atMs: EpochMs,
  /** Whose deed it is, and where he belongs. */
  by: z.string().max(200),
  role: z.string().max(20),
  isMine: z.boolean(),
  indicator: Id,
  place: Id,
  name: Words,
  placeName: Words,
  unit: Words,
  decimals: Indicator.shape.decimals,
  showsSign: z.boolean(),
  period: z.string().max(40),
  periodWords: Words,
  value: z.number(),
  status: EnteredStatus,
  reason: z.string().max(longestReason),
  /** What it took the place of; null: nothing stood there. */
  before: z.strictObject({ value: z.number().nullable(), status: ReadingStatus }).nullable(),
  /** No later one of its period was entered. */
  isNewest: z.boolean(),
  /** It may be corrected here: its indicator is still entered, and his. */
  isChangeable: z.boolean(),
});
export type EnteredFigureView = z.infer<typeof EnteredFigureView>;
