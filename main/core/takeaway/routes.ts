import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { routes } from "#contract/routes.ts";
import { workbookType } from "#contract/tables.ts";
import { TakeawayRequest, takeawayBodyLimitBytes } from "#contract/takeaway.ts";
import { failureResponses } from "../api/failures.ts";
import type { ServerParts } from "../api/parts.ts";
import { fileResponse } from "../api/routes.ts";
import { whoOf } from "../api/who.ts";
import { printedApart } from "../tables/workbook-apart.ts";
import { takeawaySheets } from "./workbook.ts";

/** Figures as a workbook, for whoever may see them. */
export function registerTakeawayRoutes(
  server: FastifyInstance,
  parts: Pick<ServerParts, "profile" | "store" | "sources" | "access" | "log" | "now">,
): void {
  server.withTypeProvider<ZodTypeProvider>().post(
    routes.takeaway,
    {
      bodyLimit: takeawayBodyLimitBytes,
      config: { access: "read" },
      schema: { body: TakeawayRequest, response: { 200: fileResponse(workbookType), ...failureResponses } },
    },
    async ({ body, identity, ip }, reply) => {
      const by = await whoOf(parts.access, identity);
      const sheets = await takeawaySheets(body, {
        profile: parts.profile,
        readings: parts.store.readings,
        sources: parts.sources(),
        by,
        nowMs: parts.now(),
      });
      const workbook = await printedApart(sheets);
      const rows = sheets.map((sheet) => sheet.rows.length);
      parts.log.info({ title: body.title, rows, by, address: ip }, "figures taken away");
      return reply
        .type(workbookType)
        .header("cache-control", "no-store")
        .header("content-disposition", 'attachment; filename="so-lieu.xlsx"')
        .send(workbook);
    },
  );
}
