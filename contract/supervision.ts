import { z } from "zod";
import { CodedMessage } from "./coded-message.ts";
import { Surfaces } from "./entities/surface.ts";
import { Id } from "./entities/text.ts";
import { WallPlan } from "./entities/wall.ts";
import { AllowedPage } from "./entities/web-page.ts";

/**
 * What passes between the core and whoever started it (the shell, or `npm run serve`), over Node's IPC channel or
 * Electron's parentPort. A core without such a channel runs just the same.
 */

/** First message to the core: tokens for this run that are never stored. Restarting the core with the same ones lets windows go on. */
export const StartCore = z.strictObject({
  type: z.literal("start"),
  /** Right of a wall window: read-only. */
  wallToken: z.string().min(32),
  /** Right of a shell: reports displays, answers captures. */
  shellToken: z.string().min(32),
  /** Right of an operator: for the desk's window on the wall's own machine. */
  deskToken: z.string().min(32),
});
export type StartCore = z.infer<typeof StartCore>;

/** Ask the core to end by itself, with everything stored. */
export const StopCore = z.strictObject({ type: z.literal("stop") });

export const ToCore = z.discriminatedUnion("type", [StartCore, StopCore]);
export type ToCore = z.infer<typeof ToCore>;

export const CoreReady = z.strictObject({
  type: z.literal("ready"),
  origin: z.url(),
  /** The browser's link with a viewer's token of this run. */
  viewerLink: z.url(),
  wall: WallPlan,
  /** The monitors that are to be one surface each; `arrange` tells when they change. */
  surfaces: Surfaces,
  /** The number on the wall of this machine's first monitor; the others follow. 1 unless it has joined another's wall. */
  firstNumber: z.int().min(1).max(64),
  /** The title of the wall, Vietnamese. */
  title: z.string(),
  /** What pages may reach besides the core: the servers of the site's own map engine, as sources of a content policy. */
  mapHosts: z.array(z.string().max(300)).max(9),
  /** The pages of the net that tiles may show. */
  webPages: z.array(AllowedPage).max(20),
});

/** The core cannot go on; it exits with the code's exit code after this. */
export const CoreFailed = z.strictObject({ type: z.literal("failed"), reason: CodedMessage });

export const FromCore = z.discriminatedUnion("type", [CoreReady, CoreFailed]);
export type FromCore = z.infer<typeof FromCore>;

/** The same between the core and the simulator, which is a process of its own. */
export const SimulatorReady = z.strictObject({
  type: z.literal("simulator-ready"),
  mqtt: z.string(),
  http: z.string(),
  /** Its cameras: rtsp://HOST:PORT, then /PATTERN/CAMERA. */
  rtsp: z.string(),
  folder: z.string(),
  /** What it signs its calls with; another one with every start. */
  secret: z.string(),
});
export type SimulatorReady = z.infer<typeof SimulatorReady>;

/** Left in the folder for temporary files where a profile kept a core from starting. data: as it was named; null: it was not. */
export const FailedStart = z.strictObject({
  profile: z.string(),
  data: z.string().nullable(),
  reason: CodedMessage,
  atMs: z.int(),
});
export type FailedStart = z.infer<typeof FailedStart>;

/** To the simulator: where the core listens, and the sources and cameras of which it may tell events. */
export const SimulatorTold = z.strictObject({
  type: z.literal("core-listens"),
  origin: z.url(),
  cameraEvents: z.array(z.strictObject({ source: Id, cameras: z.array(Id).max(500) })).max(50),
});
export type SimulatorTold = z.infer<typeof SimulatorTold>;

/** Left in the data folder (mode 0600) while a core runs, so that `ioc` finds it. */
export const RunFile = z.strictObject({ pid: z.int(), origin: z.url(), adminToken: z.string() });
export type RunFile = z.infer<typeof RunFile>;
