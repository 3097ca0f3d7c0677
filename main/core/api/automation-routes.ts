import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { AutomationList, HolidaysToSave, ProgrammeToSave, RuleToSave } from "#contract/entities/automation.ts";
import { Id } from "#contract/entities/text.ts";
import { routes } from "#contract/routes.ts";
import { holidaysId } from "../wall/automation/automations.ts";
import { failureResponses } from "./failures.ts";
import type { ServerParts } from "./parts.ts";
import { whoOf } from "./who.ts";

const named = z.strictObject({ id: Id });

/** Programmes, rules and holidays. To see is everybody's right, to change the operator's. Each answers the whole list. */
export function registerAutomationRoutes(server: FastifyInstance, parts: ServerParts): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { wall, access, log } = parts;
  const response = { 200: AutomationList, ...failureResponses };

  app.get(routes.automation, { config: { access: "read" }, schema: { response } }, () => wall.automations.list());

  app.put(
    routes.programme(":id"),
    { config: { access: "drive-wall" }, schema: { params: named, body: ProgrammeToSave, response } },
    async ({ params: { id }, body: { basedOn, ...content }, identity }) => {
      const who = await whoOf(access, identity);
      await wall.saveAutomation("programme", id, content, basedOn, who);
      log.info({ id, who }, "programme saved");
      return wall.automations.list();
    },
  );
  app.put(
    routes.rule(":id"),
    { config: { access: "drive-wall" }, schema: { params: named, body: RuleToSave, response } },
    async ({ params: { id }, body: { basedOn, ...content }, identity }) => {
      const who = await whoOf(access, identity);
      await wall.saveAutomation("rule", id, content, basedOn, who);
      log.info({ id, who, isEnabled: content.isEnabled }, "rule saved");
      return wall.automations.list();
    },
  );
  app.put(
    routes.holidays,
    { config: { access: "drive-wall" }, schema: { body: HolidaysToSave, response } },
    async ({ body: { basedOn, ...content }, identity }) => {
      await wall.saveAutomation("holidays", holidaysId, content, basedOn, await whoOf(access, identity));
      return wall.automations.list();
    },
  );
  for (const kind of ["programme", "rule"] as const)
    app.delete(
      routes[kind](":id"),
      { config: { access: "drive-wall" }, schema: { params: named, response } },
      async ({ params: { id }, identity }) => {
        const who = await whoOf(access, identity);
        await wall.removeAutomation(kind, id, who);
        log.info({ id, who }, `${kind} removed`);
        return wall.automations.list();
      },
    );
}
