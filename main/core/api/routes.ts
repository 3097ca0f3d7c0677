import { readFile } from "node:fs/promises";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { CreatedToken, NewToken, OwnRights, TokenList } from "#contract/access/http.ts";
import { Id } from "#contract/entities/text.ts";
import { CodedError } from "#contract/errors.ts";
import { History, HistoryQuery, Readings, ReadingsQuery } from "#contract/readings/http.ts";
import { routes } from "#contract/routes.ts";
import { NewSecret, SecretBound, SecretList } from "#contract/secrets/http.ts";
import { Health, Status } from "#contract/status/http.ts";
import { SnapshotQuery } from "#contract/wall/http.ts";
import { rightsOf } from "../access/rights.ts";
import { tokenSources } from "../access/token-sources.ts";
import { failureResponses } from "./failures.ts";
import type { ServerParts } from "./parts.ts";
import { statusOf } from "./status.ts";
import { whoOf } from "./who.ts";

/** Answered where there is nothing to say but that it was done. */
const done = z.null().describe("Done.");
/** A body that is sent as it is. */
export const fileResponse = (type: string) => ({
  content: { [type]: { schema: z.instanceof(Buffer).meta({ type: "string", format: "binary" }) } },
});

/**
 * The routes of contract/http.ts. Each names the right it needs; the guard has seen to it before a handler runs.
 *
 * @param clients how many lines are open
 */
export function registerRoutes(server: FastifyInstance, parts: ServerParts, clients: () => number): void {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.health,
    { config: { access: "anyone" }, schema: { response: { 200: Health, ...failureResponses } } },
    () => ({
      status: "ok" as const,
      version: parts.version,
      uptimeS: Math.max(0, Math.round((parts.now() - parts.startedAtMs) / 1_000)),
    }),
  );

  let document: Record<string, unknown> | undefined;
  app.get(
    routes.openapi,
    {
      config: { access: "read" },
      schema: { response: { 200: z.record(z.string(), z.unknown()), ...failureResponses } },
    },
    () => {
      document ??= { ...server.swagger() };
      return document;
    },
  );

  app.get(
    routes.ownRights,
    { config: { access: "read" }, schema: { response: { 200: OwnRights, ...failureResponses } } },
    ({ identity }) => ({
      role: identity?.role ?? "",
      rights: identity === undefined ? [] : rightsOf(identity.role),
    }),
  );

  app.get(
    routes.status,
    { config: { access: "read" }, schema: { response: { 200: Status, ...failureResponses } } },
    () => statusOf(parts, clients()),
  );

  app.get(
    routes.history,
    {
      config: { access: "read" },
      schema: { querystring: HistoryQuery, response: { 200: History, ...failureResponses } },
    },
    async ({ query }) => {
      const { indicator, place = parts.profile.place, fromMs, toMs, points, asOfMs } = query;
      if (!parts.profile.indicators.some((one) => one.code === indicator))
        throw new CodedError("request.invalid", { at: "querystring/indicator", detail: indicator });
      if (toMs < fromMs) throw new CodedError("request.invalid", { at: "querystring/toMs", detail: "toMs < fromMs" });
      const known = asOfMs === undefined ? {} : { knownAtMs: asOfMs };
      const found = await parts.store.readings.history({ indicator, place, fromMs, toMs, points, ...known });
      return { indicator, place, points: found };
    },
  );

  app.get(
    routes.readings,
    {
      config: { access: "read" },
      schema: { querystring: ReadingsQuery, response: { 200: Readings, ...failureResponses } },
    },
    async ({ query }) => {
      const { indicator, place, asOfMs } = query;
      const latest = await parts.store.readings.latest(asOfMs);
      return {
        asOfMs: asOfMs ?? parts.now(),
        readings: latest.filter(
          (one) =>
            (indicator === undefined || one.indicator === indicator) && (place === undefined || one.place === place),
        ),
      };
    },
  );

  app.post(
    routes.tokens,
    {
      config: { access: "manage-tokens" },
      schema: { body: NewToken, response: { 201: CreatedToken, ...failureResponses } },
    },
    async ({ body, identity, ip }, reply) => {
      const by = await whoOf(parts.access, identity);
      const bound = tokenSources(parts.profile, body);
      const { id, role, label, token } = await parts.access.create(body.role, body.label, bound);
      parts.log.info({ id, role, label, sources: bound, by, address: ip }, "token created");
      const made = { id, role, label, token, ...(bound === undefined ? {} : { sources: bound }) };
      return reply.code(201).header("cache-control", "no-store").send(made);
    },
  );

  app.get(
    routes.tokens,
    { config: { access: "manage-tokens" }, schema: { response: { 200: TokenList, ...failureResponses } } },
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
    async ({ params, identity, ip }, reply) => {
      // Asked before: a token may revoke itself.
      const by = await whoOf(parts.access, identity);
      if (!(await parts.access.revoke(params.id))) throw new CodedError("token.unknown", { id: params.id });
      parts.log.info({ id: params.id, by, address: ip }, "token revoked");
      return reply.code(204).send(null);
    },
  );

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
    async ({ params, body, identity, ip }, reply) => {
      await parts.secrets.set(params.name, body.value);
      const bound = await parts.bindings.bind(params.name);
      const by = await whoOf(parts.access, identity);
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
    async ({ params: { name }, identity, ip }) => {
      if (!(await parts.secrets.has(name))) throw new CodedError("secret.missing", { name });
      const by = await whoOf(parts.access, identity);
      const bound = (await parts.bindings.bind(name)).map(({ user, hosts }) => ({ user, hosts }));
      const told = bound.map(({ user, hosts }) => `${user}: ${hosts}`);
      parts.log.info({ name, bound: told, by, address: ip }, "secret bound");
      return { name, bound };
    },
  );
  app.delete(
    `${routes.secrets}/:name`,
    { config: { access: "manage-secrets" }, schema: { params: named, response: { 204: done, ...failureResponses } } },
    async ({ params, identity, ip }, reply) => {
      if (!(await parts.secrets.remove(params.name))) throw new CodedError("secret.missing", { name: params.name });
      await parts.bindings.forget(params.name);
      const by = await whoOf(parts.access, identity);
      parts.log.info({ name: params.name, by, address: ip }, "secret removed");
      return reply.code(204).send(null);
    },
  );

  app.get(
    routes.snapshot,
    {
      config: { access: "capture" },
      schema: { querystring: SnapshotQuery, response: { 200: fileResponse("image/png"), ...failureResponses } },
    },
    async ({ query }, reply) => {
      const png = await parts.captures.take(query.scale);
      return reply.type("image/png").header("cache-control", "no-store").send(png);
    },
  );

  app.get(
    routes.outline,
    {
      config: { access: "read" },
      schema: { response: { 200: fileResponse("application/geo+json"), ...failureResponses } },
    },
    async (_request, reply) => {
      const outline = await readFile(path.resolve(parts.profileFolder, parts.profile.map.outline));
      return reply.type("application/geo+json").header("cache-control", "no-cache").send(outline);
    },
  );
}
