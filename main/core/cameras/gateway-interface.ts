import type { CameraView } from "#contract/entities/camera.ts";
import type { CameraConfig } from "#contract/entities/profile.ts";

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
  resolve(address: string): string | Promise<string>;
  /** IANA name; times in reasons and in the clock of test pictures are told in it. */
  timeZone: string;
  /** A TrueType or OpenType file for the clock in test pictures; absent: the system's own, or no clock. */
  fontFile?: string;
  /** A camera nobody asks for stays open this long, ms. Default 30 000, so that a scene called again shows at once. */
  warmMs?: number;
  /** Epoch ms; the core's clock. */
  now(): number;
  log: GatewayLog;
  /** Called with the whole view whenever something of it changed; at most a few times a second for each camera. */
  onChange(view: CameraView): void;
};

/** `atMs`: when the picture was taken, epoch ms. */
export type KeptPicture = { jpeg: Buffer; atMs: number };

export type CameraGateway = {
  /** All cameras, in the order of the profile. */
  views(): CameraView[];
  /**
   * The HLS playlist; asking for it is what makes a camera watched (it is opened, and kept for `warmMs` after the last
   * request). null while there are no new pictures: then 503, so that players ask again.
   * Throws CodedError `camera.unknown`.
   */
  playlist(id: string): Promise<string | null>;
  /** A segment or the init file named by the playlist; null when it is gone or the name is not one of ours. Throws `camera.unknown`. */
  file(id: string, name: string): Promise<Buffer | null>;
  /** The last picture kept on disk; null when there is none. Throws `camera.unknown`. */
  lastPicture(id: string): Promise<KeptPicture | null>;
  /** Ends every process and keeps the last pictures. Resolves when all are gone. */
  stop(): Promise<void>;
};
