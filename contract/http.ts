import { z } from "zod";
import { CodedMessage } from "./coded-message.ts";
import { CameraView } from "./entities/camera.ts";
import { CameraEvent, CameraEventKind } from "./entities/camera-event.ts";
import { CitizenReport } from "./entities/citizen-report.ts";
import { FollowingStatus } from "./entities/following.ts";
import { MachineView } from "./entities/machine.ts";
import { MapRole } from "./entities/map.ts";
import { NewsView } from "./entities/news.ts";
import { Outage } from "./entities/outage.ts";
import { Reading } from "./entities/reading.ts";
import { SiteFile } from "./entities/site-file.ts";
import { LastAnswer, SourceThen, SourceType, SourceView } from "./entities/source.ts";
import { Mapping } from "./entities/source-config.ts";
import { Id } from "./entities/text.ts";
import { AskedMs, EpochMs, maxSpanMs } from "./entities/time.ts";
import { DisplayStatus, Restart, Scene } from "./entities/wall.ts";
import { SceneMistake, StoredScene, WallEntry, WallState, Who } from "./entities/wall-state.ts";
import { Role } from "./live.ts";

export { routes } from "./routes.ts";

/** The cookie that a browser's session rides on after it opened the link with a token. */
export const sessionCookie = "wall_session";

/** Answered without a token, so it names nothing of the site. */
export const Health = z.strictObject({ status: z.literal("ok"), version: z.string(), uptimeS: z.number() });

export const StoreView = z.strictObject({
  state: z.enum(["ok", "failing"]),
  reason: CodedMessage.nullable(),
  readings: z.int(),
  series: z.int(),
  /** Set after a damaged database was set aside, until somebody has moved that file away. */
  recovery: CodedMessage.nullable(),
  lastBackupAtMs: EpochMs.nullable(),
});

/** What people did here and a centre does not have yet. */
export const OutboxView = z.strictObject({
  centre: Id,
  waiting: z.int().min(0),
  /** The centre could not understand them; they are kept, and sent again after the next start. */
  refused: z.int().min(0),
  /** When the oldest that waits was made. */
  oldestAtMs: EpochMs.nullable(),
  /** Why the last attempt failed; null when it did not, or nothing waits. */
  reason: CodedMessage.nullable(),
});
export type OutboxView = z.infer<typeof OutboxView>;

export const Status = z.strictObject({
  /** "ok" when everything below is. */
  state: z.enum(["ok", "attention"]),
  version: z.string(),
  profile: Id,
  startedAtMs: EpochMs,
  clients: z.int(),
  store: StoreView,
  displays: z.array(DisplayStatus),
  /** `name` is the source's id, so that scripts can find it again whatever its title. */
  sources: z.array(z.strictObject({ ...SourceView.shape, name: Id, title: z.string() })),
  cameras: z.array(CameraView),
  /** This machine first, then those that have joined its wall. */
  machines: z.array(MachineView),
  /** One for each centre of this machine. */
  outbox: z.array(OutboxView),
  /** How this machine stands to the first one of its wall. Absent where the wall is this machine's own. */
  following: FollowingStatus.optional(),
  /** Why the core was last started anew by the program that owns the windows; absent: it was not. */
  coreRestart: Restart.optional(),
});
export type Status = z.infer<typeof Status>;

export const HistoryQuery = z.strictObject({
  indicator: Id,
  place: Id.optional(),
  fromMs: AskedMs,
  toMs: AskedMs,
  /** At most this many points come back, evenly thinned to the last value of each interval. */
  points: z.coerce.number().int().min(2).max(2_000).default(500),
  /** The past as it was known at this moment: what was received later does not show. */
  asOfMs: AskedMs.optional(),
});
export const History = z.strictObject({
  indicator: Id,
  place: Id,
  /** [asOfMs, value]; oldest first; null where the source said it had no value. */
  points: z.array(z.tuple([EpochMs, z.number().nullable()])),
});
export type History = z.infer<typeof History>;

export const ReadingsQuery = z.strictObject({
  indicator: Id.optional(),
  place: Id.optional(),
  /** The newest readings as they were known at this moment; now when absent. */
  asOfMs: AskedMs.optional(),
});
/** The newest reading of each series that had one. */
export const Readings = z.strictObject({ asOfMs: EpochMs, readings: z.array(Reading) });
export type Readings = z.infer<typeof Readings>;

/**
 * As it was known at this moment; now when absent. Where the past is not known the answer is 404 with a sentence, and 400 on a
 * route that does not take it: never the present in its place.
 */
export const PastQuery = z.strictObject({ asOfMs: AskedMs.optional() });

