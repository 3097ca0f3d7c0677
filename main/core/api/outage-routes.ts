import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { Delivery } from "#contract/entities/deed.ts";
import { Outage } from "#contract/entities/outage.ts";
import { CodedError } from "#contract/errors.ts";
import { NewAcknowledgement, OutageList, OutageQuery } from "#contract/outages/http.ts";
import { DeliveryResult } from "#contract/outbox/http.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "./failures.ts";
import type { ServerParts } from "./parts.ts";
import { whoOf } from "./who.ts";

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
      const by = await whoOf(parts.access, identity);
      const outage = await parts.outages.acknowledge(params.id, { by, note: body.note });
      if (outage === undefined) throw new CodedError("outage.unknown");
      parts.log.info({ id: params.id, by }, "outage acknowledged");
      parts.outbox.wake();
      return outage;
    },
  );

  app.post(
    routes.deliveries,
    {
      config: { access: "deliver" },
      schema: { body: Delivery, response: { 200: DeliveryResult, ...failureResponses } },
    },
    async ({ body, identity }) => {
      const machine = (await whoOf(parts.access, identity)).name || `#${identity?.tokenId ?? ""}`;
      const outcome = await parts.store.inbox.take(body, machine, parts.now());
      parts.log.info({ key: body.key, kind: body.deed.kind, machine, outcome }, "taken from another core");
      return { outcome };
    },
  );
}
