import { z } from "zod";
import { OwnReach } from "./access/own-reach.ts";
import { Role } from "./access/role.ts";
import { CodedMessage } from "./coded-message.ts";
import { ToldSite } from "./entities/profile.ts";
import { Surfaces } from "./entities/surface.ts";
import { EpochMs } from "./entities/time.ts";
import { DisplayView, Restart, TileReport, TurnedDown } from "./entities/wall.ts";
import { ClockAsked, ClockTold, MachineLoadReport, MachinePrepared, MachineReport } from "./joining.ts";
import { routes } from "./routes.ts";
import { changeShape, Topics, wholeShape } from "./told.ts";

/** Raised when an old client could misread what is sent. A client that speaks another version is refused with both named. */
export const liveProtocol = 3;

/** The core says at least this often that the line is there; a client that hears nothing for three of these reconnects. */
export const heartbeatEveryMs = 2_000;

/** At most so many messages with changes a second, the newest value of each winning in between; absent: as the core can. */
const MaxRateHz = z.number().min(0.1).max(250);

/** First message of every client. The token is absent where the browser's session cookie was sent with the upgrade. */
export const Hello = z.strictObject({
  type: z.literal("hello"),
  protocol: z.int(),
  token: z.string().max(200).optional(),
  /**
   * wall: a window of the room · web: a browser · shell: the program that owns a machine's windows · machine: the core of
   * another machine of the wall, which stands for its windows.
   */
  kind: z.enum(["wall", "web", "shell", "machine"]),
  /** For a machine: the id it has joined with. */
  machine: z.uuid().optional(),
  /** For a wall window: the number of its monitor, or the numbers of all monitors of the surface that it spans. */
  displays: z.array(z.int().min(1)).min(1).max(64).optional(),
  /** Absent: everything. */
  topics: Topics.optional(),
  maxRateHz: MaxRateHz.optional(),
  /**
   * What the client still holds from a former line: the welcome's `session`, the snapshot's `view`, the last `seq`. It is
   * then sent a delta of what it missed, empty when nothing; or a snapshot when the core was started anew or other topics
   * are asked for.
   */
  resume: z.strictObject({ session: z.string().max(64), view: z.string().max(64), seq: z.int().min(0) }).optional(),
});

/** Other topics or another rate from now on, in the place of the former ones; answered by a snapshot. */
export const Subscribe = z.strictObject({
  type: z.literal("subscribe"),
  topics: Topics,
  maxRateHz: MaxRateHz.optional(),
});

/** From a wall window: what it has painted on one of its monitors. Sent when it changes, at most once a second. */
export const WindowReport = z.strictObject({
  type: z.literal("window"),
  display: z.int().min(1),
  tiles: z.array(TileReport).max(256),
  /** Absent: it does without nothing. */
  turnedDown: TurnedDown.optional(),
});

/** From a shell: the monitors and windows of its machine, whole, whenever something changed. */
export const DisplaysReport = z.strictObject({
  type: z.literal("displays"),
  displays: z.array(DisplayView).max(64),
  /** Why the core was last started anew while this shell ran; absent: it was not. */
  coreRestart: Restart.optional(),
});

/** From a shell: the answer to `capture`. The picture is PNG, base64. */
export const Captured = z.strictObject({
  type: z.literal("captured"),
  request: z.string().max(64),
  png: z.string().max(90_000_000).optional(),
  reason: CodedMessage.optional(),
});

/** From a wall window: what the change brings is there, unseen; it can be shown at any moment. */
export const Prepared = z.strictObject({ type: z.literal("prepared"), change: z.int().min(1) });

/** What can be asked over the line: what screens ask for again and again, JSON that holds nothing up behind it. */
const askableRoutes: ReadonlySet<string> = new Set([
  routes.history,
  routes.readings,
  routes.outages,
  routes.status,
  routes.news,
  routes.map,
  routes.mapEvents,
  routes.reportMapEvents,
  routes.forecasts,
  routes.dossiersOverview,
]);

