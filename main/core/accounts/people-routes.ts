import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { AccountId, AccountView, Substitution } from "#contract/accounts/account.ts";
import { AccountList, ChangedAccount, Invitation, NewAccount, NewSubstitution } from "#contract/accounts/http.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { routes } from "#contract/routes.ts";
import { differing } from "../api/audited.ts";
import { failureResponses } from "../api/failures.ts";
import { done } from "../api/file-response.ts";
import { isSecure } from "../door/origin.ts";
import type { Accounts } from "./accounts.ts";
import type { Invited } from "./people.ts";

/** Accounts, by administrators. */
export async function peopleRoutes(
  server: FastifyInstance,
  parts: { accounts: Accounts; readonly profile: Pick<Profile, "server" | "units"> },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { people } = parts.accounts;
  const config = { access: "manage-accounts" } as const;
  const named = z.strictObject({ id: AccountId });

  /** Under the site's name for people, or else the one by which whoever asks has reached this core. */
  const originFor = ({ raw }: FastifyRequest): string => {
    const { publicUrl, outside } = parts.profile.server;
    const url = outside?.publicUrl ?? publicUrl;
    return url === undefined ? `${isSecure(raw) ? "https" : "http"}://${raw.headers.host}` : new URL(url).origin;
  };
  const told = (request: FastifyRequest, { account, token, untilMs }: Invited): z.output<typeof Invitation> => ({
    ...{ account, untilMs },
    link: `${originFor(request)}/app/invitation/${token}`,
  });

  app.get(
    routes.accounts,
    { config: { ...config, audit: "reveals" }, schema: { response: { 200: AccountList, ...failureResponses } } },
    async () => ({
      ...(await people.list()),
      units: parts.profile.units.flatMap(({ id, name, into }) => (into === undefined ? [{ id, name }] : [])),
    }),
  );
  app.post(
    routes.accounts,
    { config, schema: { body: NewAccount, response: { 201: Invitation, ...failureResponses } } },
    async (request, reply) => {
      request.audited = { target: request.body.name, after: request.body };
      const made = await people.add(request.body);
      return reply.code(201).header("cache-control", "no-store").send(told(request, made));
    },
  );
  app.put(
    routes.accountOf(":id"),
    { config, schema: { params: named, body: ChangedAccount, response: { 200: AccountView, ...failureResponses } } },
    async (request) => {
      const { before, account } = await people.change(request.params.id, request.body);
      request.audited = { target: account.name, ...differing(before, request.body) };
      return account;
    },
  );
  app.delete(
    routes.accountOf(":id"),
    { config, schema: { params: named, response: { 204: done, ...failureResponses } } },
    async (request, reply) => {
      const { grants } = await people.view(request.params.id);
      const { name } = await people.leave(request.params.id);
      request.audited = { target: name, before: { grants }, after: { state: "left" } };
      return reply.code(204).send(null);
    },
  );
  app.post(
    routes.accountInvitation(":id"),
    { config, schema: { params: named, response: { 200: Invitation, ...failureResponses } } },
    async (request, reply) => {
      const made = await people.invite(request.params.id);
      request.audited = { target: made.account.name, after: { untilMs: made.untilMs } };
      reply.header("cache-control", "no-store");
      return told(request, made);
    },
  );

  const deeds = [
    { method: "POST", url: routes.accountUnlock(":id"), deed: people.unlock },
    { method: "DELETE", url: routes.accountSessions(":id"), deed: people.endSessions },
    { method: "DELETE", url: routes.accountFactors(":id"), deed: people.clearFactors },
  ] as const;
  for (const { method, url, deed } of deeds)
    app.route({
      ...{ method, url, config },
      schema: { params: named, response: { 204: done, ...failureResponses } },
      async handler(request, reply) {
        const before = await people.view(request.params.id);
        const { state, factors, sessions, name } = await deed(request.params.id);
        request.audited = {
          target: name,
          before: { state: before.state, factors: before.factors, sessions: before.sessions },
          after: { state, factors, sessions },
        };
        return reply.code(204).send(null);
      },
    });

  app.post(
    routes.substitutions,
    { config, schema: { body: NewSubstitution, response: { 201: Substitution, ...failureResponses } } },
    async (request, reply) => {
      const made = await people.substitute(request.body);
      request.audited = { target: made.id, after: made };
      return reply.code(201).send(made);
    },
  );
  app.delete(
    routes.substitution(":id"),
    { config, schema: { params: z.strictObject({ id: z.uuid() }), response: { 204: done, ...failureResponses } } },
    async (request, reply) => {
      const gone = await people.endSubstitution(request.params.id);
      request.audited = { target: gone.id, before: gone };
      return reply.code(204).send(null);
    },
  );
}