/** `GET routes.sources`: the state of every source, 400 days back. */
export const SourcesThen = z.strictObject({ asOfMs: EpochMs, sources: z.array(SourceThen) });
export type SourcesThen = z.infer<typeof SourcesThen>;

/**
 * What a source sent that was not taken in, since the start of the core that ran at the moment asked for (`PastQuery`). The past
 * is counted by whole minutes: `asOfMs` tells up to when, and of `last` there is one of each minute and code.
 */
export const Refusals = z.strictObject({
  source: Id,
  asOfMs: EpochMs,
  /** How many readings, by the code of the reason. */
  byCode: z.record(z.string(), z.int()),
  /** The last of them, oldest first. */
  last: z.array(z.strictObject({ atMs: EpochMs, reason: CodedMessage })),
});
export type Refusals = z.infer<typeof Refusals>;

/**
 * `POST routes.deliveries`, by role mirror: a `Delivery`. Answered once it is on the disk; a key that came before changes nothing.
 * In doubt (no answer, 503) send it again, before anything that was made after it. 400: this core cannot understand it.
 */
export const DeliveryResult = z.strictObject({ outcome: z.enum(["accepted", "repeated"]) });

/** At most about so many readings at once: a set that was stored together is not parted. */
const FeedLimit = z.coerce.number().int().min(1).max(2_000).default(1_000);

/**
 * `GET routes.feed`, for another core that mirrors this one: every reading once, each revision of it, in the order they were
 * stored. Without `after`: nothing but the mark of this moment, from which on the order is noted. With a mark: what was
 * stored after it. 410 `feed.gone`: that is not known any more (nobody asked for two days, or the database is another);
 * then begin anew and take over `routes.feedPages`. A reading may come again; nothing is left out.
 */
export const FeedQuery = z.strictObject({
  after: z
    .string()
    .regex(/^[0-9a-f]{16}\.\d{1,15}$/)
    .optional(),
  limit: FeedLimit,
});
export const Feed = z.strictObject({ mark: z.string().max(40), readings: z.array(Reading), isEnd: z.boolean() });

/**
 * `GET routes.feedPages`: everything that is stored, series by series, each from its oldest on. Of figures by the minute and the
 * hour only what is of a moment or later. `after`: the `next` of the page before; null on the last.
 */
export const FeedPageQuery = z.strictObject({
  fromMs: AskedMs,
  after: z
    .string()
    .regex(/^\d{1,15}\.\d{1,16}\.\d{1,10}$/)
    .optional(),
  limit: FeedLimit,
});
export const FeedPage = z.strictObject({ readings: z.array(Reading), next: z.string().max(50).nullable() });

/** Sources that a token of role ingest may hand readings in for; other roles have none. */
const TokenSources = z.array(Id).min(1).max(50);
export const NewToken = z.strictObject({
  role: Role,
  label: z.string().max(100).default(""),
  sources: TokenSources.optional(),
});
/** The token is shown this once; only its hash is kept. */
export const CreatedToken = z.strictObject({
  id: z.int(),
  role: Role,
  label: z.string(),
  token: z.string(),
  sources: TokenSources.optional(),
});
/** What the command tells of it: `links` open the page that it is for, the one that reaches farthest first; none for machines. */
export const CreatedTokenLinks = z.strictObject({ ...CreatedToken.shape, links: z.array(z.string()).max(16) });

export const TokenView = z.strictObject({
  id: z.int(),
  role: Role,
  label: z.string(),
  createdAtMs: EpochMs,
  /** Absent: not bound to any. */
  sources: z.array(Id).optional(),
});
/** Tokens that are still good, oldest first. */
export const TokenList = z.strictObject({ tokens: z.array(TokenView) });

/** `PUT /api/secrets/NAME`. What was set never comes out again: only the names are listed. */
export const NewSecret = z.strictObject({ value: z.string().min(1).max(4_000) });
/** `POST routes.secretBinding`: who may send a secret from now on, and to which hosts. */
export const SecretBound = z.strictObject({
  name: Id,
  bound: z.array(z.strictObject({ user: z.string(), hosts: z.string() })),
});
export const SecretList = z.strictObject({ names: z.array(Id) });

/** Header of a signed call to `routes.ingest`: `t=SECONDS,v1=HEX`, HMAC-SHA256 over "SECONDS.BODY". */
export const signatureHeader = "x-ioc-signature";

/** What became of a call to `routes.ingest`; answered once all that was accepted is stored. One entry for each reading, in order. */
export const IngestResult = z.strictObject({
  accepted: z.int(),
  /** The same reading again: counted, stored once. */
  repeated: z.int(),
  refused: z.int(),
  readings: z.array(
    z.discriminatedUnion("outcome", [
      z.strictObject({ outcome: z.enum(["accepted", "repeated"]) }),
      z.strictObject({ outcome: z.literal("refused"), reason: CodedMessage }),
    ]),
  ),
});
export type IngestResult = z.infer<typeof IngestResult>;

