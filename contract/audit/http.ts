import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { Language } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";
import { AuditEntry } from "./entry.ts";

/** At most so many in one answer; `before` asks for the next. */
export const mostAuditEntries = 500;

const Moment = z.coerce.number().int().min(0).max(8_640_000_000_000_000);

/** `GET routes.audit`: the newest first. Texts are looked for anywhere in what they filter. */
export const AuditQuery = z.strictObject({
  fromMs: Moment.optional(),
  toMs: Moment.optional(),
  who: z.string().max(100).optional(),
  deed: z.string().max(200).optional(),
  target: z.string().max(300).optional(),
  /** The address that it came from. */
  address: z.string().max(100).optional(),
  outcome: AuditEntry.shape.outcome.optional(),
  /** Only entries with a smaller number. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(mostAuditEntries).default(100),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** Entries of one export; XLSX has fewer, so that it opens on an office's machine. What is left out is said in the file itself. */
export const mostExported = { csv: 100_000, jsonl: 100_000, xlsx: 10_000 } as const;

/** `GET routes.auditExport`: what fits the question, the newest first. csv: UTF-8, semicolons · jsonl: an AuditEntry a line (application/x-ndjson). */
export const AuditExportQuery = z.strictObject({
  ...AuditQuery.omit({ before: true, limit: true }).shape,
  format: z.enum(["csv", "jsonl", "xlsx"]),
  language: Language.default("vi"),
});
export type AuditExportQuery = z.infer<typeof AuditExportQuery>;

/** How the copy on the site's own server stands. */
export const SyslogView = z.strictObject({
  host: z.string(),
  port: z.int(),
  /** behind: entries wait, and it is reached · cut: it is not. */
  state: z.enum(["ok", "behind", "cut"]),
  /** Entries that it has not taken yet. */
  waiting: z.int(),
  /** Since when it has been cut off or behind; null: it is not. */
  sinceMs: EpochMs.nullable(),
  reason: CodedMessage.nullable(),
});
export type SyslogView = z.infer<typeof SyslogView>;

/** How much there is of the whole. */
export const AuditExtent = z.strictObject({
  entries: z.int(),
  /** null without any. */
  oldestAtMs: EpochMs.nullable(),
  keptForMs: z.int(),
  /** More are not kept: the oldest would have to go before their time. */
  mostEntries: z.int(),
});
export type AuditExtent = z.infer<typeof AuditExtent>;

export const AuditList = z.strictObject({
  entries: z.array(AuditEntry).max(mostAuditEntries),
  /** There are older ones that fit the question. */
  hasMore: z.boolean(),
  extent: AuditExtent,
  /** It cannot be written, or is nearly full; null where nothing is to be told. */
  failure: CodedMessage.nullable(),
  /** null: the profile names no server. */
  syslog: SyslogView.nullable(),
});
export type AuditList = z.infer<typeof AuditList>;

/**
 * What is wrong with the chain, and at which entry first. changed: its text is another than was written · missing: it is not there, or was put
 * there · cut: the newest are not there · anchor: what says where the chain begins was changed.
 */
export const AuditFault = z.strictObject({
  fault: z.enum(["changed", "missing", "cut", "anchor"]),
  number: z.int(),
});
export type AuditFault = z.infer<typeof AuditFault>;

/** `GET routes.auditVerification`. */
export const AuditVerification = z.strictObject({
  isWhole: z.boolean(),
  checked: z.int(),
  firstNumber: z.int().nullable(),
  lastNumber: z.int().nullable(),
  fault: AuditFault.nullable(),
});
export type AuditVerification = z.infer<typeof AuditVerification>;
