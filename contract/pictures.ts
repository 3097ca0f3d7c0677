import { z } from "zod";
import { CodedMessage } from "./coded-message.ts";

/**
 * The line of a camera's pictures (`routes.cameraPictures`): a WebSocket that carries fragmented MP4 for Media Source.
 *
 * The client says `watch`. The core answers `opened`, then a binary message that is the initialization segment, then one
 * binary message a picture: a head of `fragmentHeadBytes`, then moof and mdat. It begins with a key picture. When
 * the camera was opened anew, or another stream takes the place of the one asked for, `opened` comes again and all
 * that follows belongs to it. While there are no pictures nothing is sent; the live line tells why. Who is too slow is sent
 * nothing until the next key picture.
 */
export const picturesProtocol = 1;

/** Two big-endian doubles: when the picture reached the core or, where a platform tells, was taken (epoch ms on its clock), and its time in the stream (seconds). */
export const fragmentHeadBytes = 16;

/** main: the large one · sub: the small one, which a camera may not have: then both are the same. */
export const StreamName = z.enum(["main", "sub"]);
export type StreamName = z.infer<typeof StreamName>;

/** What can be asked for on this line: pictures, or the camera's sound (AAC), which goes to the screens of the room alone. */
export const WatchedStream = z.enum([...StreamName.options, "sound"]);
export type WatchedStream = z.infer<typeof WatchedStream>;

/** What is done to the camera's pictures: nothing · made H.264 of another codec · the same, one a second. */
export const StreamMode = z.enum(["copy", "transcode", "stills"]);
export type StreamMode = z.infer<typeof StreamMode>;

/** all: every picture · keys: key pictures alone, for a screen that cannot decode more; where they are far apart, all. */
export const Pace = z.enum(["all", "keys"]);
export type Pace = z.infer<typeof Pace>;

/** First message of a client; another one later asks for another stream, or for another pace of the same. */
export const Watch = z.strictObject({
  type: z.literal("watch"),
  protocol: z.int(),
  /** Absent where the browser's session cookie was sent with the upgrade. */
  token: z.string().max(200).optional(),
  stream: WatchedStream,
  /** Absent: all. */
  pace: Pace.optional(),
});
export type Watch = z.infer<typeof Watch>;

export const Opened = z.strictObject({
  type: z.literal("opened"),
  stream: WatchedStream,
  mode: StreamMode,
  /** For `MediaSource.addSourceBuffer`: `video/mp4; codecs="avc1.…"`, `audio/mp4; codecs="mp4a.40.2"`. */
  mime: z.string().max(200),
});
export type Opened = z.infer<typeof Opened>;

/** The core will not serve this client; the line is closed after it. */
export const PicturesRefused = z.strictObject({ type: z.literal("refused"), reason: CodedMessage });

export const PicturesMessage = z.discriminatedUnion("type", [Opened, PicturesRefused]);
export type PicturesMessage = z.infer<typeof PicturesMessage>;
