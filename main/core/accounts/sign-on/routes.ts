import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { sessionCookie } from "#contract/access/http.ts";
import { AccountId, SessionView } from "#contract/accounts/account.ts";
import { GivenIdentityNumber } from "#contract/accounts/provider.ts";
import { Id } from "#contract/entities/text.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "../../api/failures.ts";
import { done } from "../../api/file-response.ts";
import { doorOf } from "../../door/door.ts";
import { isByPublicUrl, isSecure } from "../../door/origin.ts";
import type { Accounts } from "../accounts.ts";
import { createEntering } from "../entering.ts";
import type { SignOn } from "./sign-on.ts";

/** Goes along when the provider sends the browser back, which a strict cookie would not. It says nothing by itself. */
const awayCookie = "wall_sign_on";
const awayForS = 600;
const signInPage = "/app/sign-in";
const accountPage = "/app/account";

/** Where people see this core, as whoever asks sees it. */
function originOf({ raw, headers }: FastifyRequest): string {
  const { publicUrl } = doorOf(raw);
  if (publicUrl !== undefined && isByPublicUrl(raw)) return publicUrl.origin;
  return `${isSecure(raw) ? "https" : "http"}://${headers.host ?? ""}`;
}

/** Single sign-on: to a provider and back, and whose account somebody there is. */
export async function signOnRoutes(
  server: FastifyInstance,
  parts: { accounts: Accounts; signOn: SignOn; now(): number },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { accounts, signOn } = parts;
  const { guarded, answer } = createEntering(accounts, parts.now);
  const named = z.strictObject({ id: Id });
  const page = { 200: z.string(), 303: z.unknown(), ...failureResponses };
  const backAt = (request: FastifyRequest, id: string) => `${originOf(request)}${routes.signInProvider(id)}/back`;
  const cookieFor = (request: FastifyRequest, path: string) =>
    ({ path, httpOnly: true, sameSite: "lax", secure: isSecure(request.raw) }) as const;

  app.get(
    routes.signInProvider(":id"),
    {
      config: { access: "anyone", outside: "always" },
      schema: {
        params: named,
        querystring: z.strictObject({
          kind: SessionView.shape.kind.default("computer"),
          /** "true": whoever is signed in wants it to be known whose he is there. */
          link: z.enum(["true", "false"]).default("false"),
          /** The page that was wanted before it was known who asks. */
          to: z
            .string()
            .max(500)
            .regex(/^\/(?:app|desk|wall)(?:[/?][\w./?=&%@+,:~*-]*)?$/)
            .catch("/app/"),
        }),
        response: page,
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { kind, link, to } = request.query;
      reply.header("cache-control", "no-store");
      const holder = link === "true" ? await accounts.sessions.find(request.cookies[sessionCookie]) : undefined;
      if (link === "true" && (holder === undefined || accounts.sessions.locksInMs(holder) === 0))
        return onward(reply, `${signInPage}?to=${encodeURIComponent(accountPage)}`);
      const asked = { kind, to, redirectUri: backAt(request, id), ...(holder && { account: holder.account.id }) };
      try {
        const { url, ticket } = await signOn.begin(id, asked);
        reply.setCookie(awayCookie, ticket, { ...cookieFor(request, routes.signInProvider(id)), maxAge: awayForS });
        return reply.redirect(url, 303);
      } catch (error) {
        return sayWhy(reply, error);
      }
    },
  );

  app.get(
    `${routes.signInProvider(":id")}/back`,
    {
      config: { access: "anyone", audit: "always", outside: "always" },
      // What a provider sends is its own matter, and looked at by the library of OpenID Connect.
      schema: { params: named, querystring: z.looseObject({}), response: page },
    },
    async (request, reply) => {
      const { id } = request.params;
      const ticket = request.cookies[awayCookie] ?? "";
      const query = request.url.split("?").slice(1).join("?").slice(0, 4_000);
      reply.header("cache-control", "no-store").clearCookie(awayCookie, cookieFor(request, routes.signInProvider(id)));
      request.audited = { target: id };
      try {
        const { step, to } = await guarded(request, (from) => signOn.finish(id, ticket, query, from));
        if (step === undefined) return onward(reply, accountPage);
        const told = answer(request, reply, step);
        if (told.state === "signed-in") return onward(reply, to);
        // In the fragment, which no server and no log is told.
        return onward(reply, `${signInPage}#step=${encodeURIComponent(JSON.stringify(told))}`);
      } catch (error) {
        return sayWhy(reply, error);
      }
    },
  );

  app.delete(
    routes.ownProvider(":id"),
    {
      config: { access: "own-account", reach: "common", outside: "always" },
      schema: { params: named, response: { 204: done, ...failureResponses } },
    },
    async ({ params: { id }, identity }, reply) => {
      if (identity?.account === undefined) throw new CodedError("access.forbidden");
      await signOn.forget(id, identity.account.id);
      return reply.code(204).send(null);
    },
  );

  app.put(
    routes.accountIdentity(":id"),
    {
      config: { access: "manage-accounts" },
      schema: {
        params: z.strictObject({ id: AccountId }),
        body: GivenIdentityNumber,
        response: { 204: done, ...failureResponses },
      },
    },
    async ({ params: { id }, body: { number } }, reply) => {
      await signOn.noteIdentityNumber(id, number);
      return reply.code(204).send(null);
    },
  );
}

/**
 * A page of ours goes on from here: a strict cookie does not come along where the way began at another site.
 * @param to one of our own addresses, in which nothing has a meaning in HTML
 */
const onward = (reply: FastifyReply, to: string): FastifyReply =>
  reply
    .type("text/html; charset=utf-8")
    .send(
      `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${to}"><title>…</title></head></html>`,
    );

/** People came by a browser: the sign-in page says it in words. */
function sayWhy(reply: FastifyReply, error: unknown): FastifyReply {
  if (!(error instanceof CodedError)) throw error;
  return onward(reply, `${signInPage}#failed=${encodeURIComponent(JSON.stringify(error.toMessage()))}`);
}
