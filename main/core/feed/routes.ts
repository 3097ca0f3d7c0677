import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Profile } from "#contract/entities/profile.ts";
import { isCondensed } from "#contract/entities/retention.ts";
import { CodedError } from "#contract/errors.ts";
import { Feed, FeedPage, FeedPageQuery, FeedQuery } from "#contract/feed/http.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "../api/failures.ts";
import type { Store } from "../store/repositories.ts";
import type { FeedPlace } from "./repository.ts";

/** What another core takes over of this one. */
export async function feedRoutes(
  server: FastifyInstance,
  parts: { store: Pick<Store, "feed">; readonly profile: Pick<Profile, "indicators">; now(): number },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { feed } = parts.store;

  app.get(
    routes.feed,
    {
      config: { access: "mirror", outside: "mirror" },
      schema: { querystring: FeedQuery, response: { 200: Feed, ...failureResponses } },
    },
    async ({ query }) => {
      if (query.after === undefined) return { mark: await feed.begin(parts.now()), readings: [], isEnd: true };
      const found = await feed.after(query.after, query.limit, parts.now());
      if (found === undefined) throw new CodedError("feed.gone");
      return found;
    },
  );

  app.get(
    routes.feedPages,
    {
      config: { access: "mirror", outside: "mirror" },
      schema: { querystring: FeedPageQuery, response: { 200: FeedPage, ...failureResponses } },
    },
    async ({ query }) => {
      const { fromMs, limit } = query;
      const after = query.after === undefined ? undefined : placeOf(query.after);
      const condensed = new Set(parts.profile.indicators.filter(isCondensed).map((one) => one.code));
      const { readings, next } = await feed.page({ after, fromMs, limit, isCondensed: (code) => condensed.has(code) });
      return { readings, next: next === null ? null : `${next.series}.${next.asOfMs}.${next.revision}` };
    },
  );
}

function placeOf(text: string): FeedPlace {
  const [series = 0, asOfMs = 0, revision = 0] = text.split(".").map(Number);
  return { series, asOfMs, revision };
}
