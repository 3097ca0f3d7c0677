import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import {
  AddedCamera,
  CameraListExportQuery,
  CameraListReport,
  CameraListUndone,
  CameraListView,
} from "#contract/camera-list.ts";
import { routes } from "#contract/routes.ts";
import { csvType, maxTableBytes, TableImportQuery, workbookType } from "#contract/tables.ts";
import { failureResponses } from "../api/failures.ts";
import { fileResponse } from "../api/file-response.ts";
import { bytesOf, tableUploadScope } from "../api/table-upload.ts";
import type { RegisteredCameras } from "../cameras/registered.ts";
import { hostOf } from "../outbound/network-failure.ts";
import { userOfCamera } from "../outbound/secret-uses.ts";
import type { SecretBindings } from "../secrets/bindings.ts";
import type { CameraList } from "./camera-list.ts";

/** The list of cameras as a table, out and in. It holds addresses and accounts, so it is the administrator's alone. */
export async function cameraListRoutes(
  server: FastifyInstance,
  parts: {
    cameraList: CameraList;
    registered: Pick<RegisteredCameras, "all">;
    bindings: Pick<SecretBindings, "add" | "checkForCamera">;
    log: Logger;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { cameraList, log } = parts;

  app.get(
    routes.cameraList,
    { config: { access: "read" }, schema: { response: { 200: CameraListView, ...failureResponses } } },
    () => cameraList.view(),
  );

  app.get(
    routes.cameraListFile,
    {
      config: { access: "manage-cameras", audit: "reveals" },
      schema: {
        querystring: CameraListExportQuery,
        response: { 200: fileResponse(workbookType), ...failureResponses },
      },
    },
    async ({ query: { format, language } }, reply) => {
      const table = await cameraList.exported(format, language);
      return reply
        .type(format === "csv" ? `${csvType}; charset=utf-8` : workbookType)
        .header("cache-control", "no-store")
        .header("content-disposition", `attachment; filename="cameras.${format}"`)
        .send(table);
    },
  );

  app.post(
    routes.cameraListUndo,
    {
      config: { access: "manage-cameras", isFirstMachines: true },
      schema: { response: { 200: CameraListUndone, ...failureResponses } },
    },
    async (request) => {
      const before = (await cameraList.view()).inUse;
      const view = await cameraList.undo();
      request.audited = { before, after: view.inUse };
      log.info({ inUse: view.inUse?.number ?? null }, "list of cameras: one import back");
      return view;
    },
  );

  app.post(
    routes.cameraListCameras,
    {
      config: { access: "manage-cameras", isFirstMachines: true },
      schema: { body: AddedCamera, response: { 200: CameraListReport, ...failureResponses } },
    },
    async (request) => {
      const { body } = request;
      if (body.secret !== undefined)
        await parts.bindings.checkForCamera(body.secret, { user: `camera ${body.id}`, hosts: hostOf(body.url) });
      const report = await cameraList.add(body);
      // Typed by an administrator, and not read from a table: the secret is meant for this camera.
      const added = parts.registered.all().find(({ id }) => id === body.id);
      if (report.outcome === "imported" && body.secret !== undefined && added !== undefined)
        await parts.bindings.add(body.secret, userOfCamera(added));
      const { outcome, number, cameras } = report;
      request.audited = { target: body.id, after: { outcome, number, cameras, name: body.name } };
      log.info({ outcome: report.outcome, number: report.number, cameras: report.cameras }, "a camera for the list");
      return report;
    },
  );

  tableUploadScope(server, [workbookType, csvType], (scope) => {
    scope.post(
      routes.cameraList,
      {
        bodyLimit: maxTableBytes,
        config: { access: "manage-cameras", isFirstMachines: true },
        schema: { querystring: TableImportQuery, response: { 200: CameraListReport, ...failureResponses } },
      },
      async (request) => {
        const { body, query } = request;
        const { check, file } = query;
        const report = await cameraList.import(bytesOf(body), { isCheckOnly: check === "true", file });
        const { outcome, number, mistakeCount, cameras } = report;
        request.audited = {
          ...(file && { target: file }),
          after: { outcome, number, mistakes: mistakeCount, cameras },
        };
        log.info({ outcome, number, mistakes: mistakeCount, cameras }, "list of cameras read");
        return report;
      },
    );
  });
}
