import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { PastQuery } from "#contract/answers.ts";
import { CatalogueExportQuery, CatalogueReport, CatalogueUndone, CatalogueView } from "#contract/catalogue.ts";
import { routes } from "#contract/routes.ts";
import { maxTableBytes, TableImportQuery, workbookType } from "#contract/tables.ts";
import { failureResponses } from "../api/failures.ts";
import { fileResponse } from "../api/file-response.ts";
import { bytesOf, tableUploadScope } from "../api/table-upload.ts";
import type { KnownThen } from "../reports/known-then.ts";
import type { Catalogue } from "./catalogue.ts";

/** The catalogue of indicators as a workbook, out and in. */
export async function catalogueRoutes(
  server: FastifyInstance,
  parts: { catalogue: Catalogue; knownThen: Pick<KnownThen, "runAt">; log: Logger },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { catalogue, log } = parts;

  app.get(
    routes.catalogue,
    {
      config: { access: "read" },
      schema: { querystring: PastQuery, response: { 200: CatalogueView, ...failureResponses } },
    },
    async ({ query: { asOfMs } }) =>
      asOfMs === undefined ? catalogue.view() : catalogue.viewThen(await parts.knownThen.runAt(asOfMs), asOfMs),
  );

  app.get(
    routes.catalogueWorkbook,
    {
      config: { access: "read" },
      schema: { querystring: CatalogueExportQuery, response: { 200: fileResponse(workbookType), ...failureResponses } },
    },
    async ({ query }, reply) => {
      const workbook = await catalogue.exported(query.language, query.asOfMs);
      return reply
        .type(workbookType)
        .header("cache-control", "no-store")
        .header("content-disposition", 'attachment; filename="catalogue.xlsx"')
        .send(workbook);
    },
  );

  app.post(
    routes.catalogueUndo,
    {
      config: { access: "manage-catalogue", isFirstMachines: true },
      schema: { response: { 200: CatalogueUndone, ...failureResponses } },
    },
    async (request) => {
      const before = (await catalogue.view()).inUse;
      const view = await catalogue.undo();
      request.audited = { before, after: view.next };
      log.info({ next: view.next?.number ?? null }, "catalogue: one import back");
      return view;
    },
  );

  tableUploadScope(server, [workbookType], (scope) => {
    scope.post(
      routes.catalogue,
      {
        bodyLimit: maxTableBytes,
        config: { access: "manage-catalogue", isFirstMachines: true },
        schema: { querystring: TableImportQuery, response: { 200: CatalogueReport, ...failureResponses } },
      },
      async (request) => {
        const { body, query } = request;
        const { check, file } = query;
        const report = await catalogue.import(bytesOf(body), { isCheckOnly: check === "true", file });
        const { outcome, number, mistakeCount } = report;
        request.audited = { ...(file && { target: file }), after: { outcome, number, mistakes: mistakeCount } };
        log.info({ outcome, number, mistakes: mistakeCount }, "catalogue read");
        return report;
      },
    );
  });
}
