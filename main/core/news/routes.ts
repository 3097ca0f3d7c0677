import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { Failure } from "#contract/answers.ts";
import { NewsList } from "#contract/news/http.ts";
import { routes } from "#contract/routes.ts";
import type { News } from "./news.ts";

/** The headlines of all feeds of the site; whoever sees the wall may. */
export async function newsRoutes(server: FastifyInstance, { news }: { news: Pick<News, "views"> }): Promise<void> {
  server.withTypeProvider<ZodTypeProvider>().get(
    routes.news,
    {
      config: { access: "read", reach: "common", outside: "always" },
      schema: { response: { 200: NewsList, "4xx": Failure, "5xx": Failure } },
    },
    () => ({ feeds: news.views() }),
  );
}
