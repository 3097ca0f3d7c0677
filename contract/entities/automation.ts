import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { Programme } from "./programme.ts";
import { Rule } from "./rule.ts";
import { Id } from "./text.ts";
import { EpochMs } from "./time.ts";
import { Holidays } from "./timetable.ts";
import { Who } from "./wall-state.ts";

/** A kind of thing that drives the wall without anybody touching it. */
export const AutomationKind = z.enum(["programme", "rule", "holidays"]);
export type AutomationKind = z.infer<typeof AutomationKind>;

const kept = {
  id: Id,
  version: z.int().min(1),
  changedAtMs: EpochMs,
  by: Who.nullable(),
  /** What of it cannot be done as it stands. It is kept; the rest is done. */
  mistakes: z.array(CodedMessage).max(300),
};

/** As it is kept; every change makes another version. null: this program cannot read it, a newer one has written it. */
export const StoredProgramme = z.strictObject({ ...kept, content: Programme.nullable() });
export type StoredProgramme = z.infer<typeof StoredProgramme>;
export const StoredRule = z.strictObject({ ...kept, content: Rule.nullable() });
export type StoredRule = z.infer<typeof StoredRule>;

export const AutomationList = z.strictObject({
  programmes: z.array(StoredProgramme).max(200),
  rules: z.array(StoredRule).max(200),
  /** `version` 0: nobody has changed them yet. */
  holidays: z.strictObject({ version: z.int().min(0), content: Holidays }),
});
export type AutomationList = z.infer<typeof AutomationList>;

/** `PUT` of one of them: `basedOn` is the version that was edited, 0 for a new one; 409 `automation.changed` where it is no longer the newest. */
const basedOn = { basedOn: z.int().min(0) };
export const ProgrammeToSave = z.strictObject({ ...Programme.omit({ id: true }).shape, ...basedOn });
export type ProgrammeToSave = z.infer<typeof ProgrammeToSave>;
export const RuleToSave = z.strictObject({ ...Rule.omit({ id: true }).shape, ...basedOn });
export type RuleToSave = z.infer<typeof RuleToSave>;
export const HolidaysToSave = z.strictObject({ ...Holidays.shape, ...basedOn });
export type HolidaysToSave = z.infer<typeof HolidaysToSave>;
