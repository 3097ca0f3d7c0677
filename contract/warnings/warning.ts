import { z } from "zod";
import { Id, Words } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";
import { collection } from "../kind.ts";

/** As many are told to screens at once, the gravest of them. */
export const mostWarningsTold = 200;

/** How grave, by the national levels of disaster risk: 1 to 5, each with its word and colour. */
export const RiskLevel = z.strictObject({
  level: z.int().min(1).max(5),
  name: Words,
  /** What the colour is called. */
  colourName: Words,
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
});
export type RiskLevel = z.infer<typeof RiskLevel>;

export const WarningSeverity = z.enum(["extreme", "severe", "moderate", "minor", "unknown"]);
export type WarningSeverity = z.infer<typeof WarningSeverity>;

/** What it says in one language. */
export const WarningText = z.strictObject({
  /** RFC 3066, "vi-VN". */
  language: z.string(),
  event: z.string(),
  headline: z.string().nullable(),
  description: z.string().nullable(),
  instruction: z.string().nullable(),
  senderName: z.string().nullable(),
});

/**
 * A warning that holds or is to hold. actual: it is meant · exercise, test: it is not, and never shown as if it were. What was
 * cancelled, replaced by a later message, or is over is told no more.
 */
export const Warning = z.strictObject({
  /** In the order in which they came. */
  number: z.int().min(1),
  source: Id,
  sender: z.string(),
  identifier: z.string(),
  status: z.enum(["actual", "exercise", "test"]),
  /** update: it takes the place of an earlier message. */
  kind: z.enum(["alert", "update"]),
  sentAtMs: EpochMs,
  receivedAtMs: EpochMs,
  isSimulated: z.boolean(),
  texts: z.array(WarningText).min(1).max(10),
  severity: WarningSeverity,
  urgency: z.enum(["immediate", "expected", "future", "past", "unknown"]),
  certainty: z.enum(["observed", "likely", "possible", "unlikely", "unknown"]),
  /** null: the message does not say. It is never guessed from the severity. */
  level: RiskLevel.nullable(),
  /** From when it holds. */
  fromMs: EpochMs,
  untilMs: EpochMs,
  /** The message does not say until when; so long after it was sent it is told. */
  isUntilAssumed: z.boolean(),
  /** As the message calls them, the first of them, and how many there are. */
  areas: z.array(z.string()).max(50),
  areaCount: z.int().min(0),
  /** Communes of this site that it is for. code: it names them · shape: their point, which may be a rough one, lies in its area. */
  communes: z.array(z.strictObject({ place: Id, by: z.enum(["code", "shape"]) })).max(500),
});
export type Warning = z.infer<typeof Warning>;

export const warningsKind = collection({
  name: "warnings",
  schema: Warning,
  keyOf: ({ number }) => String(number),
  right: "read",
  scope: "yes-or-no",
  belongs: "everybody",
  rate: "at-once",
  goneRemembered: 500,
  isHandedOn: true,
});
