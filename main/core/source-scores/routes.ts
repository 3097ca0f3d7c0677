import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { routes } from "#contract/routes.ts";
import { SourceScores } from "#contract/source-scores/http.ts";
import { failureResponses } from "../api/failures.ts";
import type { OwnSourceScores } from "./source-scores.ts";

/** How good the data of each source and unit is; whoever sees the wall may know. */
export async function sourceScoreRoutes(
  server: FastifyInstance,
  { sourceScores }: { sourceScores: Pick<OwnSourceScores, "report"> },
): Promise<void> {
  server.withTypeProvider<ZodTypeProvider>().get(
    routes.sourceScores,
    {
      config: { access: "read", reach: "own", outside: "always" },
      schema: { response: { 200: SourceScores, ...failureResponses } },
    },
    async ({ reach }, reply) => {
      reply.header("cache-control", "no-store");
      const report = await sourceScores.report();
      if (reach.isWhole) return report;
      const { sources, units } = report;
      return {
        ...report,
        sources: sources.filter((one) => reach.source(one.id)),
        units: units.filter(({ unit }) => unit !== null && reach.unit(unit)),
      };
    },
  );
}
