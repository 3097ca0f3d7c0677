import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { ReportMapEventQuery } from "#contract/citizen-reports/http.ts";
import { CitizenReport } from "#contract/entities/citizen-report.ts";
import { ReportMapEventList } from "#contract/entities/map-event.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "../api/failures.ts";
import type { CitizenReports } from "./citizen-reports.ts";

/** What platforms tell of citizens' reports. Handing them in stands with the sources. */
export async function citizenReportRoutes(
  server: FastifyInstance,
  { citizenReports }: { citizenReports: Pick<CitizenReports, "mapEvents" | "get"> },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.reportMapEvents,
    {
      config: { access: "read", outside: "always" },
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
      config: { access: "see-citizen-reports", audit: "reveals", outside: "always" },
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
