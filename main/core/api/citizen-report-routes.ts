import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { ReportMapEventQuery } from "#contract/citizen-reports/http.ts";
import { CitizenReport } from "#contract/entities/citizen-report.ts";
import { ReportMapEventList } from "#contract/entities/map-event.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "./failures.ts";
import type { ServerParts } from "./parts.ts";

/** What platforms tell of citizens' reports. Handing them in stands with the sources. */
export function registerCitizenReportRoutes(server: FastifyInstance, { citizenReports }: ServerParts): void {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.reportMapEvents,
    {
      config: { access: "read" },
      schema: { querystring: ReportMapEventQuery, response: { 200: ReportMapEventList, ...failureResponses } },
    },
    async ({ query: { closed, withinMs } }, reply) => {
      reply.header("cache-control", "no-store");
      return citizenReports.mapEvents(closed ? ["open", "closed"] : ["open"], withinMs);
    },
  );

  app.get(
    routes.citizenReport(":number"),
    {
      config: { access: "see-citizen-reports" },
      schema: {
        params: z.strictObject({ number: z.coerce.number().int().min(1) }),
        response: { 200: CitizenReport, ...failureResponses },
      },
    },
    async ({ params }, reply) => {
      reply.header("cache-control", "no-store");
      return citizenReports.get(params.number);
    },
  );
}