/** What became of a call to `routes.cameraEventsOf`; answered once all that was accepted is on the disk. */
export const CameraEventsResult = IngestResult.omit({ readings: true }).extend({
  /** One for each event, in order. */
  events: IngestResult.shape.readings,
});
export type CameraEventsResult = z.infer<typeof CameraEventsResult>;

/** `GET routes.cameraEvents`, by role admin or operator: an event may hold a number plate. The latest first, by their own time. */
export const CameraEventQuery = z.strictObject({
  camera: Id.optional(),
  kind: CameraEventKind.optional(),
  /** Of the events' own time: from this moment on … */
  fromMs: AskedMs.optional(),
  /** … and before this one. */
  toMs: AskedMs.optional(),
  /** Those that had come by then; now when absent. */
  asOfMs: AskedMs.optional(),
  /** The number of the last one of the page before: those that follow it. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type CameraEventQuery = z.infer<typeof CameraEventQuery>;
export const CameraEventList = z.strictObject({ events: z.array(CameraEvent).max(200) });

/** `GET routes.mapEvents`, by who may see the wall. */
export const MapEventQuery = z.strictObject({
  /** Of the events' own time: at most so long ago. */
  withinMs: z.coerce.number().int().min(1_000).max(maxSpanMs),
  /** May stand several times. */
  kind: z.union([CameraEventKind, z.array(CameraEventKind).max(CameraEventKind.options.length)]),
});
export type MapEventQuery = z.infer<typeof MapEventQuery>;

/** `GET routes.reportMapEvents`, by who may see the wall. */
export const ReportMapEventQuery = z.strictObject({
  /** Since they were made: at most so long ago. */
  withinMs: MapEventQuery.shape.withinMs,
  /** Those that are closed too. */
  closed: z.stringbool().default(false),
});

/**
 * `POST routes.sourceTest`: the mapping to try in the place of the profile's; absent or without a body: the profile's own. A
 * given one runs apart from the core, for a few seconds and with little memory.
 */
export const TrialRequest = z.strictObject({ mapping: Mapping.optional() });

/** The mapping that stands in the profile; null where a source has none. */
export const SourceMapping = z.strictObject({ id: Id, mapping: z.string().nullable() });
export type SourceMapping = z.infer<typeof SourceMapping>;

export const TrialReport = CitizenReport.omit({ number: true });
export type TrialReport = z.infer<typeof TrialReport>;

/** What a platform answers when it is asked once, and what would become of it. Nothing of it is stored. */
export const SourceTrial = z.strictObject({
  id: Id,
  type: SourceType,
  tookMs: z.int(),
  /** The platform spoke; false for a webhook's last call, which is only mapped anew. */
  isLive: z.boolean(),
  answer: LastAnswer.nullable(),
  /** What would be stored, at most `trialReadings` of `valid`. */
  readings: z.array(Reading.omit({ revision: true })),
  /** The same of a source that gives reports of citizens. */
  reports: z.array(TrialReport).optional(),
  valid: z.int(),
  /** What would be refused, at most `trialReadings` of `invalid`, as the mapping gave it (JSON, shortened). */
  refused: z.array(z.strictObject({ given: z.string(), reason: CodedMessage })),
  invalid: z.int(),
  /** Why nothing came, null when something did. */
  reason: CodedMessage.nullable(),
});
export type SourceTrial = z.infer<typeof SourceTrial>;
export const trialReadings = 100;

/** `GET routes.news`: the headlines of every feed of the site. */
export const NewsList = z.strictObject({ feeds: z.array(NewsView).max(20) });

/** `GET routes.siteFiles`: what a site has put up to be shown, by name. `GET routes.siteFile(NAME)` gives the bytes. */
export const SiteFileList = z.strictObject({ files: z.array(SiteFile).max(500) });

export const SnapshotQuery = z.strictObject({ scale: z.coerce.number().positive().max(1).default(0.5) });

/**
 * `GET routes.outages`. Not in the live stream: a source's state that becomes ok says that there is a new one, and what is
 * caught up grows for days, so whoever shows them asks again now and then (30 s).
 */
export const OutageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(100),
  /** The id of the last one of the page before: those that come after it. */
  before: z.uuid().optional(),
  /**
   * Those that were over at this moment, acknowledged as they were then; now when absent. What came late of an outage is
   * counted as is known now.
   */
  asOfMs: AskedMs.optional(),
});
/** What was missed and caught up: outages that are over, the newest first, of this machine and of those that it is the centre of. */
export const OutageList = z.strictObject({ outages: z.array(Outage).max(100) });
export type OutageList = z.infer<typeof OutageList>;

