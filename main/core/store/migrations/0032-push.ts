import type { Migration } from "./migration.ts";

/** The devices on which people are told of something, and what they have been told already; see main/core/push. */
export const push: Migration = {
  number: 32,
  name: "push",
  sql: `
    CREATE TABLE push_subscriptions (
      id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 40),
      account TEXT NOT NULL CHECK (length(account) BETWEEN 1 AND 100),
      session TEXT NOT NULL,
      endpoint TEXT NOT NULL UNIQUE CHECK (length(endpoint) <= 1000),
      p256dh TEXT NOT NULL,
      auth TEXT NOT NULL,
      language TEXT NOT NULL CHECK (language IN ('vi', 'en')),
      since_ms INTEGER NOT NULL,
      taken_at_ms INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX push_subscriptions_account ON push_subscriptions (account);
    CREATE TABLE push_told (
      account TEXT NOT NULL,
      subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 300),
      state TEXT NOT NULL CHECK (length(state) <= 100),
      at_ms INTEGER NOT NULL,
      PRIMARY KEY (account, subject)
    ) STRICT, WITHOUT ROWID;
  `,
};
