import { randomUUID } from "node:crypto";
import mqtt, { type MqttClient } from "mqtt";
import type { MqttSource } from "#contract/entities/profile.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { createBackoff } from "../backoff.ts";
import type { Connector } from "../connector.ts";
import { compileMapping } from "../mapping.ts";
import { hostOf, unreachable } from "../network-failure.ts";
import { parsePayload } from "./payload.ts";

const connectTimeoutMs = 10_000;
/** A broker that is frozen or cut off without a word is noticed after at most one and a half of these. */
const keepaliveS = 10;
const retryFirstMs = 250;
const retryLastMs = 10_000;
/** A message of readings is small; a larger one is not for us and is dropped. */
const maxPayloadBytes = 1_000_000;
/** CONNACK codes that mean "not with this account": 4, 5 of MQTT 3.1.1; bad user name, not authorized, banned, bad method of 5. */
const refusalCodes = new Set([4, 5, 0x86, 0x87, 0x8a, 0x8c]);

/**
 * Subscribes at a broker. Reconnecting is done here and not by the library, because the address and the password are
 * looked up anew each time: a password set meanwhile, or a simulator on another port, is found without a restart.
 * The next message is read when the last is mapped, so that order is kept and a flood is held back by TCP.
 */
export const startMqtt: Connector<MqttSource> = (config, context) => {
  const compiled = compileMapping(config.mapping);
  const backoff = createBackoff(retryFirstMs, retryLastMs);
  let client: MqttClient | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isStopped = false;

  const retryAfter = (ms: number): void => {
    if (isStopped) return;
    clearTimeout(retry);
    retry = setTimeout(() => void connect(), ms);
  };

  const connect = async (): Promise<void> => {
    let url: string;
    let password: string | undefined;
    try {
      url = await context.resolve(config.url);
      password = config.password === undefined ? undefined : await context.resolve(config.password);
    } catch (error) {
      if (isStopped) return;
      context.report({ kind: "failing", reason: unreachable("?", error) });
      retryAfter(backoff.next());
      return;
    }
    if (isStopped) return;
    const host = hostOf(url);
    let wasUp = false;
    let failure: { kind: "failing" | "refused"; reason: CodedMessage } | undefined;
    let current: MqttClient;
    try {
      current = mqtt.connect(url, {
        clientId: `ioc-wall-${randomUUID()}`,
        clean: true,
        keepalive: keepaliveS,
        connectTimeout: connectTimeoutMs,
        reconnectPeriod: 0,
        resubscribe: false,
        ...(config.username === undefined ? {} : { username: config.username }),
        ...(password === undefined ? {} : { password }),
      });
    } catch (error) {
      // An address that only came out wrong with its references filled in.
      context.report({ kind: "failing", reason: unreachable(host, error) });
      retryAfter(backoff.next());
      return;
    }
    client = current;

    current.handleMessage = (packet, done) => {
      const payload = typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
      handle(packet.topic, payload, host).then(
        () => done(),
        () => done(),
      );
    };
    current.on("connect", () => {
      current.subscribe(config.topics, { qos: 1 }, (error) => {
        if (error) failure = isDenied(error) ? refused(host) : { kind: "failing", reason: unreachable(host, error) };
        if (failure !== undefined) {
          current.end(true);
          return;
        }
        wasUp = true;
        backoff.reset();
        context.report({ kind: "answering" });
      });
    });
    current.on("error", (error) => {
      const code = (error as { code?: unknown }).code;
      const isRefused = typeof code === "number" && refusalCodes.has(code);
      failure = isRefused ? refused(host) : { kind: "failing", reason: unreachable(host, error) };
      // Some brokers say no and leave the line open.
      if (isRefused) current.end(true);
    });
    let isClosed = false;
    current.on("close", () => {
      if (isClosed || client !== current) return;
      isClosed = true;
      current.end(true);
      if (isStopped) return;
      context.report(
        failure ?? { kind: "failing", reason: { code: "source.unreachable", params: { host, detail: "CLOSED" } } },
      );
      // A line that was up and dropped is most often back at once.
      retryAfter(wasUp ? 0 : backoff.next());
    });
  };

  const handle = async (topic: string, payload: Buffer, host: string): Promise<void> => {
    try {
      if (payload.length > maxPayloadBytes)
        throw new CodedError("source.too-large", { host, limitMb: maxPayloadBytes / 1e6 });
      const input = parsePayload(payload, topic);
      if (compiled.mapping === undefined) throw new CodedError("source.mapping-failed", { detail: compiled.error });
      const candidates = await compiled.mapping(input, { topic, receivedAt: new Date(context.now()).toISOString() });
      // Nothing mapped is no fault here: a mapping may pass over topics that are not for it.
      if (candidates.length > 0 && !isStopped) context.emit(candidates);
    } catch (error) {
      if (isStopped) return;
      if (!(error instanceof CodedError)) context.log.error({ err: error }, "message could not be handled");
      const reason =
        error instanceof CodedError
          ? error.toMessage()
          : { code: "source.mapping-failed", params: { detail: String(error) } };
      context.report({ kind: "unusable", reason });
    }
  };

  void connect();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(retry);
      await client?.endAsync(true);
    },
  };
};

const refused = (host: string): { kind: "refused"; reason: CodedMessage } => ({
  kind: "refused",
  reason: { code: "source.refused", params: { host } },
});

/** The broker's answer to a subscription carries a code for each topic; from 128 on they mean no. */
function isDenied(error: Error): boolean {
  const { packet } = error as { packet?: { granted?: unknown } };
  return Array.isArray(packet?.granted) && packet.granted.some((code) => Number(code) >= 128);
}
