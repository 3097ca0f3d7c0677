import type Database from "better-sqlite3";
import type { CameraEventQuery } from "#contract/camera-events/http.ts";
import type { CameraEvent, CameraEventNotice } from "#contract/entities/camera-event.ts";
import type { CameraMapEvent } from "#contract/entities/map-event.ts";
import { writesTo } from "./failures.ts";
import type { CameraEventsRepository } from "./repositories.ts";

type Row = Omit<CameraEvent, "picture" | "isSimulated"> & {
  isSimulated: number;
  pictureName: string | null;
  isPictureGone: number;
};

type MapEventRow = Omit<CameraMapEvent, "origin" | "isSimulated"> & { isSimulated: number };

const eventOf = ({ isSimulated, pictureName, isPictureGone, ...row }: Row): CameraEvent => ({
  ...row,
  isSimulated: isSimulated === 1,
  picture: pictureName === null ? "none" : isPictureGone === 1 ? "gone" : "kept",
});

const columns = `number, source, id, camera, kind, at_ms AS atMs, received_at_ms AS receivedAtMs, plate, text, confidence,
  is_simulated AS isSimulated, picture_name AS pictureName, is_picture_gone AS isPictureGone`;

const conditions: Record<Exclude<keyof CameraEventQuery, "limit">, string> = {
  camera: "camera = @camera",
  kind: "kind = @kind",
  fromMs: "at_ms >= @fromMs",
  toMs: "at_ms < @toMs",
  asOfMs: "received_at_ms <= @asOfMs",
  before: "(at_ms, number) < (SELECT at_ms, number FROM camera_events WHERE number = @before)",
};

/**
 * @param database written with `synchronous=FULL`: a platform sends an event once
 * @param folder named in failures
 */
export function createCameraEventsRepository(database: Database.Database, folder: string): CameraEventsRepository {
  const sql = statements(database);
  const write = writesTo(folder);
  const each = (statement: Database.Statement) =>
    database.transaction((numbers: readonly number[]) => {
      for (const number of numbers) statement.run(number);
    });
  const remove = each(sql.remove);
  const pictureGone = each(sql.pictureGone);

  return {
    has: async (source, id) => sql.has.get(source, id) !== undefined,
    add: ({ picture, isSimulated, ...event }) =>
      write(() => {
        const { lastInsertRowid } = sql.add.run({
          ...event,
          isSimulated: isSimulated ? 1 : 0,
          pictureName: picture?.name ?? null,
          pictureType: picture?.type ?? null,
          pictureBytes: picture?.bytes ?? null,
        });
        return Number(lastInsertRowid);
      }),
    async list({ limit, ...wanted }) {
      const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
      const where = given.map(([name]) => conditions[name as keyof typeof conditions]).join(" AND ");
      const rows = database
        .prepare(
          `SELECT ${columns} FROM camera_events ${where === "" ? "" : `WHERE ${where}`}
           ORDER BY at_ms DESC, number DESC LIMIT @limit`,
        )
        .all({ ...Object.fromEntries(given), limit }) as Row[];
      return rows.map(eventOf);
    },
    async mapEvents(kinds, fromMs, limit) {
      // A kind at a time, each along its index: of the plates of a highway there are thousands a day.
      const rows = kinds.flatMap((kind) => sql.mapEvents.all({ kind, fromMs, limit }) as MapEventRow[]);
      rows.sort((a, b) => b.atMs - a.atMs || b.number - a.number);
      return rows
        .slice(0, limit)
        .map(({ isSimulated, ...row }) => ({ origin: "camera", ...row, isSimulated: isSimulated === 1 }));
    },
    async newest() {
      const row = sql.newest.get() as Pick<CameraEvent, "number" | "camera" | "kind" | "atMs"> | undefined;
      return row;
    },
    after: async (number, limit) => sql.after.all(number, limit) as (CameraEventNotice & { receivedAtMs: number })[],
    async lastAtMs() {
      const rows = sql.lastAtMs.all() as { source: string; atMs: number }[];
      return new Map(rows.map(({ source, atMs }) => [source, atMs]));
    },
    async picture(number) {
      const row = sql.picture.get(number) as { name: string; type: "jpeg" | "png"; isGone: number } | undefined;
      return row && { ...row, isGone: row.isGone === 1 };
    },
    pictureNames: async () => new Set(sql.pictureNames.all() as string[]),
    async surplus(beforeMs, most, limit) {
      const found = sql.old.all({ beforeMs, limit }) as { number: number; picture: string | null }[];
      if (found.length > 0) return found;
      const over = (sql.count.get() as number) - most;
      return over <= 0 ? [] : (sql.first.all(Math.min(over, limit)) as typeof found);
    },
    remove: (numbers) => write(() => remove.immediate(numbers)),
    async surplusPictures(roomBytes, limit) {
      let over = (sql.pictureBytes.get() as number) - roomBytes;
      if (over <= 0) return [];
      const found = sql.firstPictures.all(limit) as { number: number; picture: string; bytes: number }[];
      return found.flatMap(({ bytes, ...one }) => {
        const isSurplus = over > 0;
        over -= bytes;
        return isSurplus ? [one] : [];
      });
    },
    pictureGone: (numbers) => write(() => pictureGone.immediate(numbers)),
  };
}

