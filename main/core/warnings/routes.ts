import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { routes } from "#contract/routes.ts";
import { WarningList, WarningQuery } from "#contract/warnings/http.ts";
import { failureResponses } from "../api/failures.ts";
import type { Warnings } from "./warnings.ts";

/** Warnings that hold, and those that are over. Handing them in stands with the sources. */
export async function warningRoutes(
  server: FastifyInstance,
  { warnings }: { warnings: Pick<Warnings, "list"> },
): Promise<void> {
  server.withTypeProvider<ZodTypeProvider>().get(
    routes.warnings,
    {
      config: { access: "read", reach: "common", outside: "always" },
      schema: { querystring: WarningQuery, response: { 200: WarningList, ...failureResponses } },
    },
    async ({ query }, reply) => {
      reply.header("cache-control", "no-store");
      return warnings.list({ withEnded: query.ended });
    },
  );
}
