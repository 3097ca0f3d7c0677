import { z } from "zod";
import { CameraEventKind } from "./camera-event.ts";
import { FigureCondition } from "./figure-condition.ts";
import { Id, Words } from "./text.ts";
import { Appointment } from "./timetable.ts";

const lostFor = { forS: z.int().min(0).max(86_400).default(10) };
const display = z.int().min(1).max(64);

/** What sets a rule off. A condition lasts, a moment or an event does not. */
export const RuleTrigger = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("figure"), ...FigureCondition.shape }),
  z.strictObject({ kind: z.literal("time"), ...Appointment.shape }),
  z.strictObject({ kind: z.literal("source-lost"), source: Id, ...lostFor }),
  z.strictObject({ kind: z.literal("camera-lost"), camera: Id, ...lostFor }),
  /** Something a camera reports of itself. `camera` null: any; `event` null: whatever it is. */
  z.strictObject({
    kind: z.literal("camera-event"),
    camera: Id.nullable(),
    event: CameraEventKind.nullable(),
  }),
]);
export type RuleTrigger = z.infer<typeof RuleTrigger>;

export const RuleAction = z.discriminatedUnion("kind", [
  /** The whole wall. */
  z.strictObject({ kind: z.literal("scene"), scene: Id }),
  /** One monitor shows a panel. */
  z.strictObject({
    kind: z.literal("tile"),
    display,
    what: Words,
    panel: Id,
    settings: z.record(z.string(), z.unknown()).default({}),
  }),
  /** One tile of a scene fills a monitor. */
  z.strictObject({ kind: z.literal("focus"), display, scene: Id, tile: Id }),
  /** One monitor shows what it is about: the camera, or the figure. */
  z.strictObject({ kind: z.literal("subject"), display }),
]);
export type RuleAction = z.infer<typeof RuleAction>;

export const Rule = z.strictObject({
  id: Id,
  name: Words,
  isEnabled: z.boolean().default(true),
  /** 9 goes before 1; of two with the same the newer one does. */
  priority: z.int().min(1).max(9).default(5),
  when: RuleTrigger,
  do: RuleAction,
  /** Then what was there is given back, seconds; null: as long as its condition lasts. */
  forS: z.int().min(1).max(86_400).nullable().default(null),
});
export type Rule = z.infer<typeof Rule>;
