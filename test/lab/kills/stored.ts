import path from "node:path";
import Database from "better-sqlite3";
import { seriesKey } from "#contract/entities/reading.ts";
import type { Sender } from "./sender.ts";

/** What a database holds of what was sent. */
export type Stored = {
  /** Acknowledged to the sender, and not there as they were sent. */
  missing: number;
  /** There and never sent, or there twice. */
  surplus: number;
  /** What SQLite says of the file; "ok" when it is sound. */
  integrity: string;
};

/** Looks into the database of a data folder itself, behind the core's back. */
export function lookIntoStore(data: string, sender: Sender): Stored {
  const database = new Database(path.join(data, "wall.db"), { readonly: true, fileMustExist: true });
  try {
    const found = new Uint8Array(sender.made());
    let surplus = 0;
    const rows = database
      .prepare("SELECT s.indicator, s.place, r.as_of_ms, r.value FROM readings r JOIN series s ON s.id = r.series_id")
      .raw()
      .iterate() as IterableIterator<[string, string, number, number]>;
    for (const [indicator, place, asOfMs, value] of rows) {
      const sent = value >= 0 && value < found.length ? sender.seriesOf(value) : undefined;
      const isSame =
        sent !== undefined &&
        seriesKey(sent.indicator, sent.place) === seriesKey(indicator, place) &&
        sender.asOfMsOf(value) === asOfMs;
      if (isSame && found[value] === 0) found[value] = 1;
      else surplus += 1;
    }
    surplus += database.prepare("SELECT count(*) FROM superseded").pluck().get() as number;
    let missing = 0;
    for (let at = 0; at < found.length; at += 1) if (sender.isAcknowledged(at) && found[at] === 0) missing += 1;
    return { missing, surplus, integrity: String(database.pragma("integrity_check(1)", { simple: true })) };
  } finally {
    database.close();
  }
}
