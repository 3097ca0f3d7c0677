import { z } from "zod";
import { single } from "../kind.ts";
import { Id } from "./text.ts";
import { EpochMs, Instant } from "./time.ts";

/** plate: a number plate was read · crowd: more people than usual · wrong-way: against the direction · other: the text says what. */
export const CameraEventKind = z.enum(["plate", "crowd", "intrusion", "wrong-way", "smoke", "other"]);
export type CameraEventKind = z.infer<typeof CameraEventKind>;

/** Of the picture itself, before base64 makes it a third longer. */
export const maxEventPictureBytes = 2_000_000;
/** No camera has more; a small file can unpack to more than a browser's memory holds. */
export const maxEventPicturePixels = 40_000_000;
/** In one call. */
export const maxCameraEvents = 100;
export const maxCameraEventsBytes = 8_000_000;

/** An event as a camera platform hands it over, or as the source's mapping makes it of what the platform says. */
export const CameraEventInput = z.strictObject({
  /** The platform's own id of it: what comes twice is one event. */
  id: z.string().trim().min(1).max(200),
  /** Of the site's cameras. */
  camera: Id,
  kind: CameraEventKind,
  time: Instant,
  plate: z.string().trim().min(1).max(20).optional(),
  text: z.string().trim().min(1).max(500).optional(),
  /** From 0 to 1. */
  confidence: z.number().min(0).max(1).optional(),
  /** JPEG or PNG, base64 (RFC 4648), with or without the `data:…;base64,` of RFC 2397 before it. */
  picture: z.string().min(1).max(maxCameraEventsBytes).optional(),
});
export type CameraEventInput = z.infer<typeof CameraEventInput>;

/**
 * An event as kept. It may hold a number plate, which is personal data: it is told to operators and administrators alone.
 * picture: none came along · kept · gone: the room for pictures was needed for newer ones.
 */
export const CameraEvent = z.strictObject({
  /** In the order in which they came. */
  number: z.int().min(1),
  source: Id,
  id: z.string(),
  camera: Id,
  kind: CameraEventKind,
  atMs: EpochMs,
  receivedAtMs: EpochMs,
  plate: z.string().nullable(),
  text: z.string().nullable(),
  confidence: z.number().nullable(),
  picture: z.enum(["none", "kept", "gone"]),
  isSimulated: z.boolean(),
});
export type CameraEvent = z.infer<typeof CameraEvent>;

/** That there is a new event, for every screen: no plate, text or picture is in it. */
export const CameraEventNotice = z.strictObject({
  number: z.int().min(1),
  camera: Id,
  kind: CameraEventKind,
  atMs: EpochMs,
});
export type CameraEventNotice = z.infer<typeof CameraEventNotice>;

/** The last one that came: the numbers between tell how many. What it says is asked for over HTTP, by whoever may. */
export const cameraEventKind = single({
  name: "cameraEvent",
  topic: "cameraEvents",
  schema: CameraEventNotice,
  right: "read",
  scope: "yes-or-no",
  rate: "at-once",
});
