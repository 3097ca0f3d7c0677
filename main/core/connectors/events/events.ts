import type { EventsSource } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";
import { exchange, type HttpAnswer } from "../../outbound/exchange.ts";
import { connectionError, hostOf } from "../../outbound/network-failure.ts";
import { within } from "../../outbound/within.ts";
import type { Acceptance, Connector } from "../connector.ts";
import { createLogin, pemOf } from "../http/login.ts";
import { createIntake, handlingError, noRoom } from "../intake.ts";
import { jsonOrText } from "../json-or-text.ts";
import { keepLine } from "../steady-line.ts";
import { createEventParser, type ServerEvent } from "./parser.ts";

const connectTimeoutMs = 15_000;
const maxEventChars = 1_000_000;
const memoryKey = "·last-event-id";
/** Where we are in the stream is written down at most so often; events after it come twice after a crash and count once. */
const rememberEveryMs = 1_000;
/** `retry:` of the platform is kept to within these. */
const longestRetryMs = 60_000;

/**
 * Listens to a stream of server-sent events. Reading waits for the mapping, so a flood is held back by TCP. After a break
 * or a restart it goes on from the last event that was stored, where the platform can (Last-Event-ID).
 */
export const startEvents: Connector<EventsSource> = (config, context) => {
  const intake = createIntake(config.mapping, context);
  const login = createLogin(config, context);
  const wanted = config.events === undefined ? undefined : new Set(config.events);
  let lastId: string | undefined;
  let rememberedAtMs = 0;

  const remember = async (id: string, acceptance: Acceptance | null): Promise<void> => {
    if (id === "" || id === lastId) return;
    if (acceptance !== null && !(await acceptance.outcome).isStored) return;
    lastId = id;
    if (performance.now() - rememberedAtMs < rememberEveryMs) return;
    rememberedAtMs = performance.now();
    await context.memory.set(memoryKey, id).catch((error: unknown) => {
      context.log.warn({ err: error }, "the last event's id is not remembered");
    });
  };

  const handle = async (event: ServerEvent, signal: AbortSignal): Promise<void> => {
    if (wanted !== undefined && !wanted.has(event.name)) return;
    context.received(event.data, event.name);
    let acceptance: Acceptance | null = null;
    try {
      const candidates = await intake.map(jsonOrText(event.data, event.name), { event: event.name });
      if (signal.aborted) return;
      if (candidates.length > 0) acceptance = context.emit(candidates);
    } catch (error) {
      if (signal.aborted) return;
      context.report({ kind: "unusable", reason: handlingError(error).toMessage() });
    }
    // Not to go past what could not be stored: the line is opened anew later, from the last event that was.
    if (acceptance?.hasNoRoom && event.id !== "") throw noRoom(acceptance);
    // Not waited for: the next event is read meanwhile, and the order of ids is the order of storing.
    void remember(event.id, acceptance);
  };

  return keepLine(context, async (attempt) => {
    const url = await context.resolve(config.url);
    const host = hostOf(url);
    attempt.at(host);
    lastId ??= (await context.memory.get(memoryKey)) ?? "";
    const own = {
      accept: "text/event-stream",
      "cache-control": "no-cache",
      ...(lastId === "" ? {} : { "last-event-id": Buffer.from(lastId).toString("latin1") }),
    };
    const ca = await pemOf(config.ca, context);
    const line = new AbortController();
    const signal = AbortSignal.any([attempt.signal, line.signal]);
    const answer = await login.ask(signal, (headers) =>
      within(connectTimeoutMs, signal, host, (head) =>
        openStream({ url, headers: { ...own, ...headers }, ca }, head, signal),
      ),
    );
    if (!String(answer.headers["content-type"] ?? "").startsWith("text/event-stream")) {
      answer.body.on("error", () => {}).destroy();
      throw new CodedError("source.not-events", { host });
    }
    attempt.up();

    const parser = createEventParser({
      lastId,
      limit: maxEventChars,
      tooLarge: () => new CodedError("source.too-large", { host, limitMb: maxEventChars / 1e6 }),
    });
    const decoder = new TextDecoder("utf-8");
    let isMute = false;
    const watchdog = setTimeout(() => {
      isMute = true;
      line.abort();
      answer.body.destroy();
    }, config.silence);
    try {
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        watchdog.refresh();
        for (const event of parser.feed(decoder.decode(chunk, { stream: true }))) await handle(event, attempt.signal);
        watchdog.refresh();
        if (attempt.signal.aborted) return;
      }
    } catch (error) {
      if (!isMute) throw connectionError(host, error);
    } finally {
      clearTimeout(watchdog);
      if (parser.retryMs !== undefined) attempt.askPause(Math.min(longestRetryMs, parser.retryMs));
    }
    if (isMute) throw new CodedError("source.mute", { host, seconds: config.silence / 1_000 });
  });
};

/** The time-out stands for the head of the answer only; the body may last for days. */
async function openStream(
  request: { url: string; headers: Record<string, string>; ca: string | undefined },
  head: AbortSignal,
  whole: AbortSignal,
): Promise<HttpAnswer> {
  const opening = new AbortController();
  const give = () => opening.abort(head.reason);
  head.addEventListener("abort", give, { once: true });
  const answer = await exchange({ ...request, method: "GET", signal: AbortSignal.any([opening.signal, whole]) });
  head.removeEventListener("abort", give);
  return answer;
}
