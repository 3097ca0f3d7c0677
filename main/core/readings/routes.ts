import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { CodedError } from "#contract/errors.ts";
import { History, HistoryQuery, Readings, ReadingsQuery } from "#contract/readings/http.ts";
import { routes } from "#contract/routes.ts";
import { mustReach } from "../access/reach.ts";
import { failureResponses } from "../api/failures.ts";
import type { Store } from "../store/repositories.ts";

/** What the store holds of readings: the newest, and the past. */
export async function readingRoutes(
  server: FastifyInstance,
  parts: {
    readonly profile: Profile;
    store: Pick<Store, "readings">;
    hub: { all(name: "readings"): Reading[] };
    now(): number;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.history,
    {
      config: { access: "read", reach: "own", outside: "always" },
      schema: { querystring: HistoryQuery, response: { 200: History, ...failureResponses } },
    },
    async ({ query, reach }) => {
      const { indicator, place = parts.profile.place, fromMs, toMs, points, asOfMs } = query;
      mustReach(reach.figure(indicator, place));
      if (!parts.profile.indicators.some((one) => one.code === indicator))
        throw new CodedError("request.invalid", { at: "querystring/indicator", detail: indicator });
      if (toMs < fromMs) throw new CodedError("request.invalid", { at: "querystring/toMs", detail: "toMs < fromMs" });
      const known = asOfMs === undefined ? {} : { knownAtMs: asOfMs };
      const found = await parts.store.readings.history({ indicator, place, fromMs, toMs, points, ...known });
      return { indicator, place, points: found };
    },
  );

  app.get(
    routes.readings,
    {
      config: { access: "read", reach: "own", outside: "always" },
      schema: { querystring: ReadingsQuery, response: { 200: Readings, ...failureResponses } },
    },
    async ({ query, reach }) => {
      const { indicator, place, asOfMs } = query;
      // What stands now is what screens are told: stored, and known already. Reading every series anew for each phone held all else up.
      const latest = asOfMs === undefined ? parts.hub.all("readings") : await parts.store.readings.latest(asOfMs);
      return {
        asOfMs: asOfMs ?? parts.now(),
        readings: latest.filter(
          (one) =>
            (indicator === undefined || one.indicator === indicator) &&
            (place === undefined || one.place === place) &&
            reach.figure(one.indicator, one.place),
        ),
      };
    },
  );
}
