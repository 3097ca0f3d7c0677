import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { routes } from "#contract/routes.ts";
import { UsageQuery, Usage as UsageReport, UsageTold } from "#contract/usage/http.ts";
import { failureResponses } from "../api/failures.ts";
import { done } from "../api/file-response.ts";
import { memberOf } from "./counted.ts";
import type { Usage } from "./usage.ts";

/** Whether the wall is used, for those who answer for it; and what pages tell of whoever looks at them. */
export async function usageRoutes(
  server: FastifyInstance,
  { usage }: { usage: Pick<Usage, "did" | "report"> },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.usage,
    {
      config: { access: "see-usage", outside: "always" },
      schema: { querystring: UsageQuery, response: { 200: UsageReport, ...failureResponses } },
    },
    async ({ query }, reply) => {
      reply.header("cache-control", "no-store");
      return usage.report(query);
    },
  );

  app.post(
    routes.usageOpened,
    {
      // It is counted and not written down who it was: the audit trail is not to know either.
      config: { access: "read", reach: "common", audit: "none", outside: "always" },
      schema: { body: UsageTold, response: { 204: done, ...failureResponses } },
    },
    async ({ body: { deed, kind, name }, identity }, reply) => {
      const member = memberOf(identity);
      if (member !== undefined) usage.did(member, deed, { kind, name });
      return reply.code(204).send(null);
    },
  );
}
