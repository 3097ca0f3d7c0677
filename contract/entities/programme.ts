import { z } from "zod";
import { FigureCondition } from "./figure-condition.ts";
import { Id, Words } from "./text.ts";
import { Appointment, Hours } from "./timetable.ts";

export const ProgrammeStep = z.strictObject({
  scene: Id,
  /** How long it is shown, seconds. */
  dwellS: z.int().min(1).max(86_400),
  /** At other times it is passed over; null: always shown. */
  only: Hours.nullable().default(null),
  /** Goes to another step, by its number from 1, as soon as a condition is so; the first that is counts. */
  jumps: z
    .array(z.strictObject({ when: FigureCondition, to: z.int().min(1).max(200) }))
    .max(8)
    .default([]),
});
export type ProgrammeStep = z.infer<typeof ProgrammeStep>;

/** Scenes in turn, from the first again after the last. */
export const Programme = z.strictObject({
  id: Id,
  name: Words,
  steps: z.array(ProgrammeStep).min(1).max(200),
  /** When it starts, and ends, by itself. */
  starts: z.array(Appointment).max(20).default([]),
  stops: z.array(Appointment).max(20).default([]),
});
export type Programme = z.infer<typeof Programme>;
