import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Profile } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import { ForecastsQuery, Forecasts as Told } from "#contract/forecast/http.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "../api/failures.ts";
import type { Hub } from "../live/hub.ts";
import type { Forecasts } from "./forecasts.ts";

/** What is forecast of figures, now and as it was at a moment. */
export async function forecastRoutes(
  server: FastifyInstance,
  parts: {
    readonly profile: Profile;
    /** undefined: this machine has joined another, which keeps them. */
    forecasts: Pick<Forecasts, "at"> | undefined;
    hub: Pick<Hub, "all">;
    now(): number;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.forecasts,
    {
      config: { access: "read", reach: "own", outside: "always" },
      schema: { querystring: ForecastsQuery, response: { 200: Told, ...failureResponses } },
    },
    async ({ query: { indicator, place, asOfMs }, reach }) => {
      const known = parts.profile.indicators.find(({ code }) => code === indicator);
      if (indicator !== undefined && known?.forecastHours === undefined)
        throw new CodedError("forecast.unknown", { indicator });
      if (asOfMs !== undefined && parts.forecasts === undefined) throw new CodedError("past.not-kept");
      const all = asOfMs === undefined ? parts.hub.all("forecasts") : await parts.forecasts?.at(asOfMs);
      const isAsked = (one: { indicator: string; place: string }) =>
        (indicator === undefined || one.indicator === indicator) &&
        (place === undefined || one.place === place) &&
        reach.figure(one.indicator, one.place);
      return { asOfMs: asOfMs ?? parts.now(), forecasts: (all ?? []).filter(isAsked) };
    },
  );
}
