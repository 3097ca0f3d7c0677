import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { AskedYear, CalendarYear } from "#contract/calendar/http.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "../api/failures.ts";
import type { SiteCalendar } from "./site-calendar.ts";

/** The days off and the worked Saturdays of a year; whoever sees the wall may. */
export async function calendarRoutes(
  server: FastifyInstance,
  { calendar }: { calendar: Pick<SiteCalendar, "current"> },
): Promise<void> {
  server.withTypeProvider<ZodTypeProvider>().get(
    routes.calendarYear(":year"),
    {
      config: { access: "read", reach: "common", outside: "always" },
      schema: { params: z.strictObject({ year: AskedYear }), response: { 200: CalendarYear, ...failureResponses } },
    },
    ({ params: { year } }) => {
      const current = calendar.current();
      const { hasLaw, undecided, laws, notices } = current.yearStatus(year);
      const sources = [...laws, ...notices].map(({ id, source, decidedOn }) => ({ id, source, decidedOn }));
      return {
        ...{ year, version: current.version, hasLaw, sources },
        undecided: undecided.map(({ name }) => name),
        days: current.specialDays(year),
      };
    },
  );
}