/**
 * `POST routes.outageAcknowledgement(ID)`, by role admin or operator; answers the `Outage`, on the disk with its acknowledgement.
 * Again, or by another: nothing changes, the first stays. 404 `outage.unknown`; 503 `outbox.full`: nothing was acknowledged.
 */
export const NewAcknowledgement = z.strictObject({ note: z.string().trim().max(400).default("") });

/** The largest map file that is taken, of any kind. */
export const mapUploadLimitMb = 1_500;

/** `POST /api/map/import`, the file's bytes as the body. */
export const MapImportQuery = z.strictObject({
  /** The file's own name: it is shown, and never used as a path. */
  name: z.string().min(1).max(300),
  /** What it is for, where the file does not say it by itself. */
  as: MapRole.optional(),
  /** Only look, take nothing. */
  look: z.stringbool().default(false),
});

/** `GET routes.scenes`: the newest version of each, by name. */
export const SceneList = z.strictObject({ scenes: z.array(StoredScene).max(2_000) });
export type SceneList = z.infer<typeof SceneList>;
/** `GET routes.scene(ID)`: with `version` a former one. */
export const SceneQuery = z.strictObject({ version: z.coerce.number().int().min(1).optional() });
/**
 * `PUT routes.scene(ID)`: a new version; answers the `StoredScene`. 409 `scene.changed` where `basedOn` (0 for a new scene)
 * is no longer the newest: somebody else has saved meanwhile.
 */
export const SceneToSave = z.strictObject({
  name: StoredScene.shape.name,
  tags: StoredScene.shape.tags.default([]),
  tiles: Scene.shape.tiles,
  basedOn: z.int().min(0),
  /** The scene that a new one was copied from: what this program does not understand of that one comes along. */
  copyOf: Id.optional(),
});
export type SceneToSave = z.infer<typeof SceneToSave>;

/**
 * Scenes, programmes, rules, holidays and surfaces as a file: `GET` gives it, `POST routes.sceneFile` takes it in. What a newer program has written is taken as far as
 * it can be read and kept whole; a scene is left out only where it has neither id nor name.
 */
export const sceneFileSchema = 3;
export const sceneFileLimitBytes = 8 * 1024 * 1024;
export const SceneFile = z.looseObject({
  format: z.literal("ioc-wall-scenes"),
  schema: z.int().min(1),
  scenes: z.array(z.looseObject({})).max(2_000),
  /** Since form 2; absent: the file says nothing of them. */
  programmes: z.array(z.looseObject({})).max(200).optional(),
  rules: z.array(z.looseObject({})).max(200).optional(),
  holidays: z.looseObject({}).optional(),
  /** Since form 3, where somebody has said so at the desk: monitors that are one surface each (`Surfaces`). */
  surfaces: z.unknown().optional(),
});
export type SceneFile = z.infer<typeof SceneFile>;
/** What became of a file: the scenes that are new or changed now, and what of them cannot be shown as it stands. */
export const SceneImport = z.strictObject({
  saved: z.array(Id),
  /** Programmes, rules, "holidays" and "surfaces" that are new or changed now. */
  savedAutomations: z.array(Id),
  /** Those that were the same already. */
  unchanged: z.int(),
  mistakes: z
    .array(
      z.strictObject({
        scene: z.string().max(200).nullable(),
        /** The programme or rule it is about. */
        automation: z.string().max(200).optional(),
        ...SceneMistake.shape,
      }),
    )
    .max(500),
});
export type SceneImport = z.infer<typeof SceneImport>;

/** Answer to a `WallCommand`: how the wall is now, and the monitors that were not ready when a change was shown. */
export const WallAnswer = z.strictObject({ wall: WallState, late: z.array(z.int()) });
export type WallAnswer = z.infer<typeof WallAnswer>;

export const WallEntryQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.coerce.number().int().optional(),
});
/** The newest first. `you`: whoever asks; `toUndo`, `toRedo`: what he can take back next, or do again; null: none. */
export const WallEntryList = z.strictObject({
  entries: z.array(WallEntry).max(200),
  you: Who,
  toUndo: z.int().nullable(),
  toRedo: z.int().nullable(),
});
export type WallEntryList = z.infer<typeof WallEntryList>;

/** The body of every answer that is not 2xx. */
export const Failure = z.strictObject({
  code: z.string(),
  params: CodedMessage.shape.params,
  message: z.strictObject({ vi: z.string(), en: z.string() }),
});
