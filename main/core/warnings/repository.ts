import type { Warning } from "#contract/warnings/warning.ts";

/** A message as it comes; the store gives it its number. */
export type NewWarning = {
  warning: Omit<Warning, "number" | "kind">;
  /** cancel: it is kept so that what it cancels is not told, also where that comes later. */
  kind: Warning["kind"] | "cancel";
  /** Earlier messages of the same source that it takes the place of or cancels. */
  references: readonly { sender: string; identifier: string }[];
};

/** Warnings that were told, and which of them hold. On the disk itself when a promise of a write resolves. */
export type WarningsRepository = {
  /** All of them or none. repeated: the same message, or an earlier sending of it. */
  put(warnings: readonly NewWarning[]): Promise<("stored" | "repeated")[]>;
  /** Neither replaced nor cancelled, and not over at a moment. */
  current(nowMs: number, limit: number): Promise<Warning[]>;
  /** Those that are over, were replaced or cancelled, the latest sent first. Cancellations themselves are none. */
  ended(nowMs: number, limit: number): Promise<Warning[]>;
  /** When the last message of each source came, epoch ms. */
  lastAtMs(): Promise<ReadonlyMap<string, number>>;
  /** At most `limit` that are over since before a moment, or beyond `most`, those over first. @returns how many */
  remove(beforeMs: number, most: number, limit: number): Promise<number>;
};
