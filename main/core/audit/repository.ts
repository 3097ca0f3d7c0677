import type { AuditEntry } from "#contract/audit/entry.ts";
import type { AuditQuery } from "#contract/audit/http.ts";
import type { Anchor, SealedEntry } from "./chain.ts";

export type { Anchor, SealedEntry } from "./chain.ts";

/** The audit trail. Nothing in it is changed; the oldest goes when its time is over. */
export type AuditRepository = {
  /**
   * Written on the disk itself. Rejects with store.full, store.failed.
   * @param seal the seal of what is written, from that of the entry before (null for the very first) and its own number and text
   */
  append(
    entry: Omit<AuditEntry, "number">,
    seal: (before: string | null, number: number, body: string) => string,
  ): Promise<SealedEntry>;
  /** The newest first. */
  list(query: AuditQuery): Promise<AuditEntry[]>;
  /** The number up to which a server has taken entries; 0: none. @param server its name and port */
  taken(server: string): Promise<number>;
  /** Fails as `append` does. Only that of one server is kept. */
  noteTaken(server: string, number: number): Promise<void>;
  /** In the order of their numbers. @param after only greater ones */
  sealed(after: number, limit: number): Promise<SealedEntry[]>;
  anchor(): Promise<Anchor | undefined>;
  newest(): Promise<SealedEntry | undefined>;
  extent(): Promise<{ entries: number; oldestAtMs: number | null }>;
  /**
   * Drops the oldest up to a number, which has to be there. Fails as `append` does.
   * @param anchorOf made of the number and seal of the last one that goes
   */
  drop(upTo: number, anchorOf: (number: number, seal: string) => Anchor): Promise<void>;
  /** The greatest number of those older than a moment, or of those beyond so many; null where none is. */
  surplus(beforeMs: number, most: number): Promise<number | null>;
};
