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
import type { Migration } from "./migrations/migration.ts";
import { createPasskeysRepository } from "./passkeys.ts";
import { createPushRepository } from "./push.ts";
import { createSourceScoresRepository } from "./source-scores.ts";
import { createUsageRepository } from "./usage.ts";
import { createWarningsRepository } from "./warnings.ts";

/** What a feature keeps in SQLite: the steps that make its tables, and its repository on the connection for what people enter. */
export type FeatureTables = {
  migrations: readonly Migration[];
  /** @param folder named in failures */
  open(database: Database.Database, folder: string): unknown;
};

/** The features whose tables stand beside them: a line each. Numbers of migrations run through all of them and list.ts. */
export const features = {
  audit: { migrations: [audit, auditTaken], open: createAuditRepository },
  documents: { migrations: [documents], open: createDocumentsRepository },
  maintenance: { migrations: [maintenance], open: createMaintenanceRepository },
  warnings: { migrations: [warnings], open: createWarningsRepository },
  forecasts: { migrations: [forecasts], open: createForecastRepository },
  sourceScores: { migrations: [sourceScores], open: createSourceScoresRepository },
  entries: { migrations: [entries, entryDrafts], open: createEntryRepository },
  dossiers: { migrations: [dossiers], open: createDossiersRepository },
  accounts: { migrations: [accounts], open: createAccountsRepository },
  credentials: { migrations: [], open: createCredentialsRepository },
  passkeys: { migrations: [], open: createPasskeysRepository },
  accountSessions: { migrations: [], open: createAccountSessionsRepository },
  push: { migrations: [push], open: createPushRepository },
  follows: { migrations: [follows], open: createFollowsRepository },
  usage: { migrations: [usage], open: createUsageRepository },
} as const satisfies Record<string, FeatureTables>;

/** Their repositories, as part of the store. */
export type FeatureRepositories = {
  readonly [Name in keyof typeof features]: ReturnType<(typeof features)[Name]["open"]>;
};

export const openFeatures = (database: Database.Database, folder: string): FeatureRepositories =>
  Object.fromEntries(
    Object.entries(features).map(([name, { open }]) => [name, open(database, folder)]),
  ) as FeatureRepositories;
