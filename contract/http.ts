import { z } from "zod";
import { CameraView } from "./entities/camera.ts";
import { Reading } from "./entities/reading.ts";
import { SourceView } from "./entities/source.ts";
import { Id } from "./entities/text.ts";
import { EpochMs } from "./entities/time.ts";
import { CodedMessage } from "./errors.ts";
import { DisplayStatus, Role } from "./live.ts";

/** The cookie that a browser's session rides on after it opened the link with a token. */
export const sessionCookie = "wall_session";

/** Routes of the core. All need a token but health: `Authorization: Bearer TOKEN`, or the session cookie. */
export const routes = {
  health: "/api/health",
  openapi: "/api/openapi.json",
  status: "/api/status",
  history: "/api/history",
  readings: "/api/readings",
  tokens: "/api/tokens",
  secrets: "/api/secrets",
  snapshot: "/api/wall/snapshot.png",
  outline: "/api/map/outline.geojson",
  live: "/live",
  refusals: (source: string) => `/api/sources/${source}/refusals`,
  cameraPlaylist: (id: string) => `/api/cameras/${id}/hls/index.m3u8`,
  cameraLastPicture: (id: string) => `/api/cameras/${id}/last-picture.jpg`,
} as const;

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
});
export type Status = z.infer<typeof Status>;

export const HistoryQuery = z.strictObject({
  indicator: Id,
  place: Id.optional(),
  fromMs: z.coerce.number().int().min(0),
  toMs: z.coerce.number().int().min(0),
  /** At most this many points come back, evenly thinned to the last value of each interval. */
  points: z.coerce.number().int().min(2).max(2_000).default(500),
  /** The past as it was known at this moment: what was received later does not show. */
  asOfMs: z.coerce.number().int().min(0).optional(),
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
  asOfMs: z.coerce.number().int().min(0).optional(),
});
/** The newest reading of each series that had one. */
export const Readings = z.strictObject({ asOfMs: EpochMs, readings: z.array(Reading) });

/** What a source sent that was not taken in, since the core started. */
export const Refusals = z.strictObject({
  source: Id,
  /** How many readings, by the code of the reason. */
  byCode: z.record(z.string(), z.int()),
  /** The last of them, oldest first. */
  last: z.array(z.strictObject({ atMs: EpochMs, reason: CodedMessage })),
});
export type Refusals = z.infer<typeof Refusals>;

export const NewToken = z.strictObject({ role: Role, label: z.string().max(100).default("") });
/** The token is shown this once; only its hash is kept. */
export const CreatedToken = z.strictObject({ id: z.int(), role: Role, label: z.string(), token: z.string() });

export const TokenView = z.strictObject({ id: z.int(), role: Role, label: z.string(), createdAtMs: EpochMs });
/** Tokens that are still good, oldest first. */
export const TokenList = z.strictObject({ tokens: z.array(TokenView) });

/** `PUT /api/secrets/NAME`. What was set never comes out again: only the names are listed. */
export const NewSecret = z.strictObject({ value: z.string().min(1).max(4_000) });
export const SecretList = z.strictObject({ names: z.array(Id) });

export const SnapshotQuery = z.strictObject({ scale: z.coerce.number().positive().max(1).default(0.5) });

/** The body of every answer that is not 2xx. */
export const Failure = z.strictObject({
  code: z.string(),
  params: CodedMessage.shape.params,
  message: z.strictObject({ vi: z.string(), en: z.string() }),
});
