import type { Retention } from "#contract/entities/retention.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { TokensRepository } from "../access/repository.ts";
import type { CameraEventsRepository } from "../camera-events/repository.ts";
import type { CitizenReportsRepository } from "../citizen-reports/repository.ts";
import type { FeedRepository } from "../feed/repository.ts";
import type { MachinesRepository } from "../joining/repository.ts";
import type { InboxRepository, OutboxRepository } from "../outbox/repository.ts";
import type { KnownThenRepository } from "../reports/known-then-repository.ts";
import type { OutagesRepository } from "../reports/outages-repository.ts";
import type { SecretBindingsRepository, SecretsRepository } from "../secrets/repository.ts";
import type { WallRepository } from "../wall/repository.ts";
import type { FeatureRepositories } from "./features.ts";
import type { PastRepository, ReadingsRepository, SourceMemoryRepository } from "./reading-repositories.ts";

export type * from "../access/repository.ts";
export type * from "../camera-events/repository.ts";
export type * from "../citizen-reports/repository.ts";
export type * from "../feed/repository.ts";
export type * from "../joining/repository.ts";
export type * from "../outbox/repository.ts";
export type * from "../reports/known-then-repository.ts";
export type * from "../reports/outages-repository.ts";
export type * from "../secrets/repository.ts";
export type * from "../wall/repository.ts";
export type * from "./reading-repositories.ts";

/**
 * What the core keeps, one repository a concern, each described beside the feature that it is for. All return promises, even
 * where SQLite is synchronous, so that a larger installation can put PostgreSQL behind the same lines. Every write fails with
 * CodedError `store.full` or `store.failed`; nothing of a failed write is kept and nothing that was stored before is lost.
 */
export type Store = FeatureRepositories & {
  readonly readings: ReadingsRepository;
  readonly past: PastRepository;
  readonly wall: WallRepository;
  readonly machines: MachinesRepository;
  readonly tokens: TokensRepository;
  readonly secrets: SecretsRepository;
  readonly secretBindings: SecretBindingsRepository;
  readonly cameraEvents: CameraEventsRepository;
  readonly citizenReports: CitizenReportsRepository;
  readonly sourceMemory: SourceMemoryRepository;
  readonly outages: OutagesRepository;
  readonly knownThen: KnownThenRepository;
  readonly outbox: OutboxRepository;
  readonly inbox: InboxRepository;
  readonly feed: FeedRepository;
  /**
   * One step of making hours and days of old readings and of dropping what the rule keeps no longer. Short (some 5 ms), so
   * that ingest is never held up; call it again until the round is done.
   */
  condense(rule: CondensingRule, nowMs: number): Promise<{ rows: number; isRoundDone: boolean }>;
  close(): Promise<void>;
};

/** What a store that is a file of this machine needs beside, and a server's does not: its room, its copies, its mending. */
export type StoreUpkeep = {
  /** What to tell people when a damaged database was set aside and replaced; null without one. */
  recovery(): CodedMessage | null;
  /** The same for the reports. */
  setAside(): SetAside | null;
  /** Writes what changes nothing. Rejects with store.full or store.failed as long as nothing can be written. */
  tryWriting(): Promise<void>;
  /** When the newest backup was begun, epoch ms. */
  lastBackupAtMs(): number | null;
  /** Copies the database while it is in use, checks the copy, and keeps the newest seven. Rejects when that fails. */
  backUp(nowMs: number): Promise<void>;
};

export type SqliteStore = Store & { readonly upkeep: StoreUpkeep };

export type CondensingRule = {
  retention: Pick<Retention, "raw" | "hourly">;
  /** Whether old readings of this indicator are condensed at all. */
  isCondensed(indicator: string): boolean;
  /** Of the site's standard time from UTC; must be the one the store was opened with. */
  dayOffsetMs: number;
};

/** A damaged database that was set aside: when, and when the backup in its place was made; null where there was none. */
export type SetAside = { atMs: number; backupAtMs: number | null; reason: CodedMessage };
