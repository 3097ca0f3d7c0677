import type { Migration } from "./migration.ts";

/**
 * What camera platforms have told. The same id of a source is one event. A picture is a file beside the database, named by
 * `picture_name`; it goes before its event where the room for pictures is used up.
 */
export const cameraEvents: Migration = {
  number: 11,
  name: "camera events",
  sql: `
    CREATE TABLE camera_events (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      source TEXT NOT NULL,
      id TEXT NOT NULL,
      camera TEXT NOT NULL,
      kind TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      received_at_ms INTEGER NOT NULL,
      plate TEXT,
      text TEXT,
      confidence REAL,
      is_simulated INTEGER NOT NULL CHECK (is_simulated IN (0, 1)),
      picture_name TEXT,
      picture_type TEXT,
      picture_bytes INTEGER CHECK ((picture_bytes IS NULL) = (picture_name IS NULL)),
      is_picture_gone INTEGER NOT NULL DEFAULT 0 CHECK (is_picture_gone IN (0, 1)),
      UNIQUE (source, id)
    ) STRICT;
    CREATE INDEX camera_events_by_time ON camera_events (at_ms, number);
    CREATE INDEX camera_events_by_camera ON camera_events (camera, at_ms, number);
    CREATE INDEX camera_events_by_kind ON camera_events (kind, at_ms, number);
    CREATE INDEX camera_events_by_arrival ON camera_events (source, received_at_ms);
    CREATE INDEX camera_events_with_picture ON camera_events (number, picture_bytes, picture_name)
      WHERE picture_name IS NOT NULL AND is_picture_gone = 0;
  `,
};
