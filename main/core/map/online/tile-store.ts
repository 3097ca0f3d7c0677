import Database from "better-sqlite3";

export type KeptTile = {
  /** null: the net has no such tile. */
  bytes: Uint8Array | null;
  etag: string | null;
  fetchedAtMs: number;
};

/** Tiles of the net on the core's disk, within a budget. */
export type TileStore = {
  get(z: number, x: number, y: number): KeptTile | undefined;
  /** @param isKept belongs to the site's surroundings: goes last when room is needed, the finest zoom first */
  put(z: number, x: number, y: number, tile: KeptTile, isKept: boolean): void;
  has(z: number, x: number, y: number): boolean;
  /** Bytes of tiles; the file is a little larger. */
  bytes(): number;
  newestAtMs(): number | null;
  note(name: string): string | undefined;
  setNote(name: string, value: string): void;
  close(): void;
};

/** After room was made so much is free again, so that not every tile makes room anew. */
const freedShare = 0.05;
/** How exactly it is known when a tile was used last; finer would write on every read. */
const usedWithinMs = 3_600_000;

/**
 * Opens the cache, and makes it where there is none. It holds nothing that could not be fetched again, so a damaged one is
 * the caller's to delete. Throws what SQLite throws.
 */
export function openTileStore(file: string, budgetBytes: number, now: () => number): TileStore {
  const database = new Database(file);
  database.pragma("auto_vacuum = INCREMENTAL");
  database.pragma("journal_mode = WAL");
  // A tile lost with the power is fetched again.
  database.pragma("synchronous = NORMAL");
  database.exec(`
    CREATE TABLE IF NOT EXISTS tiles (
      z INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL,
      bytes BLOB, etag TEXT, fetched_at INTEGER NOT NULL, used_at INTEGER NOT NULL,
      is_kept INTEGER NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (z, x, y)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS tiles_by_use ON tiles (is_kept, used_at);
    CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  `);
  type Row = { bytes: Uint8Array | null; etag: string | null; fetched_at: number; used_at: number };
  type At = [number, number, number];
  const find = database.prepare<At, Row>(
    "SELECT bytes, etag, fetched_at, used_at FROM tiles WHERE z=? AND x=? AND y=?",
  );
  const touch = database.prepare("UPDATE tiles SET used_at=? WHERE z=? AND x=? AND y=?");
  const sizeOf = database.prepare<At, { size: number }>("SELECT size FROM tiles WHERE z=? AND x=? AND y=?");
  const put = database.prepare(
    `INSERT INTO tiles VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET bytes=excluded.bytes, etag=excluded.etag,
     fetched_at=excluded.fetched_at, used_at=excluded.used_at, is_kept=max(is_kept, excluded.is_kept), size=excluded.size`,
  );
  const oldest = database.prepare<[], { z: number; x: number; y: number; size: number }>(
    "SELECT z, x, y, size FROM tiles ORDER BY is_kept, CASE is_kept WHEN 1 THEN -z ELSE used_at END LIMIT 200",
  );
  const drop = database.prepare("DELETE FROM tiles WHERE z=? AND x=? AND y=?");
  let total = database.prepare<[], number>("SELECT coalesce(sum(size), 0) FROM tiles").pluck().get() ?? 0;

  const makeRoom = database.transaction(() => {
    const goal = budgetBytes * (1 - freedShare);
    while (total > goal) {
      const rows = oldest.all();
      if (rows.length === 0) break;
      for (const { z, x, y, size } of rows) {
        if (total <= goal) break;
        drop.run(z, x, y);
        total -= size;
      }
    }
  });

  return {
    get(z, x, y) {
      const row = find.get(z, x, y);
      if (row === undefined) return undefined;
      if (now() - row.used_at > usedWithinMs) touch.run(now(), z, x, y);
      return { bytes: row.bytes, etag: row.etag, fetchedAtMs: row.fetched_at };
    },
    has: (z, x, y) => sizeOf.get(z, x, y) !== undefined,
    put(z, x, y, { bytes, etag, fetchedAtMs }, isKept) {
      // What a row costs besides its bytes.
      const size = (bytes?.length ?? 0) + 64;
      total += size - (sizeOf.get(z, x, y)?.size ?? 0);
      put.run(z, x, y, bytes, etag, fetchedAtMs, now(), isKept ? 1 : 0, size);
      if (total <= budgetBytes) return;
      makeRoom();
      database.pragma("incremental_vacuum");
    },
    bytes: () => total,
    newestAtMs: () => database.prepare<[], number | null>("SELECT max(fetched_at) FROM tiles").pluck().get() ?? null,
    note: (name) => database.prepare<[string], string>("SELECT value FROM notes WHERE name=?").pluck().get(name),
    setNote: (name, value) =>
      void database
        .prepare("INSERT INTO notes VALUES (?,?) ON CONFLICT DO UPDATE SET value=excluded.value")
        .run(name, value),
    close: () => void database.close(),
  };
}
