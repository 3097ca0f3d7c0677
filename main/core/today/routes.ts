import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { routes } from "#contract/routes.ts";
import { Today, TodayQuery } from "#contract/today/http.ts";
import { failureResponses } from "../api/failures.ts";
import type { FollowsRepository } from "../follows/repository.ts";
import { createToday, type TodayParts } from "./today.ts";

/** What matters now to whoever asks. */
export async function todayRoutes(
  server: FastifyInstance,
  parts: TodayParts & { store: { follows: FollowsRepository } },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const today = createToday(parts);

  app.get(
    routes.today,
    {
      config: { access: "read", reach: "own", outside: "always" },
      schema: { querystring: TodayQuery, response: { 200: Today, ...failureResponses } },
    },
    async ({ query, identity, reach }, reply) => {
      reply.header("cache-control", "no-store");
      if (query.series !== undefined) return today({ by: "browser", series: query.series }, reach);
      const followed = identity?.account === undefined ? null : await parts.store.follows.of(identity.account.id);
      return today(followed === null ? null : { by: "account", ...followed }, reach);
    },
  );
}
