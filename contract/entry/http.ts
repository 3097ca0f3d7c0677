import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { SourceView } from "../entities/source.ts";
import { Language, Words } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";
import { SourceScore } from "../source-scores/score.ts";
import { TableMistake } from "../tables.ts";
import {
  CheckedRow,
  EnteredFigureView,
  EntryRow,
  ExpectedFigure,
  mostDrafts,
  mostExpected,
  mostRows,
} from "./entry.ts";

/** `GET routes.entryExpected`: the figures of whoever asks, what is late first. `GET routes.entryDue`, for whoever may read: those that are late or due soon. */
export const ExpectedFigures = z.strictObject({
  nowMs: EpochMs,
  /** The units and communes that he enters for, as people read them; none: the whole province. */
  scopes: z.array(Words).max(8),
  figures: z.array(ExpectedFigure).max(mostExpected),
  /** So many more are not told. */
  leftOut: z.int().min(0),
});
export type ExpectedFigures = z.infer<typeof ExpectedFigures>;

/** `POST routes.entryCheck`: what would become of rows; nothing is written. */
export const CheckRows = z.strictObject({ rows: z.array(EntryRow).min(1).max(mostRows) });
export const CheckedRows = z.strictObject({ rows: z.array(CheckedRow).max(mostRows) });
export type CheckedRows = z.infer<typeof CheckedRows>;

/**
 * `POST routes.entryDeeds`. `key` is made once by whoever sends: the same deed sent again, as nobody knows whether it arrived, is taken once and
 * answered the same. all: nothing is written unless every row is good or known already · good: bad rows are left out.
 */
export const EntryDeed = z.strictObject({
  key: z.uuid(),
  mode: z.enum(["all", "good"]),
  rows: z.array(EntryRow).min(1).max(mostRows),
});
export type EntryDeed = z.infer<typeof EntryDeed>;

/** taken: stored, and told to every screen · same: it stood there already · left: not written, for `messages`. */
export const EntryResult = z.strictObject({
  outcome: z.enum(["taken", "same", "left"]),
  messages: z.array(CodedMessage).max(8),
});
export const EntryReport = z.strictObject({
  /** refused: nothing was written. */
  outcome: z.enum(["taken", "refused"]),
  atMs: EpochMs,
  taken: z.int().min(0),
  same: z.int().min(0),
  left: z.int().min(0),
  rows: z.array(EntryResult).max(mostRows),
});
export type EntryReport = z.infer<typeof EntryReport>;

/** `POST routes.entryTable`: an XLSX or CSV file, or what was copied out of a program for tables (TSV) as text. Nothing is written. */
export const EntryTableRow = z.strictObject({
  /** Where it stands: sheet by its name, row as the program for tables counts. */
  sheet: z.string().max(100),
  line: z.int().min(1),
  /** As the cells say, for people. */
  label: z.string().max(300),
  /** As it can be sent; null: something of it could not be read. */
  row: EntryRow.nullable(),
  checked: CheckedRow,
  /** The cells that are wrong. */
  mistakes: z.array(TableMistake).max(10),
});
export type EntryTableRow = z.infer<typeof EntryTableRow>;
export const EntryTable = z.strictObject({
  rows: z.array(EntryTableRow).max(mostRows),
  /** Of the table as a whole: columns that are not known. */
  warnings: z.array(TableMistake).max(50),
});
export type EntryTable = z.infer<typeof EntryTable>;

/** `GET routes.entryTemplate`: a workbook with the rows that are expected. */
export const EntryTemplateQuery = z.strictObject({ language: Language.default("vi") });

/** `GET routes.entryDeeds`: what was entered of one's figures, the newest first. */
export const EnteredQuery = z.strictObject({
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const EnteredFigures = z.strictObject({
  figures: z.array(EnteredFigureView).max(200),
  /** There are older ones: asked for with the number of the last. */
  hasMore: z.boolean(),
});
export type EnteredFigures = z.infer<typeof EnteredFigures>;

/** What somebody has typed and not sent: of one figure, by its name (`INDICATOR@PLACE@PERIOD`), or a table as it was pasted. */
export const DraftKey = z.string().regex(/^(?:table|[a-z0-9.-]{1,80}@[a-z0-9.-]{1,80}@[0-9A-Za-z-]{4,20})$/);
export const FigureDraft = z.strictObject({
  value: z.string().max(60),
  status: EntryRow.shape.status,
  reason: z.string().max(300),
});
export type FigureDraft = z.infer<typeof FigureDraft>;
export const longestTableDraft = 100_000;
export const DraftContent = z.union([FigureDraft, z.strictObject({ text: z.string().max(longestTableDraft) })]);
/** `GET routes.entryDrafts`: one's own. `PUT routes.entryDrafts` changes some; null takes one away. */
export const Drafts = z.strictObject({ drafts: z.record(DraftKey, DraftContent) });
export type Drafts = z.infer<typeof Drafts>;
export const ChangedDrafts = z.strictObject({
  drafts: z
    .record(DraftKey, DraftContent.nullable())
    .refine((drafts) => Object.keys(drafts).length <= mostDrafts, { error: `at most ${mostDrafts}` }),
});

/** `GET routes.entrySources`: the sources of one's unit, how good they are, and what of them was refused since the start. */
export const OwnSource = z.strictObject({
  source: SourceView.omit({ origins: true }),
  score: SourceScore.nullable(),
  refusals: z.strictObject({
    byCode: z.record(z.string(), z.int()),
    last: z.array(z.strictObject({ atMs: EpochMs, reason: CodedMessage })).max(20),
  }),
});
export type OwnSource = z.infer<typeof OwnSource>;
export const OwnSources = z.strictObject({ sources: z.array(OwnSource).max(500) });
