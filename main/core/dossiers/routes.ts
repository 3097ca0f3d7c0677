import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { DossierList, DossiersOverview, DossiersOverviewQuery, DossiersQuery } from "#contract/dossiers/http.ts";
import { routes } from "#contract/routes.ts";
import { may } from "../access/identity.ts";
import { mustReach } from "../access/reach.ts";
import { failureResponses } from "../api/failures.ts";
import type { Dossiers } from "./dossiers.ts";

/** What raises the score, and the dossiers behind a count. Handing them in stands with the sources. */
export async function dossierRoutes(
  server: FastifyInstance,
  { dossiers }: { dossiers: Pick<Dossiers, "behind" | "overview"> },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.dossiers,
    {
      config: { access: "see-dossiers", reach: "own", audit: "reveals", outside: "always" },
      schema: { querystring: DossiersQuery, response: { 200: DossierList, ...failureResponses } },
    },
    async (request, reply) => {
      const { indicator, place, asOfMs } = request.query;
      const { reach } = request;
      if (!reach.isWhole) mustReach(place !== undefined && reach.figure(indicator, place));
      request.audited = { target: [indicator, place].filter((one) => one !== undefined).join(" ") };
      reply.header("cache-control", "no-store");
      return dossiers.behind(indicator, place, asOfMs);
    },
  );

  app.get(
    routes.dossiersOverview,
    {
      config: { access: "read", reach: "own", outside: "always" },
      schema: { querystring: DossiersOverviewQuery, response: { 200: DossiersOverview, ...failureResponses } },
    },
    async ({ query: { unit }, identity, reach }, reply) => {
      // A unit of theirs is a place, as dossiers name it.
      if (!reach.isWhole) mustReach(unit !== undefined && reach.place(unit));
      reply.header("cache-control", "no-store");
      return dossiers.overview(unit, may(identity, "see-dossiers"));
    },
  );
}
