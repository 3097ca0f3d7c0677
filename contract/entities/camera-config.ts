import { z } from "zod";
import { answeredBy } from "../maintenance/contact.ts";
import { breaks, wanted } from "../mistake-params.ts";
import { Address } from "./address.ts";
import { FieldOfView } from "./camera.ts";
import { Position } from "./place.ts";
import { Id, Words } from "./text.ts";
import { Span } from "./time.ts";

const RtspAddress = Address.regex(/^rtsps?:\/\/[^@]+$/).meta(wanted("rtsp-url"));
const HttpAddress = Address.regex(/^https?:\/\/[^@]+$/).meta(wanted("http-url"));

/** Digest is used where the camera offers it, else basic. */
const account = { username: z.string().max(200).optional(), password: Address.optional() };

/** A camera or platform that is asked over HTTP. */
const overHttp = {
  /** http://host/path or https://…, without an account. */
  url: HttpAddress,
  ...account,
  /** Basic, which anybody on the way can read, is answered without TLS too where this is said. */
  basicOverPlainHttp: z.literal(true).optional(),
  /** A PEM file of the only authorities to trust; absent: those the system trusts. */
  ca: Address.optional(),
};

export const CameraConfig = z.strictObject({
  id: Id,
  name: Words,
  ...answeredBy,
  place: Id.optional(),
  position: Position.optional(),
  /** Drawn on the map; absent: unknown, or a camera that is turned. */
  fieldOfView: FieldOfView.optional(),
  stream: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("rtsp"),
      /** The main stream, rtsp://host:554/path, without an account. */
      url: RtspAddress,
      /** The small stream, for grids; absent: there is only the main one. */
      sub: RtspAddress.optional(),
      ...account,
    }),
    /**
     * HLS as a platform publishes it (RFC 8216). Of a list of variants the main stream takes the one of most bits, the small
     * stream the one of fewest; so `sub` may be the same address.
     */
    z.strictObject({ type: z.literal("hls"), ...overHttp, sub: HttpAddress.optional() }),
    /** One answer that never ends, a JPEG picture after the other (multipart/x-mixed-replace). */
    z.strictObject({ type: z.literal("mjpeg"), ...overHttp }),
    /** One JPEG picture an answer, asked for again and again. */
    z.strictObject({
      type: z.literal("jpeg"),
      ...overHttp,
      /** Less often would no longer be live: without a new picture for 4 s a camera is frozen. */
      every: Span.refine((ms) => ms <= 2_000, breaks("mistake.span-most", { most: "2s" })).default(1_000),
    }),
    /** A moving picture of the simulator's cameras; always simulated. */
    z.strictObject({ type: z.literal("test"), pattern: z.enum(["highway", "gate", "street", "bridge"]) }),
  ]),
  /** Where it is moved by ONVIF (PTZ service); absent: it cannot be moved from here. */
  onvif: z
    .strictObject({
      /** Its device service, usually http://host/onvif/device_service; of the simulator's camera ${simulator.http}/onvif/device_service. */
      url: Address.regex(/^(?:https?:\/\/|\$\{simulator\.http\}\/)[^@]+$/).meta(wanted("onvif-url")),
      /** Absent: the account of the stream. It goes into XML as it is. */
      username: z
        .string()
        .max(200)
        .regex(/^[^<>&]*$/)
        .meta(wanted("xml-text"))
        .optional(),
      password: Address.optional(),
      ca: Address.optional(),
      /** Token of the media profile to move; absent: the first that can be moved. */
      profile: z
        .string()
        .max(64)
        .regex(/^[^<>&]+$/)
        .meta(wanted("xml-text"))
        .optional(),
    })
    .optional(),
});
export type CameraConfig = z.infer<typeof CameraConfig>;
