import type { CameraView } from "#contract/entities/camera.ts";
import type { CameraConfig } from "#contract/entities/camera-config.ts";
import type { Who } from "#contract/entities/wall-state.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { Opened, StreamName, WatchedStream } from "#contract/pictures.ts";
import type { SecretUser } from "../outbound/secret-user.ts";
import type { Fragment } from "./fragments.ts";

/** The part of pino (and of Fastify's logger) that the gateway uses. Accounts never reach it: see account-mask.ts. */
export type GatewayLog = {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
};

export type CameraGatewayOptions = {
  cameras: readonly CameraConfig[];
  /** `<data>/cameras`; made when missing. Each camera has a folder by its id there. */
  folder: string;
  /** The ffmpeg to run: a path or a name to look for in PATH. null: there is none, and every camera says so. */
  ffmpegPath: string | null;
  /**
   * Fills in the references of an address or password (`${secret.NAME}`, …). Throws CodedError `secret.missing` when
   * one is not set. Asked anew for each connection, so a changed password counts from the next try on.
   */
  resolve(address: string, user: SecretUser): string | Promise<string>;
  /** IANA name; times in reasons are told in it. */
  timeZone: string;
  /** A camera nobody asks for stays open this long, ms. Default 30 000, so that a scene called again shows at once. */
  warmMs?: number;
  /** Streams of other codecs that are made H.264 at the same time; the rest shows a picture a second. Default: half the cores. */
  mostTranscodes?: number;
  /** Epoch ms; the core's clock. */
  now(): number;
  log: GatewayLog;
  /** Called with the whole view whenever something of it changed; at most a few times a second for each camera. */
  onChange(view: CameraView): void;
  /** A camera is registered no longer. */
  onGone(id: string): void;
};

/** Somebody who is given every picture as it comes. All are called in the order of the stream and must not block. */
export type Watcher = {
  /** A stream begins, or another one takes its place; a key picture follows. */
  onOpened(opened: Opened, initialization: Buffer): void;
  onFragment(fragment: Fragment): void;
  /** The camera is registered no longer: nothing comes any more. */
  onGone(): void;
};

/** `atMs`: when the picture was taken, epoch ms. */
export type KeptPicture = { jpeg: Buffer; atMs: number };

export type CameraGateway = {
  /** All cameras, in their order. */
  views(): CameraView[];
  /**
   * Opens the camera while it is watched, and for `warmMs` after. Where it has no stream of that name, or shows better
   * by another, that one is given. `sound` opens a line of its own for that alone. @returns its undo. Throws CodedError `camera.unknown`.
   */
  watch(id: string, stream: WatchedStream, watcher: Watcher): () => void;
  /**
   * The HLS playlist; asking for it counts as watching for `warmMs`. null while there are no new pictures: then 503, so
   * that players ask again. Throws CodedError `camera.unknown`.
   */
  playlist(id: string, stream: StreamName): Promise<string | null>;
  /** A segment or the init file named by the playlist; null when it is gone or the name is not one of ours. Throws `camera.unknown`. */
  file(id: string, stream: StreamName, name: string): Buffer | null;
  /** The last picture kept on disk; null when there is none. Throws `camera.unknown`. */
  lastPicture(id: string): Promise<KeptPicture | null>;
  /** Somebody moves the camera, or nobody any more: told in its view. Throws `camera.unknown`. */
  setSteeredBy(id: string, who: Who | null): void;
  /** From now on cameras that nobody watches are asked how they are, and visited for a picture in turn. */
  goRound(): void;
  /** Ends every process and keeps the last pictures. Resolves when all are gone. */
  stop(): Promise<void>;
};

/** One of both is there. */
export type DraftPicture = { jpeg: Buffer; reason: null } | { jpeg: null; reason: CodedMessage };

/** A gateway that opens cameras itself, unlike one at a joined machine. */
export type OwnCameraGateway = CameraGateway & {
  /**
   * Takes another list of cameras: new ones are there at once; one with another stream or account is opened anew for whoever
   * watches it; one that is gone ends. What did not change is not touched. One call at a time. Resolves when no process of
   * what changed or is gone is left.
   */
  replace(cameras: readonly CameraConfig[]): Promise<void>;
  /**
   * One picture of a camera that is not there yet, or as it would be, by the reader of all others; nothing is kept. Within 15 s.
   * @param resolve in the place of the gateway's own @throws CodedError `camera.picture-running`
   */
  pictureOf(config: CameraConfig, resolve: CameraGatewayOptions["resolve"], signal: AbortSignal): Promise<DraftPicture>;
};
