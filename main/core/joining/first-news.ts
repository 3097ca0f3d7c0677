import type { Logger } from "pino";
import type { NewsView } from "#contract/entities/news.ts";
import { CodedError } from "#contract/errors.ts";
import { NewsList, routes } from "#contract/http.ts";
import type { News } from "../news/news.ts";

/** Feeds are asked for every minute at most. */
const everyMs = 60_000;
const soonMs = 5_000;
const withinMs = 10_000;

/**
 * The first machine's headlines at a joined one, in memory only. Without a line the last ones stay, and become late by what is
 * said of each; `views` throws join.cut as long as none have come.
 */
export function createFirstNews(options: { first: URL; token(): Promise<string | undefined>; log: Logger }): News {
  const { first, token, log } = options;
  const ending = new AbortController();
  let feeds: NewsView[] | undefined;
  let timer: NodeJS.Timeout | undefined;
  let asking: Promise<void> = Promise.resolve();

  const ask = async (): Promise<void> => {
    const answer = await fetch(new URL(routes.news, first), {
      headers: { authorization: `Bearer ${(await token()) ?? ""}` },
      redirect: "error",
      signal: AbortSignal.any([ending.signal, AbortSignal.timeout(withinMs)]),
    });
    feeds = NewsList.parse(await answer.json()).feeds;
  };
  const turn = (): void => {
    let waitMs = everyMs;
    asking = ask()
      .catch((error: unknown) => {
        waitMs = soonMs;
        log.debug({ err: error }, "headlines did not come from the first machine");
      })
      .then(() => {
        if (!ending.signal.aborted) timer = setTimeout(turn, waitMs);
      });
  };
  return {
    views() {
      if (feeds === undefined) throw new CodedError("join.cut", { host: first.host });
      return feeds;
    },
    start: turn,
    async stop() {
      ending.abort();
      clearTimeout(timer);
      await asking;
    },
  };
}
