import type { Logger } from "pino";
import type { NewsView } from "#contract/entities/news.ts";
import { CodedError } from "#contract/errors.ts";
import { NewsList } from "#contract/news/http.ts";
import { routes } from "#contract/routes.ts";
import type { News } from "../news/news.ts";
import { askFirst, type FirstMachine } from "./asking.ts";

/** Feeds are asked for every minute at most. */
const everyMs = 60_000;
const soonMs = 5_000;

/**
 * The first machine's headlines at a joined one, in memory only. Without a line the last ones stay, and become late by what is
 * said of each; as long as none have come, `views` throws why: join.cut, join.refused or join.not-a-wall.
 */
export function createFirstNews({ log, ...machine }: FirstMachine & { log: Logger }): News {
  const ending = new AbortController();
  let feeds: NewsView[] | undefined;
  let reason = new CodedError("join.cut", { host: machine.first.host });
  let timer: NodeJS.Timeout | undefined;
  let asking: Promise<void> = Promise.resolve();

  const ask = async (): Promise<void> => {
    feeds = (await askFirst(machine, routes.news, NewsList, ending.signal)).feeds;
  };
  const askOnce = (): void => {
    let waitMs = everyMs;
    asking = ask()
      .catch((error: unknown) => {
        waitMs = soonMs;
        if (error instanceof CodedError) reason = error;
        log.debug({ err: error }, "headlines did not come from the first machine");
      })
      .then(() => {
        if (!ending.signal.aborted) timer = setTimeout(askOnce, waitMs);
      });
  };
  return {
    views() {
      if (feeds === undefined) throw reason;
      return feeds;
    },
    start: askOnce,
    // They are the first machine's.
    replace: async () => {},
    async stop() {
      ending.abort();
      clearTimeout(timer);
      await asking;
    },
  };
}
