import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { SourceState, SourceType } from "../entities/source.ts";
import { Id, Words } from "../entities/text.ts";
import { Day } from "../entities/time.ts";

/** "Đúng, đủ, sạch, sống": what the official model wants data to be. */
export const scoreMarks = ["right", "complete", "clean", "alive"] as const;
export const ScoreMark = z.enum(scoreMarks);
export type ScoreMark = z.infer<typeof ScoreMark>;

/** Why a mark is what it is: what took the most from it, or why there is none. Numbers are of the days that are judged together. */
export const ScoreCause = z.discriminatedUnion("kind", [
  /** Readings were refused, for the most part for this. */
  z.strictObject({ kind: z.literal("refused"), count: z.int(), last: CodedMessage }),
  /** Values were changed later by more than the tolerance. */
  z.strictObject({ kind: z.literal("revised"), count: z.int() }),
  /** Figures that did not come; most of this indicator. */
  z.strictObject({ kind: z.literal("missing"), indicator: Id, missing: z.int(), expected: z.int() }),
  /** What came could not be read or mapped. */
  z.strictObject({ kind: z.literal("unusable"), count: z.int(), last: CodedMessage }),
  /** It sent by itself what it had sent before, and nothing else. */
  z.strictObject({ kind: z.literal("repeated"), count: z.int() }),
  /** It sent figures that were older than those it had sent. */
  z.strictObject({ kind: z.literal("out-of-order"), count: z.int() }),
  /** So long in this state. */
  z.strictObject({ kind: z.literal("down"), state: SourceState, ms: z.int() }),
  /** Not judged: there was too little. */
  z.strictObject({ kind: z.literal("too-little") }),
  /** Not judged: nobody says how much of it should come. */
  z.strictObject({ kind: z.literal("nothing-expected") }),
  /** Not judged: it stands in the profile itself. */
  z.strictObject({ kind: z.literal("by-hand") }),
  /** Not judged: all of the time its platform was planned to be down, or it had just begun. */
  z.strictObject({ kind: z.literal("not-watched") }),
]);
export type ScoreCause = z.infer<typeof ScoreCause>;

const Value = z.number().min(0).max(100).nullable();
/** `value`: per cent; null where it cannot be judged, which is no 0 and no 100. */
const MarkView = z.strictObject({ value: Value, cause: ScoreCause.nullable() });

const scored = {
  marks: z.strictObject({ right: MarkView, complete: MarkView, clean: MarkView, alive: MarkView }),
  /** By the weights in force, of those marks alone that there are; null where there are fewer than two. */
  total: Value,
  /** How many of the four could be judged. */
  judged: z.int().min(0).max(4),
  /** Against the days before: in points; null where either cannot be judged. */
  change: z.number().nullable(),
  /** The lowest mark that was judged and is below 100. */
  worst: ScoreMark.nullable(),
  /** Day by day, the oldest first. */
  days: z.array(z.strictObject({ day: Day, total: Value })).max(60),
};

export const SourceScore = z.strictObject({
  id: Id,
  name: Words,
  type: SourceType,
  /** null: nobody answers for it. */
  unit: Id.nullable(),
  isSimulated: z.boolean(),
  /** Time that was left out because its platform was planned to be down, ms. */
  plannedMs: z.int().min(0),
  ...scored,
});
export type SourceScore = z.infer<typeof SourceScore>;

/** A unit is judged by the mean of the sources it answers for, each of the same weight. */
export const UnitScore = z.strictObject({
  unit: Id.nullable(),
  name: Words.nullable(),
  sources: z.int().min(1),
  simulated: z.int().min(0),
  /** The source that is the lowest. */
  lowest: Id.nullable(),
  ...scored,
});
export type UnitScore = z.infer<typeof UnitScore>;

export const ScoreDefinition = z.strictObject({
  effectiveFrom: Day,
  source: z.strictObject({ title: Words, date: Day, isVerified: z.boolean(), note: z.string() }),
  /** A later value that is off by no more than this part of the first is no mistake. */
  toleranceShare: z.number().min(0).max(1),
  /** As many readings or deliveries, and as long, are needed to judge at all. */
  least: z.strictObject({ readings: z.int().min(1), deliveries: z.int().min(1), watchedMs: z.int().min(1) }),
  /** Sources that send by themselves: only they are to blame for sending the same again. */
  sendByThemselves: z.array(SourceType),
  /** After a source is back it may send what is old for so long. */
  catchingUpMs: z.int().min(0),
  /** Codes that speak against a value (right), against the form (clean), or against neither as they are this program's. */
  refusals: z.strictObject({
    right: z.array(z.string()),
    both: z.array(z.string()),
    ours: z.array(z.string()),
  }),
});
export type ScoreDefinition = z.infer<typeof ScoreDefinition>;
