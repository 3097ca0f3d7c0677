import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { AuditExportQuery, AuditList, AuditQuery, AuditVerification } from "#contract/audit/http.ts";
import { routes } from "#contract/routes.ts";
import { csvType, workbookType } from "#contract/tables.ts";
import { failureResponses } from "../api/failures.ts";
import { printedApart } from "../tables/workbook-apart.ts";
import type { Audit } from "./audit.ts";
import { exportedSheet, exportedText } from "./export.ts";

const types = { csv: `${csvType}; charset=utf-8`, jsonl: "application/x-ndjson", xlsx: workbookType };

/** The audit trail, for administrators; who looks at it is in it. */
export async function auditRoutes(
  server: FastifyInstance,
  parts: { audit: Pick<Audit, "list" | "verify" | "export"> },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.audit,
    {
      config: { access: "see-audit", audit: "reveals" },
      schema: { querystring: AuditQuery, response: { 200: AuditList, ...failureResponses } },
    },
    ({ query }) => parts.audit.list(query),
  );

  app.get(
    routes.auditVerification,
    {
      config: { access: "see-audit", audit: "reveals" },
      schema: { response: { 200: AuditVerification, ...failureResponses } },
    },
    () => parts.audit.verify(),
  );

  app.get(
    routes.auditExport,
    {
      config: { access: "see-audit", audit: "reveals" },
      // Its body is a file of one of three types, which goes out as it is made.
      schema: { querystring: AuditExportQuery, response: failureResponses },
    },
    async (request, reply) => {
      const { query } = request;
      const { format } = query;
      request.audited = { after: query };
      const body =
        format === "xlsx"
          ? await printedApart([await exportedSheet(parts.audit, query)])
          : Readable.from(exportedText(parts.audit, { ...query, format }));
      return reply
        .type(types[format])
        .header("cache-control", "no-store")
        .header("content-disposition", `attachment; filename="audit.${format}"`)
        .send(body as never);
    },
  );
}
