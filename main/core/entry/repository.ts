import type { Reading } from "#contract/entities/reading.ts";
import type { EnteredStatus } from "#contract/entry/entry.ts";
import type { Drafts, EntryReport } from "#contract/entry/http.ts";

/** One figure of a deed, as it is written down before it is handed to ingest. */
export type NewEntry = {
  /** Its row of the deed, from 0. */
  row: number;
  source: string;
  indicator: string;
  place: string;
  period: string;
  asOfMs: number;
  value: number;
  status: EnteredStatus;
  reason: string;
  /** What it takes the place of; null: nothing stood there. */
  before: { value: number | null; status: Reading["status"] } | null;
};

export type NewDeed = {
  /** Whose: an account, or a token. With the key it names the deed. */
  owner: string;
  key: string;
  /** Of what was sent. */
  hash: string;
  atMs: number;
  by: { role: string; name: string };
  /** As it is answered once all of it is handed over. */
  report: EntryReport;
  entries: readonly NewEntry[];
  /** Drafts that are sent with it. */
  drafts: readonly string[];
};

export type StoredDeed = Pick<NewDeed, "hash" | "atMs" | "report"> & {
  number: number;
  /** Every figure of it is on the disk as a reading. */
  isDone: boolean;
};

export type StoredEntry = NewEntry & {
  number: number;
  atMs: number;
  owner: string;
  by: { role: string; name: string };
  /** None of its series and moment was entered later. */
  isNewest: boolean;
};

export type EntryRepository = {
  /** Written on the disk itself before it is acknowledged. A deed of that owner and key must not be there. Rejects with store.full, store.failed. */
  begin(deed: NewDeed): Promise<number>;
  /** All of it was handed over. Fails as `begin` does. */
  finish(number: number, report: EntryReport): Promise<void>;
  deed(owner: string, key: string): Promise<StoredDeed | undefined>;
  /** Deeds that are not done, and those begun since a moment; the oldest first, at most so many. */
  open(sinceMs: number, limit: number): Promise<StoredDeed[]>;
  entriesOf(deed: number): Promise<NewEntry[]>;
  /** The newest first, with numbers below `before`. */
  list(before: number | undefined, limit: number): Promise<StoredEntry[]>;
  /** The one that was entered last of a series' moment. */
  lastOf(indicator: string, place: string, asOfMs: number): Promise<StoredEntry | undefined>;
  drafts(owner: string): Promise<Drafts["drafts"]>;
  /** @returns how many there are then; nothing is changed where that is more than `most` */
  changeDrafts(
    owner: string,
    changes: Readonly<Record<string, Drafts["drafts"][string] | null>>,
    nowMs: number,
    most: number,
  ): Promise<number>;
  /** Takes away drafts that nobody has touched since a moment, and what is beyond the oldest deed that is kept. */
  tidy(draftsBeforeMs: number, mostEntries: number): Promise<void>;
};
