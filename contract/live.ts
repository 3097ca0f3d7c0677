import { z } from "zod";
import { CameraView } from "./entities/camera.ts";
import { SiteView } from "./entities/profile.ts";
import { Reading } from "./entities/reading.ts";
import { SourceView } from "./entities/source.ts";
import { EpochMs } from "./entities/time.ts";
import { DisplayView, TileReport } from "./entities/wall.ts";
import { CodedMessage } from "./errors.ts";

/** Raised when an old client could misread what is sent. A client that speaks another version is refused with both named. */
export const liveProtocol = 1;

/** The core says at least this often that the line is there; a client that hears nothing for three of these reconnects. */
export const heartbeatEveryMs = 2_000;

/** First message of every client. The token is absent where the browser's session cookie was sent with the upgrade. */
export const Hello = z.strictObject({
  type: z.literal("hello"),
  protocol: z.int(),
  token: z.string().max(200).optional(),
  /** wall: a window of the room · web: a browser · shell: the program that owns a machine's windows. */
  kind: z.enum(["wall", "web", "shell"]),
  /** For a wall window: the number of its monitor. */
  display: z.int().min(1).optional(),
});

/** From a wall window: what it has painted. Sent when it changes, at most once a second. */
export const WindowReport = z.strictObject({
  type: z.literal("window"),
  display: z.int().min(1),
  tiles: z.array(TileReport).max(256),
});

/** From a shell: the monitors and windows of its machine, whole, whenever something changed. */
export const DisplaysReport = z.strictObject({ type: z.literal("displays"), displays: z.array(DisplayView).max(64) });

/** From a shell: the answer to `capture`. The picture is PNG, base64. */
export const Captured = z.strictObject({
  type: z.literal("captured"),
  request: z.string().max(64),
  png: z.string().max(90_000_000).optional(),
  reason: CodedMessage.optional(),
});

export const ClientMessage = z.discriminatedUnion("type", [Hello, WindowReport, DisplaysReport, Captured]);
export type ClientMessage = z.infer<typeof ClientMessage>;

export const Role = z.enum(["admin", "operator", "viewer", "ingest"]);
export type Role = z.infer<typeof Role>;

export const Welcome = z.strictObject({
  type: z.literal("welcome"),
  protocol: z.int(),
  version: z.string(),
  role: z.enum(["admin", "operator", "viewer", "ingest", "wall", "shell"]),
  nowMs: EpochMs,
});

/** A display as told to screens and in the status: the shell's view and what the page says its tiles show. */
export const DisplayStatus = z.strictObject({
  ...DisplayView.shape,
  machine: z.string(),
  tiles: z.array(TileReport),
});
export type DisplayStatus = z.infer<typeof DisplayStatus>;

/** Everything a screen shows, as of one moment; deltas with higher `seq` follow. */
export const Snapshot = z.strictObject({
  type: z.literal("snapshot"),
  seq: z.int().min(0),
  nowMs: EpochMs,
  site: SiteView,
  readings: z.array(Reading),
  sources: z.array(SourceView),
  cameras: z.array(CameraView),
  displays: z.array(DisplayStatus),
});
export type Snapshot = z.infer<typeof Snapshot>;

/**
 * What changed: newest readings of their series; sources and cameras whole, each replacing its namesake; displays as the
 * complete list, replacing the former one, since a display can go.
 */
export const Delta = z.strictObject({
  type: z.literal("delta"),
  seq: z.int().min(1),
  nowMs: EpochMs,
  readings: z.array(Reading).optional(),
  sources: z.array(SourceView).optional(),
  cameras: z.array(CameraView).optional(),
  displays: z.array(DisplayStatus).optional(),
});
export type Delta = z.infer<typeof Delta>;

export const Heartbeat = z.strictObject({ type: z.literal("heartbeat"), seq: z.int().min(0), nowMs: EpochMs });

/** The core will not serve this client; the line is closed after it. */
export const Refused = z.strictObject({ type: z.literal("refused"), reason: CodedMessage });

/** To a shell: take a picture of all windows at their places, scaled. */
export const Capture = z.strictObject({
  type: z.literal("capture"),
  request: z.string().max(64),
  scale: z.number().positive().max(1),
});

export const ServerMessage = z.discriminatedUnion("type", [Welcome, Snapshot, Delta, Heartbeat, Refused, Capture]);
export type ServerMessage = z.infer<typeof ServerMessage>;
