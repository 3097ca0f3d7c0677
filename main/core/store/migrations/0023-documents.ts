import type { Migration } from "./migration.ts";

/**
 * E-documents: the last known state of each at each organisation it was sent to. There is no room for a subject, an attachment or
 * anybody's name, on purpose. `documents_heard`: when each source last answered, whether or not it told anything new.
 */
export const documents: Migration = {
  number: 23,
  name: "documents",
  sql: `
    CREATE TABLE documents (
      source TEXT NOT NULL,
      id TEXT NOT NULL,
      organ TEXT NOT NULL,
      sender TEXT,
      code TEXT,
      due_on TEXT,
      said_at_ms INTEGER,
      arrived_at_ms INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('01', '02', '03', '04', '05', '06', '13')),
      state_at_ms INTEGER NOT NULL,
      is_open INTEGER NOT NULL CHECK (is_open = (state IN ('01', '03', '04', '05'))),
      is_simulated INTEGER NOT NULL CHECK (is_simulated IN (0, 1)),
      PRIMARY KEY (source, id, organ)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX documents_open ON documents (organ, state, due_on) WHERE is_open = 1;
    CREATE INDEX documents_closed ON documents (state_at_ms, state, organ, arrived_at_ms) WHERE is_open = 0;
    CREATE INDEX documents_by_arrival ON documents (arrived_at_ms, organ);
    CREATE INDEX documents_by_sending ON documents (said_at_ms, sender);
    CREATE TABLE documents_heard (source TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
};
