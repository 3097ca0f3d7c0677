import { spawnSync } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { allFeatures, type SalvagedTable } from "./features.ts";

/** Nobody waits longer for the wall than this, each way: what takes longer is for an administrator. */
const withinMs = 60_000;
/** A copy, the text of all rows, the database made of it, and what is taken over. */
const roomTimes = 5;
const headerBytes = 100;

/** In an order that has what others point to first; those of features point to none but their own. Left out on purpose: see `leftOut`. */
export const tables: readonly SalvagedTable[] = [
  { name: "sources", how: "add" },
  { name: "series", how: "add" },
  { name: "readings", how: "revision" },
  { name: "superseded", how: "add" },
  { name: "hourly", how: "add" },
  { name: "daily", how: "add" },
  { name: "scenes", how: "add", where: "json_valid(document)" },
  { name: "automations", how: "add", where: "json_valid(document)" },
  { name: "wall_entries", how: "add", where: "json_valid(params)" },
  { name: "wall_state", how: "newer", where: "json_valid(document)" },
  { name: "automation_state", how: "newer", where: "json_valid(document)" },
  { name: "tokens", how: "newer" },
  { name: "secrets", how: "newer" },
  { name: "secret_bindings", how: "newer" },
  { name: "machines", how: "newer" },
  { name: "outages", how: "newer" },
  { name: "outage_periods", how: "newer" },
  { name: "camera_events", how: "add" },
  { name: "citizen_reports", how: "newer" },
  { name: "outbox", how: "add", where: "json_valid(deed)" },
  { name: "inbox", how: "add" },
  { name: "runs", how: "add" },
  { name: "source_states", how: "add", where: "json_valid(view)" },
  { name: "source_refusals", how: "add", where: "json_valid(reason)" },
  ...allFeatures.flatMap(({ salvaged }) => salvaged ?? []),
];

/**
 * What follows from the rest, is only of the moment, or makes sources tell once more what may be lost (what they remember); and the
 * version of the wall, which nobody's writing is based on after a start.
 */
export const leftOut: readonly string[] = [
  ...[
    "totals",
    "condensing",
    "stale_hours",
    "arrivals",
    "feed",
    "source_memory",
    "alive",
    "known_since",
    "wall_version",
  ],
  ...allFeatures.flatMap(({ leftOut = [] }) => leftOut),
];

/**
 * Takes over what can still be read of a damaged database, by the program `sqlite3` (its `.recover` reads page by page and needs
 * neither a sound header nor sound indexes). To be called before anything is written into the new one: the backup in it is a
 * former state of the damaged one, so that both number their rows alike.
 *
 * @param damaged its file, which stays as it is
 * @param program where `sqlite3` is
 * @returns how many rows; null where the program is missing, took too long, or there is no room for it
 */
export function salvage(damaged: string, into: Database.Database, program: string): number | null {
  const [copy, text, found] = [`${damaged}.copy`, `${damaged}.sql`, `${damaged}.found`];
  const clear = () => {
    for (const file of [copy, `${copy}-wal`, `${copy}-shm`, text, found]) rmSync(file, { force: true });
  };
  try {
    const { bavail, bsize } = statfsSync(dirname(damaged));
    if (bavail * bsize < statSync(damaged).size * roomTimes) return null;
    clear();
    // Of a copy: reading it would work the log into it.
    copyFileSync(damaged, copy);
    if (existsSync(`${damaged}-wal`)) copyFileSync(`${damaged}-wal`, `${copy}-wal`);
    mendHeader(copy, into.name);
    if (!run(program, [copy, ".recover"], { out: text }) || !run(program, [found], { in: text })) return null;
    return takeOver(found, into);
  } catch {
    // It is an attempt beside the backup, and the damaged file is still there for a better one.
    return null;
  } finally {
    clear();
  }
}

/** Without its first hundred bytes no program reads a database; but for a few numbers they are the same in all of ours. */
function mendHeader(file: string, sound: string): void {
  const header = Buffer.alloc(headerBytes);
  const from = openSync(sound, "r");
  const to = openSync(file, "r+");
  try {
    readSync(to, header, 0, headerBytes, 0);
    if (header.toString("latin1", 0, 16) === "SQLite format 3\0") return;
    readSync(from, header, 0, headerBytes, 0);
    // Pages of the file, counted anew; no free ones. Both counters alike say that the number of pages holds.
    header.writeUInt32BE(Math.floor(statSync(file).size / header.readUInt16BE(16)), 28);
    header.writeUInt32BE(0, 32);
    header.writeUInt32BE(0, 36);
    header.copy(header, 92, 24, 28);
    writeSync(to, header, 0, headerBytes, 0);
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

function run(program: string, args: string[], files: { in?: string; out?: string }): boolean {
  const input = files.in === undefined ? undefined : openSync(files.in, "r");
  const output = files.out === undefined ? undefined : openSync(files.out, "w", 0o600);
  try {
    // A row that makes no sense is an error of that row alone; the others are there.
    const { error, signal } = spawnSync(program, args, {
      stdio: [input ?? "ignore", output ?? "ignore", "ignore"],
      timeout: withinMs,
    });
    return error === undefined && signal === null;
  } finally {
    for (const file of [input, output]) if (file !== undefined) closeSync(file);
  }
}

function takeOver(file: string, into: Database.Database): number {
  const found = new Database(file, { readonly: true, fileMustExist: true });
  let rows = 0;
  try {
    into.transaction(() => {
      for (const table of tables) {
        const count = into.prepare(`SELECT count(*) FROM ${table.name}`).pluck();
        const before = Number(count.get());
        rows += takeTable(found, into, table);
        if (table.name === "readings" || table.name === "superseded")
          into.prepare("UPDATE totals SET readings = readings + ?").run(Number(count.get()) - before);
      }
    })();
  } finally {
    found.close();
  }
  return rows;
}

function takeTable(found: Database.Database, into: Database.Database, table: SalvagedTable): number {
  const { name, how, where = "1" } = table;
  const columnsOf = (database: Database.Database) =>
    (database.pragma(`table_info(${name})`) as { name: string }[]).map((column) => column.name);
  const known = new Set(columnsOf(found));
  const columns = columnsOf(into).filter((column) => known.has(column));
  if (columns.length === 0) return 0;
  const verb = how === "newer" ? "INSERT OR REPLACE" : "INSERT OR IGNORE";
  const update =
    how === "revision"
      ? ` ON CONFLICT DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(", ")}
          WHERE excluded.revision > revision`
      : "";
  const insert = into.prepare(
    `${how === "revision" ? "INSERT" : verb} INTO ${name} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})${update}`,
  );
  const same = into
    .prepare(`SELECT 1 FROM ${name} WHERE ${columns.map((column) => `${column} IS ?`).join(" AND ")}`)
    .pluck();
  let rows = 0;
  for (const row of found
    .prepare(`SELECT ${columns.join(", ")} FROM ${name} WHERE ${where}`)
    .raw()
    .iterate()) {
    try {
      // What stands there already is nothing that was won.
      if (how === "newer" && same.get(...(row as unknown[])) !== undefined) continue;
      rows += insert.run(...(row as unknown[])).changes;
    } catch (error) {
      if (!(error instanceof Database.SqliteError && error.code.startsWith("SQLITE_CONSTRAINT"))) throw error;
    }
  }
  return rows;
}
