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
  server
    .withTypeProvider<ZodTypeProvider>()
    .get(
      routes.sourceScores,
      { config: { access: "read" }, schema: { response: { 200: SourceScores, ...failureResponses } } },
      async (_, reply) => {
        reply.header("cache-control", "no-store");
        return sourceScores.report();
      },
    );
}
