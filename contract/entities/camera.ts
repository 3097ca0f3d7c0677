import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { idOf } from "../keys.ts";
import { collection } from "../kind.ts";
import { Position } from "./place.ts";
import { Steering } from "./steering.ts";
import { Id, Words } from "./text.ts";
import { EpochMs } from "./time.ts";

/**
 * What the gateway knows of a camera. idle: nobody watches, nothing is open, and it answered when it was
 * last asked, if it was · connecting: asked for, no picture yet ·
 * ok: new pictures arrive · frozen: they arrive but do not change, or none came for 4 s · no-signal · wrong-password ·
 * unsupported: a codec that cannot be shown · gateway-missing: ffmpeg is not installed.
 */
export const CameraState = z.enum([
  "idle",
  "connecting",
  "ok",
  "frozen",
  "no-signal",
  "wrong-password",
  "unsupported",
  "gateway-missing",
]);
export type CameraState = z.infer<typeof CameraState>;

/**
 * Where a fixed camera looks. bearing: of the middle of its picture, degrees clockwise from true north · angle: what its picture
 * takes in from the left edge to the right, degrees.
 */
export const FieldOfView = z.strictObject({ bearing: z.number().min(0).lt(360), angle: z.number().min(1).max(360) });
export type FieldOfView = z.infer<typeof FieldOfView>;

/** The sound of a camera while somebody listens to it. none: it sends none · failing: none comes now, tried again. */
export const CameraSound = z.strictObject({
  state: z.enum(["opening", "ok", "none", "failing"]),
  reason: CodedMessage.nullable(),
});
export type CameraSound = z.infer<typeof CameraSound>;

/** A camera as screens see it: no address, no account. */
export const CameraView = z.strictObject({
  id: Id,
  name: Words,
  place: Id.optional(),
  position: Position.optional(),
  fieldOfView: FieldOfView.optional(),
  isSimulated: z.boolean(),
  state: CameraState,
  sinceMs: EpochMs,
  /** When it last answered or showed pictures; absent: not since the core was started. Told along with other changes. */
  checkedAtMs: EpochMs.optional(),
  /** When the last picture kept on disk was taken; null when there is none. */
  lastPictureAtMs: EpochMs.nullable(),
  reason: CodedMessage.nullable(),
  /** Absent: it cannot be moved. */
  steering: Steering.optional(),
  /** Absent: nobody listens to it. */
  sound: CameraSound.optional(),
});
export type CameraView = z.infer<typeof CameraView>;

/** As many as a site may register. */
export const mostCameras = 500;

export const camerasKind = collection({
  name: "cameras",
  schema: CameraView,
  keyOf: idOf,
  goneRemembered: mostCameras,
  right: "read",
  scope: "ids",
  belongs: "camera",
  rate: "at-once",
  isInEverySnapshot: true,
});
