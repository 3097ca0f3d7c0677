import { isDeepStrictEqual } from "node:util";
import type { Logger } from "pino";
import type { Headline, NewsView } from "#contract/entities/news.ts";
import type { NewsFeed } from "#contract/entities/profile.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { exchange, readBounded } from "../outbound/exchange.ts";
import { connectionError, hostOf } from "../outbound/network-failure.ts";
import { createPacing } from "../outbound/pacing.ts";
import type { SecretUser } from "../outbound/secret-user.ts";
import { userOfNews } from "../outbound/secret-uses.ts";
import { within } from "../outbound/within.ts";
import { readFeed } from "./feed-reading.ts";

/** A feed of a thousand headlines is far smaller. */
const limitBytes = 1_000_000;
const withinMs = 15_000;
/** Missed so many times in a row a feed's headlines are told to be old. */
const missesUntilLate = 3;
const accept = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1";

type Options = {
  feeds: readonly NewsFeed[];
  /** Fills in references of an address. */
  resolve: (address: string, user: SecretUser) => Promise<string>;
  now: () => number;
  log: Logger;
};

export type News = {
  views(): NewsView[];
  start(): void;
  /** Has these be the feeds. One that is the same keeps its headlines and its time. */
  replace(feeds: readonly NewsFeed[]): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Headlines of other people's feeds, asked for by the core alone and kept in memory: after a start without a network there are
 * none. They are no readings and go into no record.
 */
export function createNews({ feeds, resolve, now, log }: Options): News {
  const endingAll = new AbortController();
  const beganAtMs = now();
  let lines = feeds.map((feed) => makeLine(feed));
  let isStarted = false;

  function makeLine(feed: NewsFeed) {
    const pacing = createPacing({ firstMs: 5_000, lastMs: feed.every, restMs: feed.every });
    let headlines: Headline[] = [];
    let checkedAtMs: number | null = null;
    let reason: CodedMessage | null = null;
    let etag: string | undefined;
    let timer: NodeJS.Timeout | undefined;
    let asking: Promise<void> | undefined;
    const ended = new AbortController();
    const ending = AbortSignal.any([endingAll.signal, ended.signal]);

    const ask = async (): Promise<void> => {
      const address = await resolve(feed.url, userOfNews(feed));
      const host = hostOf(address);
      await within(withinMs, ending, host, async (signal) => {
        const headers = { accept, ...(etag === undefined ? {} : { "if-none-match": etag }) };
        const answer = await exchange({ url: address, method: "GET", headers, signal });
        if (answer.status === 304) answer.body.resume();
        else headlines = readFeed(await readBounded(answer, host, limitBytes), host, now());
        etag = answer.headers.etag?.slice(0, 1_000) ?? etag;
      });
    };
    const askOnce = (): void => {
      asking = ask().then(
        () => {
          checkedAtMs = now();
          reason = null;
          pacing.worked();
          if (!ending.aborted) timer = setTimeout(askOnce, feed.every);
        },
        (error: unknown) => {
          if (ending.aborted) return;
          const failure = connectionError(feed.id, error);
          if (reason?.code !== failure.code) log.warn({ feed: feed.id, code: failure.code }, "news could not be had");
          reason = failure.toMessage();
          timer = setTimeout(askOnce, pacing.failed(failure).pauseMs);
        },
      );
    };
    return {
      feed,
      view: (): NewsView => ({
        id: feed.id,
        name: feed.name,
        headlines,
        checkedAtMs,
        lateAtMs: (checkedAtMs ?? beganAtMs) + missesUntilLate * feed.every,
        reason,
      }),
      askOnce,
      async stop() {
        ended.abort();
        clearTimeout(timer);
        await asking;
      },
    };
  }

  return {
    views: () => lines.map((line) => line.view()),
    start: () => {
      isStarted = true;
      for (const line of lines) line.askOnce();
    },
    async replace(next) {
      const former = lines;
      const sameAs = (feed: NewsFeed) => former.find((line) => isDeepStrictEqual(line.feed, feed));
      lines = next.map((feed) => sameAs(feed) ?? makeLine(feed));
      if (isStarted) for (const line of lines) if (!former.includes(line)) line.askOnce();
      await Promise.all(former.filter((line) => !lines.includes(line)).map((line) => line.stop()));
    },
    async stop() {
      endingAll.abort();
      await Promise.all(lines.map((line) => line.stop()));
    },
  };
}
