import type { Agent } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import webPush from "web-push";
import type { PushMessage } from "#contract/push/http.ts";
import { createBackoff } from "../outbound/backoff.ts";
import type { StoredSubscription } from "./repository.ts";
import type { VapidKeys } from "./vapid.ts";

/** A device that was off for longer has no use for it: the app tells what is now. */
const ttlS = 4 * 3_600;
const timeoutMs = 15_000;
const mostTries = 4;
const firstAgainMs = 5_000;
const lastAgainMs = 5 * 60_000;
/** So many at a time: a flood is no reason to knock at a service a thousand times at once. */
const mostAtOnce = 4;
/** What waits beyond this is left: whoever opens the app sees it. */
const mostQueued = 2_000;

/** taken: by the service; whether it reaches the device nobody tells · gone: the browser has no such subscription any more · failed: not taken. */
export type Sent = "taken" | "gone" | "failed";

export type Sender = {
  send(subscription: StoredSubscription, message: PushMessage): Promise<Sent>;
  /** Gives up what waits. */
  stop(): Promise<void>;
};

/**
 * Hands messages to push services (RFC 8030), encrypted for one browser each (RFC 8291). Tried again where that can help, a few times, ever later.
 * @param options.subject whom a service may write to: a https: or mailto: address
 */
export function createSender(options: {
  vapid(): Promise<VapidKeys>;
  subject(): string;
  log: Pick<Logger, "warn" | "info">;
  /** Absent: the system's authorities are trusted. */
  agent?: Agent | undefined;
  firstAgainMs?: number | undefined;
}): Sender {
  const { vapid, subject, log, agent } = options;
  const ending = new AbortController();
  const queue: (() => Promise<void>)[] = [];
  let running = 0;

  const pump = () => {
    while (running < mostAtOnce) {
      const next = queue.shift();
      if (next === undefined) return;
      running += 1;
      void next().finally(() => {
        running -= 1;
        pump();
      });
    }
  };
  const once = async (subscription: StoredSubscription, text: string, topic: string) => {
    const { endpoint, p256dh, auth } = subscription;
    const keys = await vapid();
    await webPush.sendNotification({ endpoint, keys: { p256dh, auth } }, text, {
      ...{ TTL: ttlS, urgency: "normal", topic, contentEncoding: "aes128gcm", timeout: timeoutMs },
      vapidDetails: { subject: subject(), publicKey: keys.publicKey, privateKey: keys.privateKey },
      ...(agent === undefined ? {} : { agent }),
    });
  };
  const tries = async (subscription: StoredSubscription, message: PushMessage): Promise<Sent> => {
    const backoff = createBackoff(options.firstAgainMs ?? firstAgainMs, lastAgainMs);
    const { host } = new URL(subscription.endpoint);
    for (let attempt = 1; !ending.signal.aborted; attempt += 1) {
      try {
        await once(subscription, JSON.stringify(message), topicOf(message.tag));
        return "taken";
      } catch (error) {
        const status = error instanceof webPush.WebPushError ? error.statusCode : undefined;
        if (status === 404 || status === 410) return "gone";
        const isPassing = status === undefined || status === 429 || status >= 500;
        if (!isPassing || attempt >= mostTries) {
          // Never the address: whoever has it can send.
          log.warn({ host, status }, "a push service did not take a message");
          return "failed";
        }
        const asked = error instanceof webPush.WebPushError ? Number(error.headers["retry-after"]) * 1_000 : Number.NaN;
        const waitMs = Math.min(lastAgainMs, Math.max(backoff.next(), Number.isFinite(asked) ? asked : 0));
        await pause(waitMs, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
    return "failed";
  };

  return {
    send(subscription, message) {
      if (queue.length >= mostQueued || ending.signal.aborted) return Promise.resolve("failed");
      return new Promise((resolve) => {
        queue.push(() => tries(subscription, message).then(resolve, () => resolve("failed")));
        pump();
      });
    },
    async stop() {
      ending.abort();
      queue.length = 0;
    },
  };
}

/** A service keeps one message of a topic for a device that is off: 32 characters of base64url at most. */
const topicOf = (tag: string): string => Buffer.from(tag).toString("base64url").slice(-32);
