import { isDeepStrictEqual } from "node:util";
import type { Logger } from "pino";
import { z } from "zod";
import type { Delivery } from "#contract/entities/deed.ts";
import type { SourceState, SourceView } from "#contract/entities/source.ts";
import type { CentreSource } from "#contract/entities/source-config.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { DeliveryResult, type OutboxView } from "#contract/outbox/http.ts";
import { routes } from "#contract/routes.ts";
import { addressOf, urlOf } from "../connectors/centre/address.ts";
import { createBackoff } from "../outbound/backoff.ts";
import { exchange, readBounded } from "../outbound/exchange.ts";
import { connectionError } from "../outbound/network-failure.ts";
import type { SecretUser } from "../outbound/secret-user.ts";
import { userOfSource } from "../outbound/secret-uses.ts";
import { within } from "../outbound/within.ts";
import type { OutboxRepository } from "./repository.ts";

const timeoutMs = 15_000;
const maxAnswerBytes = 64 * 1024;
const retryFirstMs = 1_000;
const retryLastMs = 30_000;
/** By these a centre says that it will never take it as it is; all else may pass. */
const neverStatuses = new Set([400, 413, 422]);

/** A newer centre may say more. */
const AnyResult = z.object(DeliveryResult.shape);

export type OutboxDeliveryOptions = {
  repository: OutboxRepository;
  centres: readonly CentreSource[];
  /** Of `createResolver`. */
  resolve(address: string, user: SecretUser): Promise<string>;
  now(): number;
  log: Logger;
};

export type OutboxDelivery = {
  start(): void;
  /** Has these be the centres. What waits for one that is gone is kept for when it comes back. */
  replace(centres: readonly CentreSource[]): Promise<void>;
  /** Something was laid into it: it is handed on at once. */
  wake(): void;
  /** To be told of every state of every source: when the line to a centre is back, it is tried at once. */
  onSource(view: Pick<SourceView, "id" | "state">): void;
  views(): Promise<OutboxView[]>;
  stop(): Promise<void>;
};

/**
 * Hands on what people did here to each centre: one at a time, in order, the next one only after the centre has said that it
 * has the last on its disk. Whatever dies in between, it is sent again under the same key, by which the centre takes it once.
 */
export function createOutboxDelivery(options: OutboxDeliveryOptions): OutboxDelivery {
  const { repository } = options;
  const courierOf = (centre: CentreSource) => [centre.id, { centre, ...createCourier(centre, options) }] as const;
  let couriers = new Map(options.centres.map(courierOf));
  let isStarted = false;
  const states = new Map<string, SourceState>();
  return {
    start() {
      repository
        .tryAgain()
        .catch((error: unknown) => options.log.warn({ err: error }, "the outbox could not be looked at"))
        .finally(() => {
          isStarted = true;
          for (const courier of couriers.values()) courier.start();
        });
    },
    async replace(centres) {
      const former = couriers;
      const begun: ReturnType<typeof createCourier>[] = [];
      couriers = new Map(
        centres.map((centre) => {
          const before = former.get(centre.id);
          if (before !== undefined && isDeepStrictEqual(before.centre, centre)) {
            former.delete(centre.id);
            return [centre.id, before];
          }
          const made = courierOf(centre);
          begun.push(made[1]);
          return made;
        }),
      );
      // The same delivery by two at once would reach the centre twice.
      await Promise.all([...former.values()].map((courier) => courier.stop()));
      if (isStarted) for (const courier of begun) courier.start();
    },
    wake() {
      for (const courier of couriers.values()) courier.wake();
    },
    onSource({ id, state }) {
      const before = states.get(id);
      states.set(id, state);
      if (state === "ok" && before !== "ok") couriers.get(id)?.wake();
    },
    async views() {
      const counts = new Map((await repository.counts()).map((one) => [one.centre, one]));
      return [...couriers.keys()].map((id) => {
        const { waiting = 0, refused = 0, oldestAtMs = null } = counts.get(id) ?? {};
        return {
          centre: id,
          waiting,
          refused,
          oldestAtMs,
          reason: waiting === 0 ? null : (couriers.get(id)?.reason() ?? null),
        };
      });
    },
    async stop() {
      await Promise.all([...couriers.values()].map((courier) => courier.stop()));
    },
  };
}

function createCourier(centre: CentreSource, { repository, resolve, now, log }: OutboxDeliveryOptions) {
  const backoff = createBackoff(retryFirstMs, retryLastMs);
  const ending = new AbortController();
  let reason: CodedMessage | null = null;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let isStarted = false;
  let isWoken = false;

  const send = async (delivery: Delivery): Promise<void> => {
    const address = await addressOf(centre, {
      resolve: (text) => resolve(text, userOfSource(centre)),
      conceal: () => {},
    });
    const { host, token, ca } = address;
    await within(timeoutMs, ending.signal, host, async (signal) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const request = { url: urlOf(address, routes.deliveries).href, method: "POST" as const, headers, ca, signal };
      const answer = await exchange({ ...request, body: JSON.stringify(delivery) });
      const body = await readBounded(answer, host, maxAnswerBytes);
      if (!AnyResult.safeParse(jsonOf(body)).success)
        throw new CodedError("centre.not-a-core", { host, detail: `POST ${routes.deliveries}` });
    }).catch((error: unknown) => {
      throw connectionError(host, error);
    });
  };

  const handOver = async (): Promise<void> => {
    for (;;) {
      const next = await repository.next(centre.id);
      if (next === undefined || ending.signal.aborted) return;
      try {
        await send(next.delivery);
      } catch (error) {
        if (!isFinal(error)) throw error;
        log.error({ key: next.delivery.key, reason: error.toMessage() }, "the centre cannot take this; it is kept");
        await repository.refuse(next.number, error.toMessage(), now());
        continue;
      }
      await repository.delivered(next.number, now());
      reason = null;
      backoff.reset();
    }
  };

  const work = (): void => {
    clearTimeout(timer);
    timer = undefined;
    isWoken = false;
    working = handOver()
      .catch((error: unknown) => {
        if (ending.signal.aborted) return;
        const coded = error instanceof CodedError ? error : new CodedError("internal", { reference: "outbox" });
        if (coded.code !== reason?.code) log.warn({ err: error, centre: centre.id }, "the outbox waits");
        reason = coded.toMessage();
        timer = setTimeout(work, backoff.next());
      })
      .finally(() => {
        working = undefined;
        if (isWoken && !ending.signal.aborted) work();
      });
  };

  return {
    reason: () => reason,
    start() {
      isStarted = true;
      work();
    },
    wake() {
      if (!isStarted || ending.signal.aborted) return;
      if (working === undefined) work();
      else isWoken = true;
    },
    async stop() {
      ending.abort();
      clearTimeout(timer);
      await working;
    },
  };
}

const isFinal = (error: unknown): error is CodedError =>
  error instanceof CodedError && error.code === "source.http-status" && neverStatuses.has(Number(error.params.status));

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
