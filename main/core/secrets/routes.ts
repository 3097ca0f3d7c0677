import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { z } from "zod";
import { Id } from "#contract/entities/text.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { NewSecret, SecretBound, SecretList } from "#contract/secrets/http.ts";
import type { Access } from "../access/access.ts";
import { failureResponses } from "../api/failures.ts";
import { done } from "../api/file-response.ts";
import { whoOf } from "../api/who.ts";
import type { SecretBindings } from "./bindings.ts";
import type { Secrets } from "./secrets.ts";

/** Secrets go in and never come out: only their names do, and who may send them. */
export async function secretRoutes(
  server: FastifyInstance,
  parts: {
    secrets: Pick<Secrets, "names" | "has" | "set" | "remove">;
    bindings: Pick<SecretBindings, "bind" | "forget">;
    access: Pick<Access, "list">;
    log: Logger;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  const named = z.strictObject({ name: Id });
  app.get(
    routes.secrets,
    { config: { access: "manage-secrets" }, schema: { response: { 200: SecretList, ...failureResponses } } },
    async () => ({ names: await parts.secrets.names() }),
  );
  app.put(
    `${routes.secrets}/:name`,
    {
      config: { access: "manage-secrets" },
      schema: { params: named, body: NewSecret, response: { 204: done, ...failureResponses } },
    },
    async (request, reply) => {
      const { params, body, identity, ip } = request;
      const before = await parts.secrets.has(params.name);
      await parts.secrets.set(params.name, body.value);
      const bound = await parts.bindings.bind(params.name);
      const by = await whoOf(parts.access, identity);
      request.audited = {
        before: { isSet: before },
        after: { isSet: true, bound: bound.map(({ user, hosts }) => ({ user, hosts })) },
      };
      const users = bound.map(({ user, hosts }) => `${user}: ${hosts}`);
      parts.log.info({ name: params.name, bound: users, by, address: ip }, "secret set");
      return reply.code(204).send(null);
    },
  );
  app.post(
    routes.secretBinding(":name"),
    {
      config: { access: "manage-secrets" },
      schema: { params: named, response: { 200: SecretBound, ...failureResponses } },
    },
    async (request) => {
      const { params, identity, ip } = request;
      const { name } = params;
      if (!(await parts.secrets.has(name))) throw new CodedError("secret.missing", { name });
      const by = await whoOf(parts.access, identity);
      const bound = (await parts.bindings.bind(name)).map(({ user, hosts }) => ({ user, hosts }));
      request.audited = { after: { bound } };
      const told = bound.map(({ user, hosts }) => `${user}: ${hosts}`);
      parts.log.info({ name, bound: told, by, address: ip }, "secret bound");
      return { name, bound };
    },
  );
  app.delete(
    `${routes.secrets}/:name`,
    { config: { access: "manage-secrets" }, schema: { params: named, response: { 204: done, ...failureResponses } } },
    async (request, reply) => {
      const { params, identity, ip } = request;
      if (!(await parts.secrets.remove(params.name))) throw new CodedError("secret.missing", { name: params.name });
      await parts.bindings.forget(params.name);
      request.audited = { before: { isSet: true }, after: { isSet: false } };
      const by = await whoOf(parts.access, identity);
      parts.log.info({ name: params.name, by, address: ip }, "secret removed");
      return reply.code(204).send(null);
    },
  );
}
