import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { DocumentsStatus } from "#contract/documents/http.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "../api/failures.ts";
import type { Documents } from "./documents.ts";

/** What is kept of e-documents, and what is not known of them. Handing them in stands with the sources. */
export async function documentRoutes(
  server: FastifyInstance,
  { documents }: { documents: Pick<Documents, "status"> },
): Promise<void> {
  server.withTypeProvider<ZodTypeProvider>().get(
    routes.documents,
    {
      config: { access: "read", outside: "always" },
      schema: { response: { 200: DocumentsStatus, ...failureResponses } },
    },
    async (_, reply) => {
      reply.header("cache-control", "no-store");
      return documents.status();
    },
  );
}
