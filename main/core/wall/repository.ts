import type { AutomationKind } from "#contract/entities/automation.ts";
import type { WallEntry, Who } from "#contract/entities/wall-state.ts";

/** A scene as it was given: `document` is JSON, also of what this program does not understand. */
export type KeptScene = {
  id: string;
  version: number;
  document: string;
  isRemoved: boolean;
  atMs: number;
  /** null: it came with the profile. */
  by: Who | null;
};

/** A programme, a rule or the holidays, kept like a scene. */
export type KeptAutomation = KeptScene & { kind: AutomationKind };

/** Something that was done to the wall, with what taking it back and doing it again bring; null where it cannot be. */
export type NewWallEntry = Pick<WallEntry, "atMs" | "who" | "kind" | "params"> & {
  before: string | null;
  after: string | null;
  /** What of the wall it is about, by names; see `touchesOf`. */
  touches: readonly string[];
};

/**
 * An entry as undo and redo look at it. `since`: the number of the entry that made, took back or redid it last; `changedBy`,
 * `changedAtMs`: who did that, and when.
 */
export type EntryMark = Pick<WallEntry, "id"> & {
  since: number;
  changedBy: Who | null;
  changedAtMs: number;
  /** null: all of the wall; of an older program. */
  touches: readonly string[] | null;
  isStanding: boolean;
};

/** An entry to be taken back or done again. `document`: its `before` or `after`. */
export type EntryToReverse = EntryMark & Pick<WallEntry, "kind" | "params" | "who" | "atMs"> & { document: string };

export type WallRepository = {
  /** The newest version of each, removed ones too. */
  scenes(): Promise<KeptScene[]>;
  scene(id: string, version: number): Promise<KeptScene | undefined>;
  /** The newest version of each, removed ones too. */
  automations(): Promise<KeptAutomation[]>;
  automation(kind: AutomationKind, id: string, version: number): Promise<KeptAutomation | undefined>;
  /** How the wall was last, as people had it, JSON. */
  state(): Promise<string | undefined>;
  /** What ran by itself last, JSON. */
  running(): Promise<string | undefined>;
  /** How often it was written, by whatever core: grows with every `commit`. 0: never. */
  version(): Promise<number>;
  /**
   * All or nothing, on the disk when it resolves. Rejects with `wall.written-meanwhile`, and writes nothing, where somebody else
   * has written since: of two writers at once one is refused.
   * @param change.basedOn the version that what is written was made of; read before anything else of it
   * @param change.marked the entry that is taken back or done again by it;
   * without one, what the same person took back before can no longer be done again
   * @returns the new version
   */
  commit(change: {
    basedOn: number;
    scenes?: readonly KeptScene[];
    automations?: readonly KeptAutomation[];
    state?: string;
    running?: string;
    entry?: NewWallEntry;
    entries?: readonly NewWallEntry[];
    marked?: { id: number; isUndone: boolean };
  }): Promise<number>;
  /** The newest first. */
  entries(limit: number, before?: number): Promise<WallEntry[]>;
  /** The last of what somebody has done that stands, or the last of what he has taken back, also of what another did. */
  standing(direction: "undo" | "redo", who: Who): Promise<EntryToReverse | undefined>;
  /** An entry with its `before`; undefined where it is not kept, or is none that can be taken back. */
  entry(id: number): Promise<EntryToReverse | undefined>;
  /** The others, of what can be taken back, that were made, taken back or done again after an entry was, or after it was last changed. */
  around(entry: Pick<EntryMark, "id" | "since">): Promise<EntryMark[]>;
};
