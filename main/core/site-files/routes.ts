import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { Failure } from "#contract/answers.ts";
import { changedAtHeader } from "#contract/entities/site-file.ts";
import { routes } from "#contract/routes.ts";
import { SiteFileList } from "#contract/site-files/http.ts";
import type { SiteFiles } from "./site-files.ts";

const Named = z.strictObject({ name: z.string().max(400) });
const failures = { "4xx": Failure, "5xx": Failure };
const bytes = {
  content: { "application/octet-stream": { schema: z.unknown().meta({ type: "string", format: "binary" }) } },
};

/** A site's pictures and documents; the guard of the application they are registered with sees who may. */
export async function siteFileRoutes(server: FastifyInstance, parts: { siteFiles: SiteFiles }): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { siteFiles: files } = parts;

  app.get(
    routes.siteFiles,
    { config: { access: "read", outside: "always" }, schema: { response: { 200: SiteFileList, ...failures } } },
    async () => ({ files: await files.list() }),
  );

  app.get(
    routes.siteFile(":name"),
    { config: { access: "read", outside: "always" }, schema: { params: Named, response: { 200: bytes, ...failures } } },
    async (request, reply) => {
      const { handle, type, bytes: size, changedAtMs } = await files.open(request.params.name);
      const tag = `"${changedAtMs.toString(36)}-${size.toString(36)}"`;
      reply
        .header("etag", tag)
        .header("cache-control", "private, no-cache")
        .header(changedAtHeader, String(changedAtMs))
        .header("access-control-expose-headers", `${changedAtHeader}, etag`);
      if (request.headers["if-none-match"] === tag || size === 0) {
        await handle.close();
        return reply.code(304).send();
      }
      // No more than was counted, however long it grows meanwhile.
      const stream = handle.createReadStream({ start: 0, end: size - 1 });
      return reply.type(type).header("content-length", size).send(stream);
    },
  );
}
