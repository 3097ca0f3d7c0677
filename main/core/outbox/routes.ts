import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { Delivery } from "#contract/entities/deed.ts";
import { DeliveryResult } from "#contract/outbox/http.ts";
import { routes } from "#contract/routes.ts";
import type { Access } from "../access/access.ts";
import { failureResponses } from "../api/failures.ts";
import { whoOf } from "../api/who.ts";
import type { Store } from "../store/repositories.ts";

/** What people did at another core whose centre this one is. */
export async function deliveryRoutes(
  server: FastifyInstance,
  parts: { store: Pick<Store, "inbox">; access: Pick<Access, "list">; log: Logger; now(): number },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.post(
    routes.deliveries,
    {
      config: { access: "deliver", audit: "none", outside: "mirror" },
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
