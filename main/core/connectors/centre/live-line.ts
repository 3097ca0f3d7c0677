import WebSocket from "ws";
import { z } from "zod";
import { CodedMessage } from "#contract/coded-message.ts";
import { OriginView } from "#contract/entities/source.ts";
import { CodedError } from "#contract/errors.ts";
import { type ClientMessage, heartbeatEveryMs, liveProtocol } from "#contract/live.ts";
import { routes } from "#contract/routes.ts";
import type { Topics } from "#contract/told.ts";
import { statusError } from "../../outbound/exchange.ts";
import { connectionError } from "../../outbound/network-failure.ts";
import type { Attempt } from "../steady-line.ts";
import { type CentreAddress, urlOf } from "./address.ts";

const openWithinMs = 10_000;
const muteAfterMs = 3 * heartbeatEveryMs;
/** A snapshot of 20,000 series is some 6 MB. */
const maxMessageBytes = 64_000_000;
/** Messages read and not yet handled; past this many the socket is not read, and the centre, which queues nothing for a slow one, gives the newest. */
const maxWaiting = 16;
/** Newer values wait for one another so long at most; the feed has each of them. */
const maxRateHz = 10;
const rolesThatMay = new Set(["mirror", "machine", "admin"]);

/** What the messages of a centre hold for us; readings are looked at one by one. */
const contents = { readings: z.array(z.unknown()).optional(), sources: z.array(z.object(OriginView.shape)).optional() };
const AnyMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("welcome"), protocol: z.int(), session: z.string(), role: z.string() }),
  z.object({ type: z.literal("snapshot"), seq: z.int(), view: z.string(), ...contents }),
  z.object({ type: z.literal("delta"), seq: z.int(), ...contents }),
  z.object({ type: z.literal("heartbeat"), seq: z.int() }),
  z.object({ type: z.literal("refused"), reason: CodedMessage }),
]);
type AnyMessage = z.infer<typeof AnyMessage>;
const ours: ReadonlySet<string> = new Set(AnyMessage.options.map(({ shape }) => shape.type.value));

/** What this side holds of the centre's live state; it is given when the line is opened again. */
export type Held = { session: string; view: string; seq: number };

export type LiveLine = {
  address: CentreAddress;
  attempt: Attempt;
  topics: Topics;
  held: Held | undefined;
  received(raw: Buffer, from: string): void;
  /** In the order they came, one after another. `isWhole`: it is all there is, not what changed. */
  take(news: { readings: unknown[]; sources: OriginView[]; isWhole: boolean }): Promise<void>;
  /** What was taken by then. */
  onHeld(held: Held): void;
  /** The centre has let us in. The signal is aborted when this line ends. */
  onUp(signal: AbortSignal): void;
};

/**
 * One line to the centre by its own live protocol, until it ends.
 * @returns its `end`, which settles then: rejects with why; and `fail`, to end it for a reason of one's own
 */
