import type { Dossier } from "#contract/dossiers/dossier.ts";

/** A dossier as it comes; the store gives it its number, and keeps what a calendar has moved. */
export type NewDossier = Omit<Dossier, "number" | "moved">;

/** A due date that another calendar has made another. */
export type MovedDue = Pick<Dossier, "number" | "dueMs" | "deadline" | "moved">;

/** The register: the last known state of each dossier, on the disk itself when a promise of a write resolves. */
export type DossiersRepository = {
  /**
   * All of them or none. stored: new, or another state than was known · repeated: the same, or one that the platform had changed
   * since; of two states of one moment the one that comes last counts. `units`: those whose counts may be others now.
   */
  put(dossiers: readonly NewDossier[]): Promise<{ each: ("stored" | "repeated")[]; units: string[] }>;
  units(): Promise<string[]>;
  /** Of a unit, those that are open or ended at a moment or later, in the order of their numbers. */
  inHand(unit: string, fromMs: number): Promise<Dossier[]>;
  /** Those that are open, from a number on, in the order of their numbers. */
  open(fromNumber: number, limit: number): Promise<Dossier[]>;
  /** Writes what another calendar has made of due dates; nothing of a dossier that has ended meanwhile. */
  recount(moved: readonly MovedDue[]): Promise<void>;
  /** Those that are open and whose due date was moved since a moment, the last first. */
  moved(sinceMs: number, limit: number): Promise<{ total: number; dossiers: Dossier[] }>;
  /** When something last came of each source, epoch ms. */
  lastAtMs(): Promise<ReadonlyMap<string, number>>;
  count(): Promise<number>;
  /** At most `limit` of those that have ended and last changed before a moment. @returns how many */
  removeBefore(beforeMs: number, limit: number): Promise<number>;
  /** At most `limit` of those beyond `most` that have ended, first what changed the longest ago. @returns how many, and how many are left */
  removeBeyond(most: number, limit: number): Promise<{ removed: number; left: number }>;
};
