import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { Failure } from "#contract/answers.ts";
import { type Profile, SiteNames } from "#contract/entities/profile.ts";
import { routes } from "#contract/routes.ts";
import { siteNames } from "./site-names.ts";

/** The names of the site, for pages that show more than what they are told of by name. What the site is all may know who may look. */
export async function siteNamesRoutes(server: FastifyInstance, parts: { readonly profile: Profile }): Promise<void> {
  server.withTypeProvider<ZodTypeProvider>().get(
    routes.siteNames,
    {
      config: { access: "read", reach: "common", outside: "always" },
      schema: { response: { 200: SiteNames, "4xx": Failure, "5xx": Failure } },
    },
    async (request, reply) => {
      const { version, text } = siteNames(parts.profile);
      const tag = `"${version}"`;
      reply.header("etag", tag);
      if (request.headers["if-none-match"] === tag) return reply.code(304).send(undefined as never);
      // As it was written once: what the profile says was parsed when it was read.
      return reply.type("application/json; charset=utf-8").send(text as never);
    },
  );
}
