import type { AutomationKind } from "#contract/entities/automation.ts";
import type { CameraEvent, CameraEventKind, CameraEventNotice } from "#contract/entities/camera-event.ts";
import type { CitizenReport, CitizenReportState } from "#contract/entities/citizen-report.ts";
import type { Delivery } from "#contract/entities/deed.ts";
import type { CameraIncident, ReportIncident } from "#contract/entities/incident.ts";
import type { Acknowledgement, Outage, SourceOutage, StoreOutage } from "#contract/entities/outage.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Retention } from "#contract/entities/retention.ts";
import type { SourceThen } from "#contract/entities/source.ts";
import type { WallEntry, Who } from "#contract/entities/wall-state.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { CameraEventQuery } from "#contract/http.ts";
import type { Role } from "#contract/live.ts";
import type { MaintenanceRepository } from "./maintenance.ts";

/**
 * What the core keeps, one repository a concern. All return promises, even where SQLite is synchronous, so that a
 * larger installation can put PostgreSQL behind the same lines. Every write fails with CodedError `store.full` or
 * `store.failed`; nothing of a failed write is kept and nothing that was stored before is lost.
 */
export type Store = {
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
  readonly maintenance: MaintenanceRepository;
  readonly knownThen: KnownThenRepository;
  readonly outbox: OutboxRepository;
  readonly inbox: InboxRepository;
  readonly feed: FeedRepository;
  /**
   * One step of making hours and days of old readings and of dropping what the rule keeps no longer. Short (some 5 ms), so
   * that ingest is never held up; call it again until the round is done.
   */
  condense(rule: CondensingRule, nowMs: number): Promise<{ rows: number; isRoundDone: boolean }>;
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
  close(): Promise<void>;
};

export type CondensingRule = {
  retention: Pick<Retention, "raw" | "hourly">;
  /** Whether old readings of this indicator are condensed at all. */
  isCondensed(indicator: string): boolean;
  /** Of the site's standard time from UTC; must be the one the store was opened with. */
  dayOffsetMs: number;
};

/** A damaged database that was set aside: when, and when the backup in its place was made; null where there was none. */
export type SetAside = { atMs: number; backupAtMs: number | null; reason: CodedMessage };

/** A reading as it comes from ingest; the store gives it its revision. */
export type NewReading = Omit<Reading, "revision">;

/**
 * stored: `reading` is now on disk; `isNewest` tells whether it is the one that counts for the newest instant of its series
 * (late arrivals and revisions issued before it are not).
 * repeated: it is known already, so nothing was written: value, status, quality and source equal those that count for the
 * instant, or, where the platform tells when it issued them, those of any revision of that issue.
 */
export type Appended = { outcome: "stored" | "repeated"; reading: Reading; isNewest: boolean };

export type HistoryRange = {
  indicator: string;
  place: string;
  fromMs: number;
  toMs: number;
  points: number;
  /** As it was known at this moment; absent: as it is known now. */
  knownAtMs?: number;
};

export type ReadingsRepository = {
  /** All or nothing, in one transaction. The answer has the order and length of the batch. */
  append(batch: readonly NewReading[]): Promise<Appended[]>;
  /**
   * The newest reading (greatest as-of, then issued last) of each series.
   * @param knownAtMs of those received up to this moment; a series that was not known then is left out
   */
  latest(knownAtMs?: number): Promise<Reading[]>;
  /** [asOfMs, value], oldest first, both ends included; at most `points`, each the last of its interval. Text values are left out. */
  history(range: HistoryRange): Promise<[number, number | null][]>;
  /**
   * Every revision of a stretch that is still kept one by one, both ends included: the newest first, and of one instant the one
   * that counts first. At most `limit`.
   */
  revisions(
    range: Pick<HistoryRange, "indicator" | "place" | "fromMs" | "toMs"> & { limit: number },
  ): Promise<Reading[]>;
  counts(): Promise<{ readings: number; series: number }>;
};

