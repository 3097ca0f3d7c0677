import type { DocumentAtOrgan, DocumentState } from "#contract/documents/document.ts";

/** A document at an organisation as it is written: whether what told of it is simulated goes with it. */
export type KeptDocument = DocumentAtOrgan & { isSimulated: boolean };

/** Open documents of an organisation in one state. */
export type OpenCount = {
  organ: string;
  state: DocumentState;
  count: number;
  overdue: number;
  dueSoon: number;
  withoutDueDate: number;
};
export type ClosedCount = { organ: string; state: DocumentState; count: number };
/** Documents that were done: on which site's days, as days since 1970, they arrived and were. */
export type DoneCount = { organ: string; arrivedDay: number; doneDay: number; count: number };

export type DocumentCounts = {
  open: OpenCount[];
  closed: ClosedCount[];
  done: DoneCount[];
  arrivedToday: { organ: string; count: number }[];
  sentToday: { organ: string; count: number }[];
};

export type Counting = {
  /** The site's day, and the last one on which what is due is due soon. */
  today: string;
  soon: string;
  todayStartMs: number;
  /** Closed ones since then. */
  closedFromMs: number;
  /** Of the site's standard time from UTC. */
  offsetMs: number;
};

/** The last known state of documents, on the disk itself when a promise of a write resolves. */
export type DocumentsRepository = {
  get(source: string, id: string, organ: string): Promise<KeptDocument | undefined>;
  /** All of them or none; one that is known is written over. */
  put(documents: readonly KeptDocument[]): Promise<void>;
  size(): Promise<number>;
  counts(counting: Counting): Promise<DocumentCounts>;
  /** When anything of each source changed last, epoch ms. */
  lastAtMs(): Promise<ReadonlyMap<string, number>>;
  /** Notes that a source was heard, whether or not anything was new. */
  hear(source: string, atMs: number): Promise<void>;
  /** At most `limit` of those that were closed before a moment. @returns how many */
  removeClosedBefore(beforeMs: number, limit: number): Promise<number>;
  /** At most `limit` closed ones while there are more than `most` in all, first what was closed the longest ago. @returns how many */
  removeBeyond(most: number, limit: number): Promise<number>;
};