/**
 * A GET of the core's HTTP interface, from a screen: answered over the line as it would be there, to the same rights. `request` is the
 * client's own number for it. A page of another origin than its core, as a window's is, needs two requests for each by HTTP, and
 * Chromium keeps something of them for as long as the page lives (docs/decisions/0028).
 */
export const Asked = z.strictObject({
  type: z.literal("asked"),
  request: z.int().min(0),
  path: z
    .string()
    .max(2_000)
    .refine((path) => askableRoutes.has(path.split("?", 1)[0] ?? ""), "cannot be asked over the line"),
});
/** A client that has more questions unanswered than this breaks the rules. */
export const mostQuestionsAtOnce = 16;

export const ClientMessage = z.discriminatedUnion("type", [
  Hello,
  Subscribe,
  WindowReport,
  Prepared,
  Asked,
  DisplaysReport,
  Captured,
  MachineReport,
  MachinePrepared,
  MachineLoadReport,
  ClockAsked,
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

export const Welcome = z.strictObject({
  type: z.literal("welcome"),
  protocol: z.int(),
  version: z.string(),
  role: z.enum([...Role.options, "wall", "shell"]),
  /** Another one after each start of the core; the numbers of two sessions have nothing to do with one another. */
  session: z.string().max(64),
  nowMs: EpochMs,
});

/** Everything of the topics, as of one moment; deltas with higher `seq` follow. */
export const Snapshot = z.strictObject({
  type: z.literal("snapshot"),
  seq: z.int().min(0),
  /** A name for the topics it was made for. */
  view: z.string().max(64),
  nowMs: EpochMs,
  /** How far this client's right to read reaches, where that is not the whole province: what it asked for beyond that it is never told. */
  reach: OwnReach.optional(),
  site: ToldSite,
  ...wholeShape,
});
export type Snapshot = z.infer<typeof Snapshot>;

/**
 * What changed, of each kind as contract/kinds.ts declares it: of a collection the newest of each key, replacing its namesake, and the
 * keys of what is gone; complete, replacing the former one, where it is told whole; a single value as it is now. It holds every change of
 * the client's topics after `after` up to `seq`: who holds less than `after` has missed something, who holds more is told some things again.
 */
export const Delta = z.strictObject({
  type: z.literal("delta"),
  after: z.int().min(0),
  seq: z.int().min(0),
  nowMs: EpochMs,
  ...changeShape,
});
export type Delta = z.infer<typeof Delta>;

/** `seq`: the last one this client was sent, or less. */
export const Heartbeat = z.strictObject({ type: z.literal("heartbeat"), seq: z.int().min(0), nowMs: EpochMs });

/** The core will not serve this client; the line is closed after it. */
export const Refused = z.strictObject({ type: z.literal("refused"), reason: CodedMessage });

/** To a shell: take a picture of all windows at their places, scaled. */
export const Capture = z.strictObject({
  type: z.literal("capture"),
  request: z.string().max(64),
  scale: z.number().positive().max(1),
});

/** To a shell: the monitors that are to be one surface each, from now on. */
export const Arrange = z.strictObject({ type: z.literal("arrange"), surfaces: Surfaces });

/**
 * To a window of the wall: what it has prepared for this change is to be seen now. The delta that tells of the change follows a little
 * later; a window that has prepared something else waits for that.
 */
export const Turn = z.strictObject({ type: z.literal("turn"), change: z.int().min(0) });

/**
 * The answer to `asked`: status, type and body as by HTTP. Without a body it is too long for the line, and to be asked for by HTTP.
 */
export const Answered = z.strictObject({
  type: z.literal("answered"),
  request: z.int().min(0),
  status: z.int().min(200).max(599),
  contentType: z.string(),
  body: z.string().optional(),
});
export type Answered = z.infer<typeof Answered>;

export const ServerMessage = z.discriminatedUnion("type", [
  Welcome,
  Snapshot,
  Delta,
  Turn,
  Answered,
  Heartbeat,
  Refused,
  Capture,
  Arrange,
  ClockTold,
]);
export type ServerMessage = z.infer<typeof ServerMessage>;
