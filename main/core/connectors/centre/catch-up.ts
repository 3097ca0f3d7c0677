import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { CodedError } from "#contract/errors.ts";
import { Feed, FeedPage } from "#contract/feed/http.ts";
import { routes } from "#contract/routes.ts";
import { exchange, readBounded } from "../../outbound/exchange.ts";
import { within } from "../../outbound/within.ts";
import type { ConnectorContext } from "../connector.ts";
import { type CentreAddress, urlOf } from "./address.ts";
import type { TakenOver } from "./takeover.ts";

/** What is late at the centre is not on the live line, so the feed is asked now and then even when that is quiet. */
const askEveryMs = 10_000;
/** A revision came by the live line: the feed has it in its order. */
const askSoonMs = 200;
const timeoutMs = 20_000;
const maxAnswerBytes = 16_000_000;
/** While the store fails nothing is taken; the page is asked for again after this. */
const againAfterMs = 5_000;
const pageReadings = 1_000;
const markKey = "·mark";
const walkKey = "·walk";
/** When nothing was missing for the last time, epoch ms; written down at most so often. */
const caughtUpKey = "·caught-up";
const sayCaughtUpEveryMs = 60_000;

/** As a newer centre may answer them: what is in them is looked at reading by reading. */
const readings = z.array(z.unknown()).max(10_000);
const AnyFeed = z.object({ ...Feed.shape, readings });
const AnyPage = z.object({ ...FeedPage.shape, readings });
/** The mark from which the feed is followed once all pages are taken over; the next page; from when on. */
const Walk = z.object({ mark: z.string(), next: z.string().nullable(), fromMs: z.number() });
type Walk = z.infer<typeof Walk>;

/**
 * Takes over everything that the centre stores, in its order, whatever the live line has shown: so no revision and no late
 * reading is missing after a cut. Where it stands is remembered after what it took is on the disk; what comes twice is one.
 */
export function createCatchUp(
  context: ConnectorContext,
  options: { historyMs: number; takeOver(given: unknown): TakenOver },
) {
  let wake: (() => void) | undefined;
  let isAskedSoon = false;
  let former = Promise.resolve();
  let saidCaughtUpMs = 0;

  const ask = async <T extends { readings: unknown[] }>(
    address: CentreAddress,
    route: string,
    query: Record<string, string | number>,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T> => {
    const url = urlOf(address, route);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const { host, token, ca } = address;
    return within(timeoutMs, signal, host, async (question) => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await exchange({ url: url.href, method: "GET", headers, ca, signal: question });
      const body = await readBounded(answer, host, maxAnswerBytes);
      const parsed = schema.safeParse(parseJson(body, host));
      if (!parsed.success) throw new CodedError("centre.not-a-core", { host, detail: `GET ${route}` });
      if (parsed.data.readings.length > 0) context.received(body, route);
      return parsed.data;
    });
  };

  /** @returns once all that is wanted of it is on the disk; false when the program ends before */
  const take = async (readings: readonly unknown[], host: string, signal: AbortSignal): Promise<boolean> => {
    const taken = readings.map(options.takeOver);
    const candidates = taken.flatMap((one) => (typeof one === "string" ? [] : [one.candidate]));
    const isReadable = taken.length === 0 || taken.some((one) => one !== "unreadable");
    if (!isReadable) throw new CodedError("centre.not-a-core", { host, detail: "readings" });
    if (candidates.length === 0) return true;
    for (;;) {
      const acceptance = context.emit(candidates);
      if (!acceptance.hasNoRoom) return (await acceptance.outcome).isStored;
      await pause(againAfterMs, undefined, { signal });
    }
  };

  const remember = (key: string, value: string) => context.memory.set(key, value);

  /** Everything there is, page by page; goes on where a former run was interrupted. @returns the mark to follow from */
  const walk = async (address: CentreAddress, signal: AbortSignal): Promise<string | undefined> => {
    let at = await walkOf(context);
    if (at === undefined) {
      const { mark } = await ask(address, routes.feed, {}, AnyFeed, signal);
      // Anew after a long cut: all of that time, however long, and as much before it as at the first time.
      const caughtUpMs = Number((await context.memory.get(caughtUpKey)) ?? context.now());
      at = { mark, next: null, fromMs: Math.max(0, Math.min(caughtUpMs, context.now()) - options.historyMs) };
      context.log.info({ fromMs: at.fromMs }, "taking over what the centre has");
    }
    do {
      const { next, fromMs } = at;
      const query = { fromMs, limit: pageReadings, ...(next === null ? {} : { after: next }) };
      const page: z.infer<typeof AnyPage> = await ask(address, routes.feedPages, query, AnyPage, signal);
      if (!(await take(page.readings, address.host, signal))) return undefined;
      at = { ...at, next: page.next };
      if (at.next !== null) await remember(walkKey, JSON.stringify(at));
    } while (at.next !== null);
    await remember(markKey, at.mark);
    await remember(walkKey, "");
    return at.mark;
  };

  /** @returns the mark of the end, undefined when the program ends before */
  const follow = async (address: CentreAddress, from: string, signal: AbortSignal): Promise<string | undefined> => {
    for (let mark = from; ; ) {
      const feed = await ask(address, routes.feed, { after: mark, limit: pageReadings }, AnyFeed, signal);
      if (!(await take(feed.readings, address.host, signal))) return undefined;
      if (feed.mark !== mark) await remember(markKey, feed.mark);
      mark = feed.mark;
      if (!feed.isEnd) continue;
      if (Math.abs(context.now() - saidCaughtUpMs) >= sayCaughtUpEveryMs) {
        saidCaughtUpMs = context.now();
        await remember(caughtUpKey, String(saidCaughtUpMs));
      }
      return mark;
    }
  };

  const rest = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        wake = undefined;
        isAskedSoon = false;
        resolve();
      };
      let timer = setTimeout(done, isAskedSoon ? askSoonMs : askEveryMs);
      wake = () => {
        clearTimeout(timer);
        timer = setTimeout(done, askSoonMs);
      };
      signal.addEventListener("abort", done, { once: true });
    });

  const once = async (address: CentreAddress, signal: AbortSignal): Promise<void> => {
    let mark = (await context.memory.get(markKey)) || undefined;
    while (!signal.aborted) {
      try {
        mark ??= await walk(address, signal);
        if (mark === undefined) return;
        mark = await follow(address, mark, signal);
        if (mark === undefined) return;
      } catch (error) {
        if (!isGone(error)) throw error;
        context.log.warn("the centre does not know any more what we missed; taking over all of it");
        mark = undefined;
        await remember(markKey, "");
        continue;
      }
      await rest(signal);
    }
  };

  return {
    /** Asks for what there is, and again as long as the line stands. Rejects with what keeps it from that. */
    run(address: CentreAddress, signal: AbortSignal): Promise<void> {
      // The one of the line before may still wait for the store.
      const running = former.then(() => once(address, signal));
      former = running.catch(() => {});
      return running;
    },
    /** Something came that the feed alone has in its order. */
    askSoon(): void {
      if (isAskedSoon) return;
      isAskedSoon = true;
      wake?.();
    },
  };
}

const isGone = (error: unknown): boolean =>
  error instanceof CodedError && error.code === "source.http-status" && error.params.status === 410;

function parseJson(body: Buffer, host: string): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (error) {
    throw new CodedError("centre.not-a-core", { host, detail: "JSON" }, { cause: error });
  }
}

async function walkOf({ memory }: Pick<ConnectorContext, "memory">): Promise<Walk | undefined> {
  const text = await memory.get(walkKey);
  if (text === undefined || text === "") return undefined;
  const parsed = Walk.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}
