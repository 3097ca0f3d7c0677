import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { z } from "zod";
import type { Profile } from "#contract/entities/profile.ts";
import { Id } from "#contract/entities/text.ts";
import { Contacts } from "#contract/maintenance/contact.ts";
import { EndedMaintenance, NewMaintenance, SourceMaintenance } from "#contract/maintenance/maintenance.ts";
import { routes } from "#contract/routes.ts";
import type { Access } from "../access/access.ts";
import { differing } from "../api/audited.ts";
import { failureResponses } from "../api/failures.ts";
import { whoOf } from "../api/who.ts";
import type { RegisteredCameras } from "../cameras/registered.ts";
import { contactsOf } from "./contacts.ts";
import type { Maintenance } from "./maintenance.ts";

const named = z.strictObject({ id: Id });

/** When platforms are meant to be down, and whom to call about what. */
export async function maintenanceRoutes(
  server: FastifyInstance,
  parts: {
    readonly profile: Profile;
    maintenance: Pick<Maintenance, "of" | "say" | "end">;
    registered: Pick<RegisteredCameras, "all">;
    access: Pick<Access, "list">;
    log: Logger;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const response = { 200: SourceMaintenance, ...failureResponses };

  app.get(
    routes.sourceMaintenance(":id"),
    { config: { access: "plan-maintenance" }, schema: { params: named, response } },
    ({ params }) => parts.maintenance.of(params.id),
  );

  app.post(
    routes.sourceMaintenance(":id"),
    { config: { access: "plan-maintenance" }, schema: { params: named, body: NewMaintenance, response } },
    async (request) => {
      const { params, body, identity } = request;
      const { id } = params;
      const before = await parts.maintenance.of(id);
      const by = await whoOf(parts.access, identity);
      const told = await parts.maintenance.say(id, body, by);
      request.audited = differing(before, told);
      parts.log.info({ source: id, by, windows: told.windows.length }, "maintenance said");
      return told;
    },
  );

  app.delete(
    routes.sourceMaintenance(":id"),
    { config: { access: "plan-maintenance" }, schema: { params: named, querystring: EndedMaintenance, response } },
    async (request) => {
      const { params, query, identity } = request;
      const { id } = params;
      const before = await parts.maintenance.of(id);
      const by = await whoOf(parts.access, identity);
      const told = await parts.maintenance.end(id, query.window, by);
      request.audited = differing(before, told);
      parts.log.info({ source: id, by, windows: told.windows.length }, "maintenance ended");
      return told;
    },
  );

  app.get(
    routes.contacts,
    {
      config: { access: "see-contacts", reach: "own", audit: "reveals", outside: "always" },
      schema: { response: { 200: Contacts, ...failureResponses } },
    },
    async ({ reach }, reply) => {
      reply.header("cache-control", "no-store");
      const { units, sources, indicators, place } = parts.profile;
      return contactsOf({
        units,
        sources: sources.filter(({ id }) => reach.source(id)),
        cameras: parts.registered.all().filter(({ id }) => reach.camera(id)),
        indicators: indicators.filter(({ code }) => reach.figure(code, place)),
      });
    },
  );
}
