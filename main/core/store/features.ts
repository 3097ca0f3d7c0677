import type Database from "better-sqlite3";
import { createAccountSessionsRepository } from "./account-sessions.ts";
import { createAccountsRepository } from "./accounts.ts";
import { createAuditRepository } from "./audit.ts";
import { createCredentialsRepository } from "./credentials.ts";
import { createDocumentsRepository } from "./documents.ts";
import { createDossiersRepository } from "./dossiers.ts";
import { createEntryRepository } from "./entries.ts";
import { createFollowsRepository } from "./follows.ts";
import { createForecastRepository } from "./forecasts.ts";
import { createMaintenanceRepository } from "./maintenance.ts";
import { maintenance } from "./migrations/0018-maintenance.ts";
import { audit } from "./migrations/0020-audit.ts";
import { warnings } from "./migrations/0021-warnings.ts";
import { forecasts } from "./migrations/0022-forecasts.ts";
import { documents } from "./migrations/0023-documents.ts";
import { sourceScores } from "./migrations/0024-source-scores.ts";
import { dossiers } from "./migrations/0025-dossiers.ts";
import { accounts } from "./migrations/0026-accounts.ts";
import { auditTaken } from "./migrations/0027-audit-taken.ts";
import { usage } from "./migrations/0028-usage.ts";
import { follows } from "./migrations/0029-follows.ts";
import { entries } from "./migrations/0030-entries.ts";
import { entryDrafts } from "./migrations/0031-entry-drafts.ts";
import { push } from "./migrations/0032-push.ts";
import { followLimits } from "./migrations/0033-follow-limits.ts";
import type { Migration } from "./migrations/migration.ts";
import { createPasskeysRepository } from "./passkeys.ts";
import { createPushRepository } from "./push.ts";
import { createSourceScoresRepository } from "./source-scores.ts";
import { createUsageRepository } from "./usage.ts";
import { createWarningsRepository } from "./warnings.ts";

/**
 * A table whose rows are taken over. add: those that are missing · newer: also those of which there is an older one. What the backup knows is
 * never made worse: garbage does not read as JSON and is left out (`where`).
 */
export type SalvagedTable = { name: string; how: "add" | "newer" | "revision"; where?: string };

/** What a feature keeps in SQLite: the steps that make its tables, its repository, and what of it is salvaged. */
export type FeatureTables = {
  migrations: readonly Migration[];
  /**
   * The core counts or computes it by itself of what is stored, and nobody is told that it is kept: written by the connection for readings, so
   * that nothing waits for the disk. Absent: by the one for what people enter.
   */
  isCounted?: true;
  /** @param folder named in failures */
  open(database: Database.Database, folder: string): unknown;
  /** Which rows are taken over from a damaged database, those that others point to first. */
  salvaged?: readonly SalvagedTable[];
  /** The tables of which none is: what follows from others, or is only of the moment. */
  leftOut?: readonly string[];
};

/** The features whose tables stand beside them: an entry each. Numbers of migrations run through all of them and list.ts. */
export const features = {
  audit: {
    migrations: [audit, auditTaken],
    open: createAuditRepository,
    salvaged: [
      { name: "audit", how: "add", where: "json_valid(body)" },
      { name: "audit_anchor", how: "newer" },
      { name: "audit_taken", how: "newer" },
    ],
  },
  documents: {
    migrations: [documents],
    open: createDocumentsRepository,
    salvaged: [
      { name: "documents", how: "newer" },
      { name: "documents_heard", how: "newer" },
    ],
  },
  maintenance: {
    migrations: [maintenance],
    open: createMaintenanceRepository,
    salvaged: [{ name: "maintenance", how: "newer" }],
  },
  warnings: {
    migrations: [warnings],
    open: createWarningsRepository,
    salvaged: [
      { name: "warnings", how: "newer", where: "json_valid(document)" },
      { name: "warning_references", how: "add" },
    ],
  },
  forecasts: {
    migrations: [forecasts],
    isCounted: true,
    open: createForecastRepository,
    salvaged: [
      { name: "forecasts", how: "add", where: "refusal IS NULL OR json_valid(refusal)" },
      { name: "forecast_points", how: "add" },
    ],
  },
  sourceScores: {
    migrations: [sourceScores],
    isCounted: true,
    open: createSourceScoresRepository,
    salvaged: [{ name: "source_days", how: "newer", where: "json_valid(counters)" }],
  },
  entries: {
    migrations: [entries, entryDrafts],
    open: createEntryRepository,
    salvaged: [
      { name: "entry_deeds", how: "newer", where: "json_valid(report)" },
      { name: "entries", how: "add" },
      { name: "entry_drafts", how: "newer", where: "json_valid(document)" },
    ],
  },
  dossiers: {
    migrations: [dossiers],
    open: createDossiersRepository,
    salvaged: [{ name: "dossiers", how: "newer", where: "json_valid(supplements) AND json_valid(facts)" }],
  },
  accounts: {
    migrations: [accounts],
    open: createAccountsRepository,
    salvaged: [
      { name: "accounts", how: "newer", where: "json_valid(grants)" },
      { name: "account_passwords", how: "newer" },
      { name: "account_invitations", how: "newer" },
      { name: "sign_in_failures", how: "newer" },
      { name: "substitutions", how: "newer" },
    ],
  },
  credentials: {
    migrations: [],
    open: createCredentialsRepository,
    salvaged: [
      { name: "account_totp", how: "newer" },
      { name: "recovery_codes", how: "add" },
      { name: "provider_links", how: "newer" },
    ],
  },
  passkeys: {
    migrations: [],
    open: createPasskeysRepository,
    salvaged: [{ name: "passkeys", how: "newer", where: "json_valid(transports)" }],
  },
  // Who is signed in signs in again.
  accountSessions: { migrations: [], open: createAccountSessionsRepository, leftOut: ["account_sessions"] },
  push: { migrations: [push], open: createPushRepository, leftOut: ["push_subscriptions", "push_told"] },
  follows: {
    migrations: [follows, followLimits],
    open: createFollowsRepository,
    salvaged: [{ name: "follows", how: "newer", where: "json_valid(series)" }],
  },
  usage: {
    migrations: [usage],
    isCounted: true,
    open: createUsageRepository,
    salvaged: [
      { name: "usage_things", how: "add" },
      { name: "usage_groups", how: "add" },
      { name: "usage_counts", how: "newer" },
    ],
  },
} as const satisfies Record<string, FeatureTables>;

export const allFeatures: readonly FeatureTables[] = Object.values(features);

/** Their repositories, as part of the store. */
export type FeatureRepositories = {
  readonly [Name in keyof typeof features]: ReturnType<(typeof features)[Name]["open"]>;
};

/** @param by the connections: `entered` for what people enter, `received` for readings @param folder named in failures */
export const openFeatures = (
  by: { entered: Database.Database; received: Database.Database },
  folder: string,
): FeatureRepositories =>
  Object.fromEntries(
    Object.entries(features as Record<string, FeatureTables>).map(([name, { open, isCounted }]) => [
      name,
      open(isCounted === true ? by.received : by.entered, folder),
    ]),
  ) as FeatureRepositories;
