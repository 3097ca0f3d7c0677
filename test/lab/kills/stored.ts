import path from "node:path";
import Database from "better-sqlite3";
import { seriesKey } from "#contract/entities/reading.ts";
import type { Sent } from "./sender.ts";

/** What a database holds of what was sent. */
export type Stored = {
  /** Acknowledged to the sender, and not there as they were sent. */
  missing: number;
  /** There and never sent, or there twice. */
  surplus: number;
  /** What SQLite says of the file; "ok" when it is sound. */
  integrity: string;
};

/** Looks into the database of a data folder itself, behind the core's back. @param senders all that sent anything */
export function lookIntoStore(data: string, senders: readonly Sent[]): Stored {
  const database = openBehind(data);
  try {
    const sums = senders.map((sender) => ({ sender, found: new Uint8Array(sender.made()) }));
    const ofIndicator = new Map<string, (typeof sums)[number] | undefined>();
    const sumOf = (indicator: string) => {
      if (!ofIndicator.has(indicator))
        ofIndicator.set(
          indicator,
          sums.find(({ sender }) => sender.isOurs(indicator)),
        );
      return ofIndicator.get(indicator);
    };
    let surplus = 0;
    const rows = database
      .prepare("SELECT s.indicator, s.place, r.as_of_ms, r.value FROM readings r JOIN series s ON s.id = r.series_id")
      .raw()
      .iterate() as IterableIterator<[string, string, number, number]>;
    for (const [indicator, place, asOfMs, value] of rows) {
      const sum = sumOf(indicator);
      const sent = sum !== undefined && value >= 0 && value < sum.found.length ? sum.sender.seriesOf(value) : undefined;
      const isSame =
        sent !== undefined &&
        seriesKey(sent.indicator, sent.place) === seriesKey(indicator, place) &&
        sum?.sender.asOfMsOf(value) === asOfMs;
      if (isSame && sum?.found[value] === 0) sum.found[value] = 1;
      else surplus += 1;
    }
    surplus += database.prepare("SELECT count(*) FROM superseded").pluck().get() as number;
    let missing = 0;
    for (const { sender, found } of sums)
      for (let at = 0; at < found.length; at += 1) if (sender.isAcknowledged(at) && found[at] === 0) missing += 1;
    return { missing, surplus, integrity: String(database.pragma("integrity_check(1)", { simple: true })) };
  } finally {
    database.close();
  }
}

/** How many readings of a sender are there by now, while the core runs. */
export function storedOf(data: string, sender: Sent): number {
  const database = openBehind(data);
  try {
    const series = database.prepare("SELECT id, indicator FROM series").all() as { id: number; indicator: string }[];
    const count = database.prepare("SELECT count(*) FROM readings WHERE series_id = ?").pluck();
    return series.reduce((sum, { id, indicator }) => sum + (sender.isOurs(indicator) ? Number(count.get(id)) : 0), 0);
  } finally {
    database.close();
  }
}

const openBehind = (data: string) =>
  new Database(path.join(data, "wall.db"), { readonly: true, fileMustExist: true, timeout: 5_000 });
