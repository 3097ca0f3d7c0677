import { randomUUID } from "node:crypto";
import mqtt, { type MqttClient } from "mqtt";
import type { MqttSource } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";
import { connectionError, hostOf } from "../../outbound/network-failure.ts";
import type { Connector, ConnectorContext, RunningConnector } from "../connector.ts";
import { pemOf } from "../http/login.ts";
import { createIntake, handlingError, noRoom } from "../intake.ts";
import { jsonOrText } from "../json-or-text.ts";
import { type Attempt, keepLine } from "../steady-line.ts";
import { createAcknowledging, mostInFlight } from "./acknowledging.ts";
import { rememberTopics } from "./topics.ts";

const connectTimeoutMs = 10_000;
/** After which silence in answer to a subscription the line is given up: told within 10 s of being let in. */
const subscribeTimeoutMs = 8_000;
/** A broker that is frozen or cut off without a word is noticed after at most one and a half of these. */
const keepaliveS = 10;
/** A message of readings is small; a larger one is not for us and is dropped. */
const maxPayloadBytes = 1_000_000;
/** A single packet of more than this is not even read to its end: the line is cut. */
const maxPacketBytes = 4_000_000;
/** How long a broker of MQTT 5 keeps what comes while we are away; an older one keeps it as long as it likes. */
const sessionKeptS = 7 * 24 * 3_600;
/** CONNACK codes that mean "not with this account": 4, 5 of MQTT 3.1.1; bad user name, not authorized, banned, bad method of 5. */
const refusalCodes = new Set([4, 5, 0x86, 0x87, 0x8a, 0x8c]);

/**
 * Subscribes at a broker. Reconnecting is done here and not by the library, because the address and the password are
 * looked up anew each time: a password set meanwhile, or a simulator on another port, is found without a restart.
 * The next message is read when the last is mapped, so that order is kept and a flood is held back by TCP. A message is
 * acknowledged when the store has it, and the broker keeps our session: what came while we were away, or was on its way when we
 * died, comes again.
 */
export const startMqtt: Connector<MqttSource> = (config, context) => startMqttWith(config, context, subscribeTimeoutMs);

/** @param answerWithinMs how long the broker may leave a subscription unanswered while nothing else comes from it */
export const startMqttWith = (
  config: MqttSource,
  context: ConnectorContext,
  answerWithinMs: number,
): RunningConnector => {
  const intake = createIntake(config.mapping, context);

  /** @returns whether the message need not come again, or when that is known */
  const handle = async (topic: string, payload: Buffer, line: Line): Promise<{ kept: Promise<boolean> | true }> => {
    const { host, signal } = line;
    const forget = { kept: Promise.resolve(false) };
    context.received(payload, topic);
    try {
      if (payload.length > maxPayloadBytes)
        throw new CodedError("source.too-large", { host, limitMb: maxPayloadBytes / 1e6 });
      const candidates = await intake.map(jsonOrText(payload, topic), { topic });
      if (signal.aborted) return forget;
      // Nothing mapped is no fault here: a mapping may pass over topics that are not for it.
      if (candidates.length === 0) return { kept: true };
      const acceptance = context.emit(candidates);
      if (acceptance.hasNoRoom) line.lost = noRoom(acceptance);
      return { kept: acceptance.outcome.then(({ isStored }) => isStored) };
    } catch (error) {
      if (signal.aborted) return forget;
      if (!(error instanceof CodedError)) context.log.error({ err: error }, "message could not be handled");
      context.report({ kind: "unusable", reason: handlingError(error).toMessage() });
      // It would be no better the next time.
      return { kept: true };
    }
  };

  return keepLine(context, async (attempt) => {
    const url = await context.resolve(config.url);
    const host = hostOf(url);
    attempt.at(host);
    const password = config.password === undefined ? undefined : await context.resolve(config.password);
    const [ca, cert, key] = await Promise.all(
      [config.ca, config.certificate, config.key].map((file) => pemOf(file, context)),
    );
    const isLasting = context.knownAs !== undefined;
    const topics = isLasting ? await rememberTopics(config.topics, context) : undefined;
    if (attempt.signal.aborted) return;
    const client = mqtt.connect(url, {
      // Every broker takes 23 letters and figures; some take no more.
      clientId: `ioc${context.knownAs ?? randomUUID().replaceAll("-", "").slice(0, 20)}`,
      protocolVersion: config.protocol === 5 ? 5 : 4,
      clean: !isLasting,
      keepalive: keepaliveS,
      connectTimeout: connectTimeoutMs,
      reconnectPeriod: 0,
      resubscribe: false,
      // A buffer for each number of two bytes, 65,536 of them: a subscriber writes next to nothing.
      writeCache: false,
      // A broker of MQTT 5 then keeps larger ones from us; an older one does not know of it.
      ...(config.protocol === 5
        ? {
            properties: {
              maximumPacketSize: maxPayloadBytes * 2,
              receiveMaximum: mostInFlight,
              ...(isLasting ? { sessionExpiryInterval: sessionKeptS } : {}),
            },
          }
        : {}),
      ...(config.username === undefined ? {} : { username: config.username }),
      ...(password === undefined ? {} : { password }),
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    });
    const line: Line = { host, signal: attempt.signal };
    const lose = () => {
      line.lost ??= new CodedError("source.not-stored-yet", { seconds: 0 });
      client.end(true);
    };
    const acknowledging = createAcknowledging((bytes) => void client.stream.write(bytes), lose);
    const owed = new WeakSet<object>();
    client.on("packetreceive", (packet) => {
      if (packet.cmd !== "publish" || packet.qos !== 1) return;
      owed.add(packet);
      // The library acknowledges a message before it reads the next; as one of QoS 0 it leaves that to us.
      packet.qos = 0;
    });
    client.handleMessage = (packet, done) => {
      const payload = typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
      void handle(packet.topic, payload, line).then(async ({ kept }) => {
        if (owed.has(packet) && packet.messageId !== undefined) await acknowledging.add(packet.messageId, kept);
        done();
      });
    };
    client.on("connect", (answer) => topics?.tidy(client, answer.sessionPresent));
    try {
      await untilClosed(client, config.topics, host, attempt, answerWithinMs);
    } catch (error) {
      // While the line is not read, the broker's answers to pings are not either: that is the store's fault.
      if (acknowledging.isFull()) lose();
      throw line.lost ?? error;
    } finally {
      acknowledging.stop();
    }
    if (line.lost !== undefined) throw line.lost;
  });
};

