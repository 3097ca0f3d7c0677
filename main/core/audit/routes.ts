import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { AuditList, AuditQuery, AuditVerification } from "#contract/audit/http.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "../api/failures.ts";
import type { Audit } from "./audit.ts";

/** The audit trail, for administrators; who looks at it is in it. */
export async function auditRoutes(
  server: FastifyInstance,
  parts: { audit: Pick<Audit, "list" | "verify"> },
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
}
