import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import type { Profile } from "#contract/entities/profile.ts";
import { partsOfKey } from "#contract/entities/series-key.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { routes } from "#contract/routes.ts";
import { workbookType } from "#contract/tables.ts";
import { TakeawayRequest, takeawayBodyLimitBytes } from "#contract/takeaway.ts";
import type { Access } from "../access/access.ts";
import { mustReach } from "../access/reach.ts";
import { failureResponses } from "../api/failures.ts";
import { fileResponse } from "../api/file-response.ts";
import { whoOf } from "../api/who.ts";
import type { Store } from "../store/repositories.ts";
import { printedApart } from "../tables/workbook-apart.ts";
import { takeawaySheets } from "./workbook.ts";

/** Figures as a workbook, for whoever may see them. */
export async function takeawayRoutes(
  server: FastifyInstance,
  parts: {
    readonly profile: Profile;
    store: Pick<Store, "readings">;
    sourceViews(): SourceView[];
    access: Pick<Access, "list">;
    log: Logger;
    now(): number;
  },
): Promise<void> {
  server.withTypeProvider<ZodTypeProvider>().post(
    routes.takeaway,
    {
      bodyLimit: takeawayBodyLimitBytes,
      config: { access: "read", reach: "own", outside: "always" },
      schema: { body: TakeawayRequest, response: { 200: fileResponse(workbookType), ...failureResponses } },
    },
    async ({ body, identity, ip, reach }, reply) => {
      if (!reach.isWhole)
        mustReach(body.parts.every(({ series }) => series.every((key) => reach.figure(...partsOfKey(key)))));
      const by = await whoOf(parts.access, identity);
      const sheets = await takeawaySheets(body, {
        profile: parts.profile,
        readings: parts.store.readings,
        sources: parts.sourceViews(),
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