export function openLiveLine(line: LiveLine): { end: Promise<void>; fail(error: CodedError): void } {
  const { address, attempt, topics } = line;
  const { host, token, ca } = address;
  const url = urlOf(address, routes.live);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url, {
    maxPayload: maxMessageBytes,
    // A redirect might lead our token to another host.
    followRedirects: false,
    perMessageDeflate: false,
    ...(ca === undefined ? {} : { ca }),
  });
  const over = new AbortController();
  let failure: CodedError | undefined;
  let session = "";
  let held = line.held;
  let waiting = 0;
  let handled = Promise.resolve();
  const fail = (error: CodedError): void => {
    failure ??= error;
    socket.terminate();
  };
  const { promise: end, resolve, reject } = Promise.withResolvers<void>();
  // What is still on its way into the store is not waited for when the source is stopped.
  const stop = (): void => {
    over.abort();
    socket.terminate();
    resolve();
  };
  attempt.signal.addEventListener("abort", stop, { once: true });
  // From here to the welcome; the library's own limit begins anew with every byte.
  const opening = setTimeout(() => fail(timeout()), openWithinMs);
  const timeout = () => new CodedError("source.timeout", { host, seconds: openWithinMs / 1_000 });
  // From the welcome on: the centre says at least its heartbeat.
  let watchdog: NodeJS.Timeout | undefined;
  const watch = (): void => {
    // While we do not read, it cannot be heard; that is our doing.
    if (socket.isPaused || waiting > 0) watchdog?.refresh();
    else fail(new CodedError("source.mute", { host, seconds: muteAfterMs / 1_000 }));
  };

  const handle = async (message: AnyMessage): Promise<void> => {
    switch (message.type) {
      case "welcome": {
        if (message.protocol !== liveProtocol) throw otherVersion(host, message.protocol);
        if (!rolesThatMay.has(message.role)) throw new CodedError("centre.wrong-role", { host, role: message.role });
        session = message.session;
        clearTimeout(opening);
        watchdog = setTimeout(watch, muteAfterMs);
        attempt.up();
        line.onUp(over.signal);
        return;
      }
      case "refused":
        throw refusal(host, message.reason);
      case "snapshot":
      case "delta": {
        const { readings = [], sources = [] } = message;
        await line.take({ readings, sources, isWhole: message.type === "snapshot" });
        const view = message.type === "snapshot" ? message.view : held?.view;
        if (view === undefined || over.signal.aborted) return;
        held = { session, view, seq: message.seq };
        line.onHeld(held);
        return;
      }
      default:
        return;
    }
  };

  socket.on("open", () => {
    const hello: ClientMessage = {
      ...{ type: "hello", protocol: liveProtocol, kind: "web", token, topics, maxRateHz },
      ...(held === undefined ? {} : { resume: held }),
    };
    socket.send(JSON.stringify(hello));
  });
  socket.on("message", (data) => {
    watchdog?.refresh();
    const raw = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    if (++waiting >= maxWaiting) socket.pause();
    handled = handled
      .then(async () => {
        if (over.signal.aborted) return;
        const message = parse(raw, host);
        if (message === undefined) return;
        if (message.type === "snapshot" || message.type === "delta") line.received(raw, message.type);
        await handle(message);
      })
      .catch((error: unknown) => fail(connectionError(host, error)))
      .then(() => {
        if (--waiting < maxWaiting / 2 && socket.isPaused) socket.resume();
      });
  });
  socket.on("unexpected-response", (_request, response) => {
    const { location, "retry-after": retryAfter } = response.headers;
    const status = response.statusCode ?? 0;
    failure ??=
      location !== undefined && URL.canParse(location, url.href)
        ? new CodedError("source.redirected", { host, to: new URL(location, url).host })
        : statusError(host, status, retryAfter);
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
    clearTimeout(watchdog);
    attempt.signal.removeEventListener("abort", stop);
    // What is still being handled may hold why it was closed.
    void handled.then(() => {
      over.abort();
      reject(failure ?? new CodedError("source.closed", { host, detail: String(code) }));
    });
  });
  return { end, fail };
}

const otherVersion = (host: string, theirs: number | string): CodedError =>
  new CodedError("centre.other-version", { host, own: liveProtocol, theirs });

function refusal(host: string, { code, params }: CodedMessage): CodedError {
  switch (code) {
    case "live.protocol-mismatch":
      return otherVersion(host, params.server ?? "?");
    case "access.no-token":
    case "access.bad-token":
    case "access.forbidden":
      return new CodedError("source.refused", { host });
    case "request.too-many":
    case "live.too-many-clients":
      return new CodedError("source.busy", { host, status: 503, seconds: 10 });
    default:
      return new CodedError("source.closed", { host, detail: code });
  }
}

/** @returns undefined for what is meant for windows: the version says that nothing we need is among it */
function parse(raw: Buffer, host: string): AnyMessage | undefined {
  let json: unknown;
  try {
    json = JSON.parse(raw.toString("utf8"));
  } catch (error) {
    throw new CodedError("centre.not-a-core", { host, detail: "JSON" }, { cause: error });
  }
  const parsed = AnyMessage.safeParse(json);
  if (parsed.success) return parsed.data;
  const type = (json as { type?: unknown } | null)?.type;
  if (typeof type === "string" && !ours.has(type)) return undefined;
  throw new CodedError("centre.not-a-core", { host, detail: String(type ?? "?").slice(0, 40) });
}
