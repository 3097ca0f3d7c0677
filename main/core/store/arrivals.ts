import type Database from "better-sqlite3";

/** An entry: series (4 bytes), revision (4), as-of (8, a double: milliseconds need more than 32 bits). */
export const entryBytes = 16;
/** Nobody has asked for this long: nothing more is noted. What is older than this is dropped as well. */
export const keptForMs = 2 * 86_400_000;
/** So much is dropped at once, some milliseconds. */
const blocksAtOnce = 4_000;
const entriesAtOnce = 50_000;
const firstBytes = 4_096;

export type Entry = { series: number; asOfMs: number; revision: number };

export const entriesOf = (block: Buffer): Entry[] =>
  Array.from({ length: block.length / entryBytes }, (_, at) => ({
    series: block.readUInt32LE(at * entryBytes),
    revision: block.readUInt32LE(at * entryBytes + 4),
    asOfMs: block.readDoubleLE(at * entryBytes + 8),
  }));

/**
 * Notes in which order readings were stored, within the very transactions that store them, for cores that mirror this one.
 * While nobody does, it costs nothing.
 */
export function createArrivals(database: Database.Database) {
  const insert = database.prepare("INSERT INTO arrivals (at_ms, count, readings) VALUES (?, ?, ?)");
  const oldest = database.prepare("SELECT seq, count FROM arrivals WHERE at_ms < ? ORDER BY seq LIMIT ?");
  const drop = database.prepare("DELETE FROM arrivals WHERE seq <= ?");
  const want = database.prepare("UPDATE feed SET wanted_at_ms = ?");
  let wantedAtMs = (database.prepare("SELECT wanted_at_ms FROM feed").pluck().get() ?? null) as number | null;
  let block = Buffer.alloc(firstBytes);
  let used = 0;

  return {
    get isWanted(): boolean {
      return wantedAtMs !== null;
    },
    /** Somebody asks: from now on everything is noted. */
    want(nowMs: number): void {
      // Written down now and then, not with each question.
      if (wantedAtMs !== null && nowMs >= wantedAtMs && nowMs - wantedAtMs < keptForMs / 48) return;
      want.run(nowMs);
      wantedAtMs = nowMs;
    },
    add(series: number, asOfMs: number, revision: number): void {
      if (wantedAtMs === null) return;
      if (used === block.length) block = Buffer.concat([block, Buffer.alloc(block.length)]);
      block.writeUInt32LE(series, used);
      block.writeUInt32LE(revision, used + 4);
      block.writeDoubleLE(asOfMs, used + 8);
      used += entryBytes;
    },
    /** Writes what was added; to be called within the transaction. */
    flush(atMs: number): void {
      if (used > 0) insert.run(atMs, used / entryBytes, block.subarray(0, used));
      used = 0;
    },
    /** Forgets what was added in a transaction that failed. */
    clear(): void {
      used = 0;
    },
    /** One step of dropping what is too old. @returns whether that was all */
    tidy(nowMs: number): boolean {
      if (wantedAtMs !== null && nowMs - wantedAtMs > keptForMs) {
        want.run(null);
        wantedAtMs = null;
      }
      const blocks = oldest.all(nowMs - keptForMs, blocksAtOnce) as { seq: number; count: number }[];
      let entries = 0;
      let lastSeq = 0;
      for (const { seq, count } of blocks) {
        lastSeq = seq;
        entries += count;
        if (entries >= entriesAtOnce) break;
      }
      if (lastSeq > 0) drop.run(lastSeq);
      return blocks.length < blocksAtOnce && entries < entriesAtOnce;
    },
  };
}
export type Arrivals = ReturnType<typeof createArrivals>;