/** Where a walk over all readings stands. */
export type FeedPlace = { series: number; asOfMs: number; revision: number };

/** Everything that is stored, for cores that mirror this one: each revision once, in the order it was stored. */
export type FeedRepository = {
  /** From now on what arrives is noted. @returns the mark of this moment: a walk begun after it and what comes after it miss nothing */
  begin(nowMs: number): Promise<string>;
  /**
   * What was stored after a mark, about `limit` readings (whole transactions, so some more), and the mark of its end.
   * undefined when that is not known any more: two days later, or from another database.
   */
  after(
    mark: string,
    limit: number,
    nowMs: number,
  ): Promise<{ readings: Reading[]; mark: string; isEnd: boolean } | undefined>;
  /**
   * All there is, series by series, oldest first; of those that are condensed only as-of times from a moment on.
   * @returns where the next page begins, null after the last
   */
  page(options: {
    after?: FeedPlace | undefined;
    fromMs: number;
    isCondensed(indicator: string): boolean;
    limit: number;
  }): Promise<{ readings: Reading[]; next: FeedPlace | null }>;
};

/** What a derived indicator takes of a reading. */
export type PastValue = Pick<Reading, "value" | "asOfMs" | "status" | "quality" | "source">;

/** What counts now, without its revisions. Both ends of a stretch are included; epoch ms. */
export type PastRepository = {
  newestIn(indicator: string, place: string, fromMs: number, toMs: number): Promise<PastValue | undefined>;
  /** The same, where what a source sent comes before what was converted to the place (see `Succession`). For short stretches. */
  newestWithin(indicator: string, place: string, fromMs: number, toMs: number): Promise<PastValue | undefined>;
  /**
   * Of the numbers of a stretch: their sum and how many they are, the least official status, the worst quality, and whether
   * any was converted.
   * @param dayOffsetMs when given, only the last of each day counts; of the site's standard time from UTC
   */
  sumIn(
    indicator: string,
    place: string,
    fromMs: number,
    toMs: number,
    dayOffsetMs?: number,
  ): Promise<(Pick<Reading, "status" | "quality"> & { sum: number; count: number; isConverted: boolean }) | undefined>;
  /** How many stretches of a length hold a value: those that begin with `fromMs`, up to `toMs`, which is not included. */
  filledIn(indicator: string, place: string, fromMs: number, toMs: number, lengthMs: number): Promise<number>;
  /** As-of times after `fromMs` up to `toMs`, oldest first, at most `limit`. */
  instantsIn(indicator: string, place: string, fromMs: number, toMs: number, limit: number): Promise<number[]>;
};

/** A source's outage as it is counted; while it lasts `toMs` is null. */
export type KeptOutage = Pick<
  SourceOutage,
  "id" | "source" | "name" | "cause" | "fromMs" | "caughtUp" | "plannedUntilMs"
> & {
  toMs: number | null;
  indicators: { indicator: string; expected: number; late: number }[];
};

export type OutagesRepository = {
  /** Writes them down or what has changed of them. What was acknowledged stays acknowledged. */
  put(outages: readonly KeptOutage[]): Promise<void>;
  /** Told once for each moment at which a database was set aside. */
  putSetAside(outage: Pick<StoreOutage, "id" | "fromMs" | "toMs" | "reason">): Promise<void>;
  /** Those of this machine that last, and those that were over after a moment; the newest first, at most `limit`. */
  recent(afterMs: number, limit: number): Promise<KeptOutage[]>;
  /** Those that are over, the newest first, of all machines. @param before the id of one: only those that come after it */
  list(limit: number, before?: string, asOfMs?: number): Promise<Outage[]>;
  /**
   * Acknowledges it, and in the same transaction lays that into the outbox for each of the centres. Rejects with outbox.full
   * when one of those takes no more: then nothing is acknowledged.
   * @returns it as it is then; undefined where there is none that is over. The first acknowledgement stays.
   */
  acknowledge(
    id: string,
    said: Omit<Acknowledgement, "forwarding">,
    centres: readonly string[],
  ): Promise<Outage | undefined>;
  /** Drops what is older than 400 days, and the oldest of more than 10,000. @returns how many */
  tidy(nowMs: number): Promise<number>;
  /** When this program last said that it runs, epoch ms; null where it never did. */
  aliveAtMs(): Promise<number | null>;
  sayAlive(atMs: number): Promise<void>;
};