/** Prepared once and kept. */
function statements(database: Database.Database) {
  return {
    has: database.prepare("SELECT 1 FROM camera_events WHERE source = ? AND id = ?"),
    add: database.prepare(
      `INSERT INTO camera_events (source, id, camera, kind, at_ms, received_at_ms, plate, text, confidence, is_simulated,
         picture_name, picture_type, picture_bytes)
       VALUES (@source, @id, @camera, @kind, @atMs, @receivedAtMs, @plate, @text, @confidence, @isSimulated,
         @pictureName, @pictureType, @pictureBytes)`,
    ),
    mapEvents: database.prepare(
      `SELECT number, kind, camera, at_ms AS atMs, source, is_simulated AS isSimulated FROM camera_events
       WHERE kind = @kind AND at_ms >= @fromMs ORDER BY at_ms DESC, number DESC LIMIT @limit`,
    ),
    newest: database.prepare(
      "SELECT number, camera, kind, at_ms AS atMs FROM camera_events ORDER BY number DESC LIMIT 1",
    ),
    after: database.prepare(
      `SELECT number, camera, kind, at_ms AS atMs, received_at_ms AS receivedAtMs FROM camera_events
       WHERE number > ? ORDER BY number LIMIT ?`,
    ),
    lastAtMs: database.prepare("SELECT source, max(received_at_ms) AS atMs FROM camera_events GROUP BY source"),
    picture: database.prepare(
      `SELECT picture_name AS name, picture_type AS type, is_picture_gone AS isGone FROM camera_events
       WHERE number = ? AND picture_name IS NOT NULL`,
    ),
    pictureNames: database
      .prepare("SELECT picture_name FROM camera_events WHERE picture_name IS NOT NULL AND is_picture_gone = 0")
      .pluck(),
    count: database.prepare("SELECT count(*) FROM camera_events").pluck(),
    old: database.prepare(
      "SELECT number, picture_name AS picture FROM camera_events WHERE at_ms < @beforeMs ORDER BY at_ms LIMIT @limit",
    ),
    first: database.prepare("SELECT number, picture_name AS picture FROM camera_events ORDER BY at_ms, number LIMIT ?"),
    remove: database.prepare("DELETE FROM camera_events WHERE number = ?"),
    pictureBytes: database
      .prepare("SELECT coalesce(sum(picture_bytes), 0) FROM camera_events WHERE is_picture_gone = 0")
      .pluck(),
    firstPictures: database.prepare(
      `SELECT number, picture_name AS picture, picture_bytes AS bytes FROM camera_events
       WHERE picture_name IS NOT NULL AND is_picture_gone = 0 ORDER BY number LIMIT ?`,
    ),
    pictureGone: database.prepare("UPDATE camera_events SET is_picture_gone = 1 WHERE number = ?"),
  };
}
