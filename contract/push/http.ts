import { z } from "zod";
import { Language } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";

/** Devices on which one person is told. */
export const mostSubscriptions = 10;

const Base64Url = (bytes: number) => z.string().regex(new RegExp(`^[\\w-]{${Math.ceil((bytes * 4) / 3)}}={0,2}$`));

/** What a browser gives of a subscription of its own (`PushSubscription.toJSON`), and the language of what it is told. */
export const NewPushSubscription = z.strictObject({
  endpoint: z.url({ protocol: /^https$/ }).max(1_000),
  /** An uncompressed point of P-256. */
  p256dh: Base64Url(65),
  auth: Base64Url(16),
  language: Language,
});
export type NewPushSubscription = z.infer<typeof NewPushSubscription>;

/** A device of whoever asks. */
export const PushSubscriptionView = z.strictObject({
  id: z.string().max(40),
  /** By which a browser knows its own: SHA-256 of the endpoint, which is a secret between it and the core. */
  endpointHash: z.string().length(64),
  sinceMs: EpochMs,
  /** When the push service last took something for it; null: never. */
  takenAtMs: EpochMs.nullable(),
});
/** `GET`, `POST routes.push`: of one's own account. `DELETE routes.pushSubscription(id)`. */
export const OwnPush = z.strictObject({
  /** Of the core, by which a push service knows it: what a browser is to be given (`applicationServerKey`). */
  key: z.string().max(200),
  subscriptions: z.array(PushSubscriptionView).max(mostSubscriptions),
});
export type OwnPush = z.infer<typeof OwnPush>;

/** What is sent, encrypted for one browser. No values: it lies on a locked screen, and goes through a service outside of the province. */
export const PushMessage = z.strictObject({
  title: z.string().max(120),
  body: z.string().max(300),
  /** A path of the app. */
  to: z.string().max(300),
  /** A later one of the same takes the place of the former on the screen. */
  tag: z.string().max(200),
});
export type PushMessage = z.infer<typeof PushMessage>;
