import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { z } from "zod";
import { CreatedToken, NewToken, OwnRights, TokenList } from "#contract/access/http.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import type { Access } from "../access/access.ts";
import { may } from "../access/identity.ts";
import { rightsOf } from "../access/rights.ts";
import { tokenSources } from "../access/token-sources.ts";
import { failureResponses } from "../api/failures.ts";
import { done } from "../api/file-response.ts";
import { whoOf } from "../api/who.ts";

/** Tokens, by who hands them out; and what whoever asks may do. */
export async function tokenRoutes(
  server: FastifyInstance,
  parts: { readonly profile: Profile; access: Pick<Access, "create" | "list" | "revoke">; log: Logger },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.ownRights,
    {
      config: { access: "read", reach: "common", outside: "always" },
      schema: { response: { 200: OwnRights, ...failureResponses } },
    },
    ({ identity }) => ({
      role: identity?.role ?? "",
      rights: rightsOf(identity?.grants ?? []).filter((right) => may(identity, right)),
      ...(identity?.account === undefined
        ? {}
        : {
            person: {
              ...identity.account,
              scopes: identity.grants.map(({ scope }) => scope),
            },
          }),
    }),
  );

  app.post(
    routes.tokens,
    {
      config: { access: "manage-tokens" },
      schema: { body: NewToken, response: { 201: CreatedToken, ...failureResponses } },
    },
    async (request, reply) => {
      const { body, identity, ip } = request;
      const by = await whoOf(parts.access, identity);
      const bound = tokenSources(parts.profile, body);
      const { id, role, label, token } = await parts.access.create(body.role, body.label, bound);
      request.audited = { target: String(id), after: { role, label, sources: bound } };
      parts.log.info({ id, role, label, sources: bound, by, address: ip }, "token created");
      const made = { id, role, label, token, ...(bound === undefined ? {} : { sources: bound }) };
      return reply.code(201).header("cache-control", "no-store").send(made);
    },
  );

  app.get(
    routes.tokens,
    {
      config: { access: "manage-tokens", audit: "reveals" },
      schema: { response: { 200: TokenList, ...failureResponses } },
    },
    async () => ({
      tokens: (await parts.access.list()).map(({ id, role, label, createdAtMs, sources }) => ({
        ...{ id, role, label, createdAtMs },
        ...(sources === undefined ? {} : { sources: [...sources] }),
      })),
    }),
  );

  app.delete(
    `${routes.tokens}/:id`,
    {
      config: { access: "manage-tokens" },
      schema: { params: z.strictObject({ id: z.coerce.number().int() }), response: { 204: done, ...failureResponses } },
    },
    async (request, reply) => {
      const { params, identity, ip } = request;
      // Asked before: a token may revoke itself.
      const by = await whoOf(parts.access, identity);
      const before = (await parts.access.list()).find(({ id }) => id === params.id);
      if (before !== undefined) request.audited = { before: { role: before.role, label: before.label } };
      if (!(await parts.access.revoke(params.id))) throw new CodedError("token.unknown", { id: params.id });
      parts.log.info({ id: params.id, by, address: ip }, "token revoked");
      return reply.code(204).send(null);
    },
  );
}
