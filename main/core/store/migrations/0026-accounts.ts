import type { Migration } from "./migration.ts";

/**
 * People who may sign in, what they prove it by, and their sessions; see main/core/accounts. Of passwords, links, cookies and recovery codes
 * there are only hashes; the secret of a second factor stands among the secrets, encrypted. grants and transports are JSON.
 */
export const accounts: Migration = {
  number: 26,
  name: "accounts",
  sql: `
    CREATE TABLE accounts (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      full_name TEXT NOT NULL,
      title TEXT NOT NULL,
      unit TEXT,
      phone TEXT NOT NULL,
      email TEXT NOT NULL,
      grants TEXT NOT NULL CHECK (json_valid(grants)),
      created_at_ms INTEGER NOT NULL,
      signed_in_at_ms INTEGER,
      used_at_ms INTEGER NOT NULL,
      left_at_ms INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE account_passwords (
      account TEXT NOT NULL,
      number INTEGER NOT NULL,
      hash TEXT NOT NULL,
      set_at_ms INTEGER NOT NULL,
      PRIMARY KEY (account, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE account_invitations (
      account TEXT PRIMARY KEY,
      hash TEXT NOT NULL UNIQUE,
      purpose TEXT NOT NULL CHECK (purpose IN ('invite', 'reset')),
      until_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE account_totp (
      account TEXT PRIMARY KEY,
      set_up_at_ms INTEGER NOT NULL,
      last_step INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE recovery_codes (
      account TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (account, hash)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE passkeys (
      id TEXT PRIMARY KEY,
      account TEXT NOT NULL,
      public_key BLOB NOT NULL,
      counter INTEGER NOT NULL,
      transports TEXT NOT NULL CHECK (json_valid(transports)),
      label TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL,
      used_at_ms INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX passkeys_by_account ON passkeys (account);
    CREATE TABLE provider_links (
      provider TEXT NOT NULL,
      subject_hash TEXT NOT NULL,
      account TEXT NOT NULL,
      linked_at_ms INTEGER NOT NULL,
      PRIMARY KEY (provider, subject_hash)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX provider_links_by_account ON provider_links (account);
    CREATE TABLE account_sessions (
      id TEXT PRIMARY KEY,
      account TEXT NOT NULL,
      hash TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('phone', 'computer')),
      opened_at_ms INTEGER NOT NULL,
      used_at_ms INTEGER NOT NULL,
      address TEXT NOT NULL,
      program TEXT NOT NULL,
      failures INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX account_sessions_by_account ON account_sessions (account, opened_at_ms);
    CREATE TABLE sign_in_failures (
      name_hash TEXT PRIMARY KEY,
      is_known INTEGER NOT NULL CHECK (is_known IN (0, 1)),
      failures INTEGER NOT NULL,
      locks INTEGER NOT NULL,
      last_at_ms INTEGER NOT NULL,
      locked_until_ms INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sign_in_failures_by_time ON sign_in_failures (is_known, last_at_ms);
    CREATE TABLE substitutions (
      id TEXT PRIMARY KEY,
      account TEXT NOT NULL,
      by_account TEXT NOT NULL,
      from_day TEXT NOT NULL,
      to_day TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX substitutions_by_substitute ON substitutions (by_account, to_day);
  `,
};