type Line = {
  host: string;
  signal: AbortSignal;
  /** Why a message is not in the store: the line was ended for it, so that the broker sends it again. */
  lost?: CodedError;
};

/** Rejects with what ended the line; resolves when the broker closed it without a word. */
async function untilClosed(
  client: MqttClient,
  topics: string[],
  host: string,
  attempt: Attempt,
  answerWithinMs: number,
): Promise<void> {
  let failure: CodedError | undefined;
  const stop = () => void client.end(true);
  attempt.signal.addEventListener("abort", stop, { once: true });
  // Pings are answered all the while by a broker that never answers a subscription: the library waits for ever.
  let unanswered: NodeJS.Timeout | undefined;
  client.on("connect", () => {
    unanswered = setTimeout(() => {
      unanswered = undefined;
      failure ??= new CodedError("source.no-subscription", { host, seconds: answerWithinMs / 1_000 });
      client.end(true);
    }, answerWithinMs);
    client.subscribe(topics, { qos: 1 }, (error) => {
      clearTimeout(unanswered);
      unanswered = undefined;
      // A line that ended while the answer was awaited comes here as an error too: what ended it is told by its end.
      if (error && error.message !== "Connection closed")
        failure ??= isDenied(error) ? refused(host) : connectionError(host, error);
      if (failure !== undefined) client.end(true);
      else if (!error) attempt.up();
    });
  });
  // The library gathers a packet whole before it hands it over, so its bytes are counted while they come.
  let pendingBytes = 0;
  client.on("packetreceive", (packet) => {
    pendingBytes = 0;
    // The answer stands behind what was kept for us: while that comes, nothing is left unanswered.
    if (packet.cmd === "publish") unanswered?.refresh();
  });
  client.stream.on("data", (chunk: Buffer) => {
    pendingBytes += chunk.length;
    if (pendingBytes <= maxPacketBytes || failure !== undefined) return;
    failure = new CodedError("source.too-large", { host, limitMb: maxPacketBytes / 1e6 });
    client.end(true);
  });
  client.on("error", (error) => {
    const code = (error as { code?: unknown }).code;
    const isRefused = typeof code === "number" && refusalCodes.has(code);
    if (isRefused) failure = refused(host);
    // The library has no codes for a broker that does not answer at all, or no longer.
    else if (error.message === "connack timeout")
      failure = new CodedError("source.timeout", { host, seconds: connectTimeoutMs / 1_000 });
    else if (error.message === "Keepalive timeout")
      failure = new CodedError("source.mute", { host, seconds: keepaliveS * 1.5 });
    else failure ??= connectionError(host, error);
    // Some brokers say no and leave the line open.
    if (isRefused) client.end(true);
  });
  await new Promise<void>((resolve) => client.once("close", resolve));
  clearTimeout(unanswered);
  attempt.signal.removeEventListener("abort", stop);
  client.end(true);
  if (failure !== undefined) throw failure;
}

const refused = (host: string): CodedError => new CodedError("source.refused", { host });

/** The broker's answer to a subscription carries a code for each topic; from 128 on they mean no. */
function isDenied(error: Error): boolean {
  const { packet } = error as { packet?: { granted?: unknown } };
  return Array.isArray(packet?.granted) && packet.granted.some((code) => Number(code) >= 128);
}
