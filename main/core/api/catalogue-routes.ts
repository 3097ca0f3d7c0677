import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import {
  CatalogueExportQuery,
  CatalogueImportQuery,
  CatalogueReport,
  CatalogueView,
  maxWorkbookBytes,
  workbookType,
} from "#contract/catalogue.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/http.ts";
import { failureResponses } from "./failures.ts";
import type { ServerParts } from "./parts.ts";
import { fileResponse } from "./routes.ts";

/** The catalogue of indicators as a workbook, out and in. */
export function registerCatalogueRoutes(server: FastifyInstance, parts: ServerParts): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { catalogue, log } = parts;

  app.get(
    routes.catalogue,
    { config: { access: "read" }, schema: { response: { 200: CatalogueView, ...failureResponses } } },
    () => catalogue.view(),
  );

  app.get(
    routes.catalogueWorkbook,
    {
      config: { access: "read" },
      schema: { querystring: CatalogueExportQuery, response: { 200: fileResponse(workbookType), ...failureResponses } },
    },
    async ({ query }, reply) => {
      const workbook = await catalogue.exported(query.language);
      return reply
        .type(workbookType)
        .header("cache-control", "no-store")
        .header("content-disposition", 'attachment; filename="catalogue.xlsx"')
        .send(workbook);
    },
  );

  app.post(
    routes.catalogueUndo,
    { config: { access: "manage-catalogue" }, schema: { response: { 200: CatalogueView, ...failureResponses } } },
    async () => {
      const view = await catalogue.undo();
      log.info({ next: view.next?.number ?? null }, "catalogue: one import back");
      return view;
    },
  );

  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      workbookType,
      { parseAs: "buffer", bodyLimit: maxWorkbookBytes },
      (_request, body, done) => done(null, body),
    );
    scope.setErrorHandler((error: { statusCode?: number }, request, reply) => {
      const tooLarge = new CodedError("catalogue.too-large", { limitMb: maxWorkbookBytes / 1e6 });
      const told = error.statusCode === 413 ? tooLarge : error;
      return server.errorHandler(told as Error & { code: string; name: string }, request, reply);
    });
    scope.withTypeProvider<ZodTypeProvider>().post(
      routes.catalogue,
      {
        bodyLimit: maxWorkbookBytes,
        config: { access: "manage-catalogue" },
        schema: { querystring: CatalogueImportQuery, response: { 200: CatalogueReport, ...failureResponses } },
      },
      async ({ body, query: { check, file } }) => {
        const workbook = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
        const report = await catalogue.import(workbook, { isCheckOnly: check === "true", file });
        const { outcome, number, mistakeCount } = report;
        log.info({ outcome, number, mistakes: mistakeCount }, "catalogue read");
        return report;
      },
    );
  });
}
