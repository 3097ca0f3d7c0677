import WebSocket from "ws";
import type { WebSocketSource } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";
import { statusError } from "../../outbound/exchange.ts";
import { connectionError, hostOf } from "../../outbound/network-failure.ts";
import type { Connector, ConnectorContext } from "../connector.ts";
import { createLogin, pemOf } from "../http/login.ts";
import { createIntake, handlingError, type Intake } from "../intake.ts";
import { jsonOrText } from "../json-or-text.ts";
import { type Attempt, keepLine } from "../steady-line.ts";

const connectTimeoutMs = 10_000;
const maxMessageBytes = 1_000_000;
/** Messages read and not yet mapped; past this many the socket is not read from, so the platform is held back by TCP. */
const maxWaiting = 64;
/** Close codes by which a platform says no to the account: policy violation, and the two that gateways use for 401 and 403. */
const refusalCodes = new Set([1008, 4401, 4403]);

/** Listens to a platform's WebSocket; sends what the profile says first, such as a subscription. */
export const startWebSocket: Connector<WebSocketSource> = (config, context) => {
  const intake = createIntake(config.mapping, context);
  const login = createLogin(config, context);
  return keepLine(context, async (attempt) => {
    const url = await context.resolve(config.url);
    const host = hostOf(url);
    attempt.at(host);
    const ca = await pemOf(config.ca, context);
    const first: string[] = [];
    for (const message of config.first) first.push(await context.resolve(message));
    if (attempt.signal.aborted) return;
    await login.ask(attempt.signal, (headers) => {
      const socket = new WebSocket(url, config.subprotocols, {
        headers,
        maxPayload: maxMessageBytes,
        // A redirect might lead our account to another host.
        followRedirects: false,
        perMessageDeflate: false,
        ...(ca === undefined ? {} : { ca }),
      });
      return listen(socket, { host, first, pingEveryMs: config.pingEvery, attempt, context, intake });
    });
  });
};

type Listening = {
  host: string;
  first: readonly string[];
  pingEveryMs: number;
  attempt: Attempt;
  context: ConnectorContext;
  intake: Intake;
};

/** Settles when the socket is closed: rejects with why, resolves when the platform closed it without a reason to tell. */
function listen(socket: WebSocket, listening: Listening): Promise<void> {
  const { host, first, pingEveryMs, attempt } = listening;
  let failure: CodedError | undefined;
  let waiting = 0;
  let handled = Promise.resolve();
  let pinging: NodeJS.Timeout | undefined;
  let hasAnswered = true;
  const stop = () => socket.terminate();
  attempt.signal.addEventListener("abort", stop, { once: true });

  // The library's own limit begins anew with every byte, so a slow drip would never reach it.
  const opening = setTimeout(() => {
    failure = new CodedError("source.timeout", { host, seconds: connectTimeoutMs / 1_000 });
    socket.terminate();
  }, connectTimeoutMs);

  const ping = (): void => {
    if (!hasAnswered) {
      failure = new CodedError("source.mute", { host, seconds: pingEveryMs / 1_000 });
      socket.terminate();
      return;
    }
    // While we do not read, its answer cannot be seen; that is our doing.
    hasAnswered = socket.isPaused;
    socket.ping();
  };

  return new Promise((resolve, reject) => {
    socket.on("open", () => {
      clearTimeout(opening);
      for (const message of first) socket.send(message);
      pinging = setInterval(ping, pingEveryMs);
      attempt.up();
    });
    socket.on("pong", () => {
      hasAnswered = true;
    });
    socket.on("message", (data, isBinary) => {
      hasAnswered = true;
      const payload = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
      if (++waiting >= maxWaiting) socket.pause();
      handled = handled
        .then(() => handle(payload, isBinary, listening))
        .then(() => {
          if (--waiting < maxWaiting / 2 && socket.isPaused) socket.resume();
        });
    });
    socket.on("unexpected-response", (_request, response) => {
      const { location } = response.headers;
      failure =
        location === undefined || !URL.canParse(location, socket.url)
          ? statusError(host, response.statusCode ?? 0, response.headers["retry-after"])
          : new CodedError("source.redirected", { host, to: new URL(location, socket.url).host });
      response.destroy();
      socket.terminate();
    });
    socket.on("error", (error) => {
      const isTooLarge = (error as NodeJS.ErrnoException).code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH";
      failure ??= isTooLarge
        ? new CodedError("source.too-large", { host, limitMb: maxMessageBytes / 1e6 })
        : connectionError(host, error);
    });
    socket.on("close", (code) => {
      clearTimeout(opening);
      clearInterval(pinging);
      attempt.signal.removeEventListener("abort", stop);
      if (refusalCodes.has(code)) failure ??= new CodedError("source.refused", { host, status: code });
      if (code !== 1000) failure ??= new CodedError("source.closed", { host, detail: String(code) });
      if (failure === undefined) resolve();
      else reject(failure);
    });
  });
}

async function handle(
  payload: Buffer,
  isBinary: boolean,
  { host, attempt, context, intake }: Listening,
): Promise<void> {
  if (attempt.signal.aborted) return;
  context.received(payload, host);
  try {
    if (isBinary && payload.includes(0)) throw new CodedError("source.not-json", { host, detail: "binary" });
    const candidates = await intake.map(jsonOrText(payload, host));
    if (candidates.length > 0 && !attempt.signal.aborted) context.emit(candidates);
  } catch (error) {
    if (!attempt.signal.aborted) context.report({ kind: "unusable", reason: handlingError(error).toMessage() });
  }
}
