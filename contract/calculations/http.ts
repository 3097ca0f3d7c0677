import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { Quality, ReadingStatus } from "../entities/reading.ts";
import { Id, Words } from "../entities/text.ts";
import { AskedMs, Day, EpochMs } from "../entities/time.ts";
import { CalculationSource, mostYearsTaken } from "./edition.ts";

export const ExplanationQuery = z.strictObject({
  indicator: Id,
  place: Id.optional(),
  /** The figure that stood at this moment, of what is known now; the newest when absent. */
  asOfMs: AskedMs.optional(),
});

/** One line of how a value comes about. The contributions of all add up to it. */
export const CalculationPart = z.strictObject({
  /** A term of the formula; "rounding" and "limit" are what was added or taken away at the end. */
  name: Id,
  /** The inputs it is made of; none for rounding and limit. */
  inputs: z.array(Id).max(32),
  /** What the formula looks at: a ratio, a mean, an index; null where there is none. */
  value: z.number().nullable(),
  /** By which the value counts; null where it is no product. */
  weight: z.number().nullable(),
  contribution: z.number(),
});
export type CalculationPart = z.infer<typeof CalculationPart>;

/** What a formula gives: a value and its parts, or why there is none. */
export const CalculationResult = z.strictObject({
  value: z.number().nullable(),
  /** Why there is no value. */
  refusal: CodedMessage.nullable(),
  parts: z.array(CalculationPart).max(128),
  /** The named stretch that the value lies in, with the colour the source wants it in. */
  band: z
    .strictObject({
      name: Words,
      colour: z.string(),
      /** What it means to people's health, and who says so. */
      advice: z
        .strictObject({
          text: Words,
          source: z.strictObject({ title: Words, date: Day, isVerified: z.boolean() }).optional(),
        })
        .optional(),
    })
    .nullable(),
});
export type CalculationResult = z.infer<typeof CalculationResult>;

const EditionView = z.strictObject({
  effectiveFrom: Day,
  effectiveUntil: Day.nullable(),
  source: CalculationSource,
  formula: Id,
  parameters: z.record(z.string(), z.unknown()),
});

/** How a figure comes about, opened down to its inputs. */
export const Explanation = z.strictObject({
  indicator: Id,
  place: Id,
  asOfMs: EpochMs,
  /** The figure as it is stored; null where it has no value. */
  value: z.number().nullable(),
  status: ReadingStatus,
  quality: Quality,
  calculation: Id,
  name: Words,
  /** By the edition in force at the figure's as-of time, from what is stored now: a late answer may not be worked in yet. */
  edition: EditionView,
  result: CalculationResult,
  /** The same inputs by the calculation's other editions: what the figure would be by the rule before, or the one to come. */
  others: z.array(z.strictObject({ edition: EditionView, result: CalculationResult })).max(16),
  inputs: z
    .array(
      z.strictObject({
        name: Id,
        label: Words,
        /** null: the profile leaves it out. Ask for its own explanation where it is calculated itself. */
        indicator: Id.nullable(),
        /** One, or one an hour or month, the newest first; null: there is none. */
        values: z.array(z.number().nullable()).max(12 * mostYearsTaken),
        asOfMs: EpochMs.nullable(),
      }),
    )
    .max(32),
});
export type Explanation = z.infer<typeof Explanation>;
