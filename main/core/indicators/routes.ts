import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { Explanation, ExplanationQuery } from "#contract/calculations/http.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { mustReach } from "../access/reach.ts";
import { failureResponses } from "../api/failures.ts";
import { registryOf } from "../calculations/registry.ts";
import { standardOffsetMs } from "../store/periods.ts";
import type { Store } from "../store/repositories.ts";
import { explain } from "./explanation.ts";

/** How a calculated figure comes about. */
export async function explanationRoutes(
  server: FastifyInstance,
  parts: { readonly profile: Profile; store: Pick<Store, "past"> },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.explanation,
    {
      config: { access: "read", reach: "own", outside: "always" },
      schema: { querystring: ExplanationQuery, response: { 200: Explanation, ...failureResponses } },
    },
    async ({ query, reach }) => {
      const { profile, store } = parts;
      mustReach(reach.figure(query.indicator, query.place ?? profile.place));
      const indicators = new Map(profile.indicators.map((one) => [one.code, one] as const));
      const indicator = indicators.get(query.indicator);
      if (indicator === undefined)
        throw new CodedError("request.invalid", { at: "querystring/indicator", detail: query.indicator });
      const offsetMs = standardOffsetMs(profile.timeZone);
      const around = { past: store.past, indicators, registry: registryOf(profile), offsetMs };
      return explain(indicator, query.place ?? profile.place, query.asOfMs, around);
    },
  );
}
