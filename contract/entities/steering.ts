import { z } from "zod";
import { Id } from "./text.ts";
import { EpochMs } from "./time.ts";
import { Who } from "./wall-state.ts";

/** How long a camera stays with whoever moved it last; each command begins it anew. */
export const steeringLeaseMs = 15_000;
/** A camera that is not told again to move within this stops by itself, whatever became of whoever moved it. */
export const moveLastsMs = 1_000;
/** Who keeps a key pressed tells it again this often. */
export const moveAgainMs = 400;

const speed = z.number().min(-1).max(1);

/** A position that the camera keeps under a name of its own (ONVIF PTZ, GetPresets). */
export const Preset = z.strictObject({ token: z.string().min(1).max(64), name: z.string().max(100) });
export type Preset = z.infer<typeof Preset>;

/**
 * move: speeds in parts of the camera's fastest, right, up and nearer are positive (ONVIF ContinuousMove) · stop · preset: go there ·
 * release: somebody else may.
 */
export const SteeringCommand = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("move"), pan: speed, tilt: speed, zoom: speed }),
  z.strictObject({ type: z.literal("stop") }),
  z.strictObject({ type: z.literal("preset"), token: Preset.shape.token.regex(/^[^<>&\p{Cc}]+$/u) }),
  z.strictObject({ type: z.literal("release") }),
]);
export type SteeringCommand = z.infer<typeof SteeringCommand>;

/** Answer to a command: until when it is held; null after `release`. */
export const SteeringAnswer = z.strictObject({ untilMs: EpochMs.nullable() });
export const PresetList = z.strictObject({ presets: z.array(Preset).max(64) });

/** What a camera that can be moved says of it to every screen. */
export const Steering = z.strictObject({ by: Who.nullable() });
export type Steering = z.infer<typeof Steering>;

export const mostFoundCameras = 200;

/** A device that answered the search (WS-Discovery). Nothing is done with it: it is offered, and added by whoever wants it. */
export const FoundCamera = z.strictObject({
  /** As the device calls itself; "" where it does not say. */
  name: z.string().max(100),
  hardware: z.string().max(100),
  /** Of its device service, on the host that answered. */
  address: z.string().max(300),
  /** What it says of itself (ONVIF scopes). */
  scopes: z.array(z.string().max(200)).max(40),
  /** The site's camera on the same host; null: none. */
  camera: Id.nullable(),
});
export type FoundCamera = z.infer<typeof FoundCamera>;

/** `POST routes.cameraSearch`. */
export const CameraSearch = z.strictObject({
  withinMs: z.int().min(1_000).max(15_000).default(4_000),
  /** Names of this machine's network interfaces; absent: all that lead to a network. */
  interfaces: z.array(z.string().min(1).max(40)).min(1).max(16).optional(),
});
/** `POST routes.cameraStreams`: what a device has to show, by its own word. `secret`: the NAME of the account's password. */
export const CameraStreamsQuestion = z.strictObject({
  address: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .regex(/^[^@\s]+$/),
  username: z
    .string()
    .max(200)
    .regex(/^[^<>&]*$/)
    .optional(),
  secret: Id.optional(),
  /** In its place: entered just now, and kept nowhere. */
  password: z.string().max(200).optional(),
});
export const mostStreams = 8;
export const CameraStreams = z.strictObject({
  /** On the host that was asked, largest picture first; addresses without an account. */
  streams: z
    .array(
      z.strictObject({
        url: z.string().max(500),
        width: z.int().min(0),
        height: z.int().min(0),
        codec: z.string().max(20),
      }),
    )
    .max(mostStreams),
  isMovable: z.boolean(),
});
export type CameraStreams = z.infer<typeof CameraStreams>;

export const CameraSearchAnswer = z.strictObject({
  found: z.array(FoundCamera).max(mostFoundCameras),
  /** Answers that named another host than they came from, or that cannot be read. */
  refused: z.int(),
  /** More than `mostFoundCameras` answered. */
  isCut: z.boolean(),
});
export type CameraSearchAnswer = z.infer<typeof CameraSearchAnswer>;