/** A run of this program: what was known is complete from its start until `untilMs`; `catalogue` is the imported one, null: the profile's own. */
export type KnownRun = { startedAtMs: number; untilMs: number; catalogue: number | null };
/** Of one source, run, whole minute and code. */
export type KeptRefusals = { source: string; minuteMs: number; code: string; count: number; last: Refusal };
type Refusal = { atMs: number; reason: CodedMessage };

/** What was known when, besides readings: 400 days back. Moments in epoch ms. */
export type KnownThenRepository = {
  beginRun(run: Omit<KnownRun, "untilMs">): Promise<void>;
  /**
   * All or nothing: what has changed, and that nothing else has until a moment. Of a minute that comes again the count and the
   * last one are replaced.
   */
  put(run: number, untilMs: number, states: readonly KeptState[], refusals: readonly KeptRefusals[]): Promise<void>;
  /** From when on it is kept; null where nothing is. */
  sinceMs(): Promise<number | null>;
  /** The run that knew a moment; undefined where none did. */
  runAt(atMs: number): Promise<KnownRun | undefined>;
  /** The newest state of each source from the start of a run to a moment. */
  statesAt(run: KnownRun, atMs: number): Promise<SourceThen[]>;
  /** Of whole minutes of a run before a moment, by code; and the newest 20 of the last ones, oldest first. */
  refusalsBefore(
    source: string,
    run: KnownRun,
    beforeMs: number,
  ): Promise<{ byCode: Record<string, number>; last: Refusal[] }>;
  /** Drops what is older than 400 days, and the oldest of more than 100,000 states or minutes. */
  tidy(nowMs: number): Promise<void>;
};
export type KeptState = { atMs: number; view: SourceThen };

export type OutboxRepository = {
  /** The oldest that waits for a centre and was not refused; undefined when none does. */
  next(centre: string): Promise<{ number: number; delivery: Delivery } | undefined>;
  /** The centre has it on its disk. Twice does no harm. */
  delivered(number: number, atMs: number): Promise<void>;
  /** The centre cannot take it: kept and told, and passed over until `tryAgain`. */
  refuse(number: number, reason: CodedMessage, atMs: number): Promise<void>;
  /** Those that were refused wait again: the centre may be another version by now. */
  tryAgain(): Promise<void>;
  /** By centre, those for which anything is kept. */
  counts(): Promise<{ centre: string; waiting: number; refused: number; oldestAtMs: number | null }[]>;
};

export type InboxRepository = {
  /** Takes what people did at another core. @param machine as this core knows that one */
  take(delivery: Delivery, machine: string, atMs: number): Promise<"accepted" | "repeated">;
};

/** A scene as it was given: `document` is JSON, also of what this program does not understand. */
export type KeptScene = {
  id: string;
  version: number;
  document: string;
  isRemoved: boolean;
  atMs: number;
  /** null: it came with the profile. */
  by: Who | null;
};

/** A programme, a rule or the holidays, kept like a scene. */
export type KeptAutomation = KeptScene & { kind: AutomationKind };

/** Something that was done to the wall, with what taking it back and doing it again bring; null where it cannot be. */
export type NewWallEntry = Pick<WallEntry, "atMs" | "who" | "kind" | "params"> & {
  before: string | null;
  after: string | null;
  /** What of the wall it is about, by names; see `touchesOf`. */
  touches: readonly string[];
};

