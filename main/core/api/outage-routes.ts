import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { Outage } from "#contract/entities/outage.ts";
import { CodedError } from "#contract/errors.ts";
import { NewAcknowledgement, OutageList, OutageQuery, routes } from "#contract/http.ts";
import type { Identity } from "../access/access.ts";
import { failureResponses } from "./failures.ts";
import type { ServerParts } from "./parts.ts";

/** What was missed and what was caught up, and that somebody has read it. */
export function registerOutageRoutes(server: FastifyInstance, parts: ServerParts): void {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.outages,
    {
      config: { access: "read" },
      schema: { querystring: OutageQuery, response: { 200: OutageList, ...failureResponses } },
    },
    async ({ query }) => ({ outages: await parts.outages.list(query.limit, query.before, query.asOfMs) }),
  );

  app.post(
    routes.outageAcknowledgement(":id"),
    {
      config: { access: "acknowledge" },
      schema: {
        params: z.strictObject({ id: z.uuid() }),
        body: NewAcknowledgement,
        response: { 200: Outage, ...failureResponses },
      },
    },
    async ({ params, body, identity }) => {
      const by = { role: identity?.role ?? "", name: await labelOf(identity) };
      const outage = await parts.outages.acknowledge(params.id, { by, note: body.note });
      if (outage === undefined) throw new CodedError("outage.unknown");
      parts.log.info({ id: params.id, by }, "outage acknowledged");
      return outage;
    },
  );

  const labelOf = async (identity: Identity | undefined): Promise<string> => {
    const id = identity?.tokenId ?? null;
    if (id === null) return "";
    return (await parts.access.list()).find((token) => token.id === id)?.label ?? "";
  };
}
