import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { z } from "zod";
import { AutomationList, HolidaysToSave, ProgrammeToSave, RuleToSave } from "#contract/entities/automation.ts";
import { Id } from "#contract/entities/text.ts";
import { routes } from "#contract/routes.ts";
import type { Access } from "../../access/access.ts";
import { differing } from "../../api/audited.ts";
import { failureResponses } from "../../api/failures.ts";
import { whoOf } from "../../api/who.ts";
import type { Wall } from "../wall.ts";
import { holidaysId } from "./automations.ts";

const named = z.strictObject({ id: Id });

/** Programmes, rules and holidays. To see is everybody's right, to change the operator's. Each answers the whole list. */
export async function automationRoutes(
  server: FastifyInstance,
  parts: {
    wall: Pick<Wall, "automations" | "saveAutomation" | "removeAutomation">;
    access: Pick<Access, "list">;
    log: Logger;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { wall, access, log } = parts;
  /** As it is listed, without what differs by itself. */
  const auditedOf = (kind: "programme" | "rule", id: string) =>
    wall.automations.list()[`${kind}s`].find((one) => one.id === id) ?? null;
  const response = { 200: AutomationList, ...failureResponses };

  app.get(routes.automation, { config: { access: "read" }, schema: { response } }, () => wall.automations.list());

  app.put(
    routes.programme(":id"),
    { config: { access: "drive-wall" }, schema: { params: named, body: ProgrammeToSave, response } },
    async (request) => {
      const { id } = request.params;
      const { basedOn, ...content } = request.body;
      const who = await whoOf(access, request.identity);
      const before = auditedOf("programme", id);
      await wall.saveAutomation("programme", id, content, basedOn, who);
      request.audited = differing(before, auditedOf("programme", id));
      log.info({ id, who }, "programme saved");
      return wall.automations.list();
    },
  );
  app.put(
    routes.rule(":id"),
    { config: { access: "drive-wall" }, schema: { params: named, body: RuleToSave, response } },
    async (request) => {
      const { id } = request.params;
      const { basedOn, ...content } = request.body;
      const who = await whoOf(access, request.identity);
      const before = auditedOf("rule", id);
      await wall.saveAutomation("rule", id, content, basedOn, who);
      request.audited = differing(before, auditedOf("rule", id));
      log.info({ id, who, isEnabled: content.isEnabled }, "rule saved");
      return wall.automations.list();
    },
  );
  app.put(
    routes.holidays,
    { config: { access: "drive-wall" }, schema: { body: HolidaysToSave, response } },
    async (request) => {
      const { basedOn, ...content } = request.body;
      const before = wall.automations.holidays();
      await wall.saveAutomation("holidays", holidaysId, content, basedOn, await whoOf(access, request.identity));
      request.audited = differing(before, wall.automations.holidays());
      return wall.automations.list();
    },
  );
  for (const kind of ["programme", "rule"] as const)
    app.delete(
      routes[kind](":id"),
      { config: { access: "drive-wall" }, schema: { params: named, response } },
      async (request) => {
        const { id } = request.params;
        const who = await whoOf(access, request.identity);
        request.audited = { before: auditedOf(kind, id) };
        await wall.removeAutomation(kind, id, who);
        log.info({ id, who }, `${kind} removed`);
        return wall.automations.list();
      },
    );
}