/**
 * An entry as undo and redo look at it. `since`: the number of the entry that made, took back or redid it last; `changedBy`,
 * `changedAtMs`: who did that, and when.
 */
export type EntryMark = Pick<WallEntry, "id"> & {
  since: number;
  changedBy: Who | null;
  changedAtMs: number;
  /** null: all of the wall; of an older program. */
  touches: readonly string[] | null;
  isStanding: boolean;
};

/** An entry to be taken back or done again. `document`: its `before` or `after`. */
export type EntryToTurn = EntryMark & Pick<WallEntry, "kind" | "params" | "who" | "atMs"> & { document: string };

export type WallRepository = {
  /** The newest version of each, removed ones too. */
  scenes(): Promise<KeptScene[]>;
  scene(id: string, version: number): Promise<KeptScene | undefined>;
  /** The newest version of each, removed ones too. */
  automations(): Promise<KeptAutomation[]>;
  automation(kind: AutomationKind, id: string, version: number): Promise<KeptAutomation | undefined>;
  /** How the wall was last, as people had it, JSON. */
  state(): Promise<string | undefined>;
  /** What ran by itself last, JSON. */
  running(): Promise<string | undefined>;
  /**
   * All or nothing, on the disk when it resolves. @param change.marked the entry that is taken back or done again by it;
   * without one, what the same person took back before can no longer be done again
   */
  commit(change: {
    scenes?: readonly KeptScene[];
    automations?: readonly KeptAutomation[];
    state?: string;
    running?: string;
    entry?: NewWallEntry;
    entries?: readonly NewWallEntry[];
    marked?: { id: number; isUndone: boolean };
  }): Promise<void>;
  /** The newest first. */
  entries(limit: number, before?: number): Promise<WallEntry[]>;
  /** The last of what somebody has done that stands, or the last of what he has taken back, also of what another did. */
  standing(direction: "undo" | "redo", who: Who): Promise<EntryToTurn | undefined>;
  /** An entry with its `before`; undefined where it is not kept, or is none that can be taken back. */
  entry(id: number): Promise<EntryToTurn | undefined>;
  /** The others, of what can be taken back, that were made, taken back or done again after an entry was, or after it was last changed. */
  around(entry: Pick<EntryMark, "id" | "since">): Promise<EntryMark[]>;
};

/** Another machine of the wall: its monitors have the numbers from `firstNumber` on. */
export type KeptMachine = { id: string; name: string; firstNumber: number; monitors: number; seenAtMs: number };

/** The machines that have joined the wall, by their first number. At most as many as the wall has monitors. */
export type MachinesRepository = {
  list(): Promise<KeptMachine[]>;
  put(machine: KeptMachine): Promise<void>;
  remove(id: string): Promise<void>;
};

/** An event to be kept. `picture.name`: of its file. */
export type NewCameraEvent = Omit<CameraEvent, "number" | "picture"> & {
  picture: { name: string; type: "jpeg" | "png"; bytes: number } | null;
};

/** What camera platforms have told, on the disk itself when a promise of a write resolves. */
export type CameraEventsRepository = {
  has(source: string, id: string): Promise<boolean>;
  /** @returns its number */
  add(event: NewCameraEvent): Promise<number>;
  list(query: CameraEventQuery): Promise<CameraEvent[]>;
  /** Those of some kinds since a moment, the latest first, without what only operators may see. */
  incidents(kinds: readonly CameraEventKind[], fromMs: number, limit: number): Promise<CameraIncident[]>;
  /** The last one that came. */
  newest(): Promise<CameraEventNotice | undefined>;
  /** Those that came after the one with a number, in the order they came; at most `limit` of them. */
  after(number: number, limit: number): Promise<(CameraEventNotice & { receivedAtMs: number })[]>;
  /** When the last one of each source came, epoch ms. */
  lastAtMs(): Promise<ReadonlyMap<string, number>>;
  /** undefined where there is no such event, or it came without one. */
  picture(number: number): Promise<{ name: string; type: "jpeg" | "png"; isGone: boolean } | undefined>;
  /** Of all pictures that should be there. */
  pictureNames(): Promise<ReadonlySet<string>>;
  /** Events from before a moment, else the oldest of those that are more than `most`; at most `limit` of them. */
  surplus(beforeMs: number, most: number, limit: number): Promise<{ number: number; picture: string | null }[]>;
  remove(numbers: readonly number[]): Promise<void>;
  /** The first ones to go until all pictures together take no more than `roomBytes`; at most `limit` of them. */
  surplusPictures(roomBytes: number, limit: number): Promise<{ number: number; picture: string }[]>;
  pictureGone(numbers: readonly number[]): Promise<void>;
};

