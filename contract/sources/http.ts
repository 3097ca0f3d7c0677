import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { CitizenReport } from "../entities/citizen-report.ts";
import { Reading } from "../entities/reading.ts";
import { LastAnswer, SourceThen, SourceType } from "../entities/source.ts";
import { Mapping } from "../entities/source-config.ts";
import { Id } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";

/** `GET routes.sources`: the state of every source, 400 days back. */
export const SourcesThen = z.strictObject({ asOfMs: EpochMs, sources: z.array(SourceThen) });
export type SourcesThen = z.infer<typeof SourcesThen>;

/**
 * What a source sent that was not taken in, since the start of the core that ran at the moment asked for (`PastQuery`). The past
 * is counted by whole minutes: `asOfMs` tells up to when, and of `last` there is one of each minute and code.
 */
export const Refusals = z.strictObject({
  source: Id,
  asOfMs: EpochMs,
  /** How many readings, by the code of the reason. */
  byCode: z.record(z.string(), z.int()),
  /** The last of them, oldest first. */
  last: z.array(z.strictObject({ atMs: EpochMs, reason: CodedMessage })),
});
export type Refusals = z.infer<typeof Refusals>;

/** Header of a signed call to `routes.ingest`: `t=SECONDS,v1=HEX`, HMAC-SHA256 over "SECONDS.BODY". */
export const signatureHeader = "x-ioc-signature";

/** What became of a call to `routes.ingest`; answered once all that was accepted is stored. One entry for each reading, in order. */
export const IngestResult = z.strictObject({
  accepted: z.int(),
  /** The same reading again: counted, stored once. */
  repeated: z.int(),
  refused: z.int(),
  readings: z.array(
    z.discriminatedUnion("outcome", [
      z.strictObject({ outcome: z.enum(["accepted", "repeated"]) }),
      z.strictObject({ outcome: z.literal("refused"), reason: CodedMessage }),
    ]),
  ),
});
export type IngestResult = z.infer<typeof IngestResult>;

/**
 * `POST routes.sourceTest`: the mapping to try in the place of the profile's; absent or without a body: the profile's own. A
 * given one runs apart from the core, for a few seconds and with little memory.
 */
export const TrialRequest = z.strictObject({ mapping: Mapping.optional() });

/** The mapping that stands in the profile; null where a source has none. */
export const SourceMapping = z.strictObject({ id: Id, mapping: z.string().nullable() });
export type SourceMapping = z.infer<typeof SourceMapping>;

export const TrialReport = CitizenReport.omit({ number: true });
export type TrialReport = z.infer<typeof TrialReport>;

/** What a platform answers when it is asked once, and what would become of it. Nothing of it is stored. */
export const SourceTrial = z.strictObject({
  id: Id,
  type: SourceType,
  tookMs: z.int(),
  /** The platform spoke; false for a webhook's last call, which is only mapped anew. */
  isLive: z.boolean(),
  answer: LastAnswer.nullable(),
  /** What would be stored, at most `trialReadings` of `valid`. */
  readings: z.array(Reading.omit({ revision: true })),
  /** The same of a source that gives reports of citizens. */
  reports: z.array(TrialReport).optional(),
  valid: z.int(),
  /** What would be refused, at most `trialReadings` of `invalid`, as the mapping gave it (JSON, shortened). */
  refused: z.array(z.strictObject({ given: z.string(), reason: CodedMessage })),
  invalid: z.int(),
  /** Why nothing came, null when something did. */
  reason: CodedMessage.nullable(),
});
export type SourceTrial = z.infer<typeof SourceTrial>;
export const trialReadings = 100;
