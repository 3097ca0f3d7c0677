import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { z } from "zod";
import { Outage } from "#contract/entities/outage.ts";
import { CodedError } from "#contract/errors.ts";
import { NewAcknowledgement, OutageList, OutageQuery } from "#contract/outages/http.ts";
import { routes } from "#contract/routes.ts";
import type { Access } from "../access/access.ts";
import { failureResponses } from "../api/failures.ts";
import { whoOf } from "../api/who.ts";
import type { OutboxDelivery } from "../outbox/delivery.ts";
import type { Outages } from "./outages.ts";

/** What was missed and what was caught up, and that somebody has read it. */
export async function outageRoutes(
  server: FastifyInstance,
  parts: {
    outages: Pick<Outages, "list" | "acknowledge">;
    outbox: Pick<OutboxDelivery, "wake">;
    access: Pick<Access, "list">;
    log: Logger;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.outages,
    {
      config: { access: "read", outside: "always" },
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
}