/** A report as it comes; the store gives it its number. */
export type NewCitizenReport = Omit<CitizenReport, "number">;

/** The last known state of citizens' reports, on the disk itself when a promise of a write resolves. */
export type CitizenReportsRepository = {
  /**
   * All of them or none. stored: new, or another state than was known · repeated: the same, or one that the platform had changed
   * since; of two states of one moment the one that comes last counts.
   */
  put(reports: readonly NewCitizenReport[]): Promise<("stored" | "repeated")[]>;
  /** Those in some states that were made since a moment, the latest first. */
  incidents(states: readonly CitizenReportState[], fromMs: number, limit: number): Promise<ReportIncident[]>;
  get(number: number): Promise<CitizenReport | undefined>;
  /** When the last change of each source came, epoch ms. */
  lastAtMs(): Promise<ReadonlyMap<string, number>>;
  /** At most `limit` of those that last changed before a moment. @returns how many */
  removeBefore(beforeMs: number, limit: number): Promise<number>;
  /** At most `limit` of those beyond `most`, first what changed the longest ago. @returns when the last of them had; null: none */
  removeBeyond(most: number, limit: number): Promise<number | null>;
};

export type StoredToken = {
  id: number;
  role: Role;
  label: string;
  /** SHA-256 of the token, hex. The token itself is kept nowhere. */
  hash: string;
  createdAtMs: number;
  revokedAtMs: number | null;
  /** Those it may hand readings in for; absent: not bound. */
  sources?: readonly string[];
};

export type TokensRepository = {
  create(token: Pick<StoredToken, "role" | "label" | "hash" | "createdAtMs" | "sources">): Promise<StoredToken>;
  /** Binds one that was made before tokens were bound. */
  bind(id: number, sources: readonly string[]): Promise<void>;
  /** Revoked ones too: the caller tells them apart by `revokedAtMs`. */
  findByHash(hash: string): Promise<StoredToken | undefined>;
  list(): Promise<StoredToken[]>;
  /** False when there is no such token or it was revoked before. */
  revoke(id: number, atMs: number): Promise<boolean>;
};

/** Who may send a secret, and to which hosts. */
export type SecretBindingsRepository = {
  of(name: string): Promise<{ user: string; hosts: string }[]>;
  replace(name: string, users: readonly { user: string; hosts: string }[], atMs: number): Promise<void>;
  add(name: string, user: { user: string; hosts: string }, atMs: number): Promise<void>;
};

/** Encrypted values by name; what the bytes mean is known to `secrets` alone. */
export type SecretsRepository = {
  get(name: string): Promise<Buffer | undefined>;
  set(name: string, value: Buffer, atMs: number): Promise<void>;
  names(): Promise<string[]>;
  remove(name: string): Promise<boolean>;
};

/** What a source wants to know again after a restart, such as files it has read. Bounded to 10,000 keys a source; the oldest go first. */
export type SourceMemoryRepository = {
  get(source: string, key: string): Promise<string | undefined>;
  set(source: string, key: string, value: string): Promise<void>;
};
