import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  FactorSetUp,
  NewPasskey,
  PasskeyAnswer,
  PasskeyAsked,
  PasskeyOptions,
  SignedIn,
} from "#contract/accounts/http.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import type { Identity } from "../access/identity.ts";
import { failureResponses } from "../api/failures.ts";
import { done } from "../api/file-response.ts";
import type { Accounts } from "./accounts.ts";
import { cookieOf, createEntering } from "./entering.ts";
import { refused } from "./passkeys.ts";
import type { PasskeysRepository } from "./passkeys-repository.ts";
import { siteOf } from "./relying-party.ts";
import type { AccountsRepository, StoredAccount } from "./repository.ts";

/** Signing in by a passkey, alone or as second factor, and those of one's own account. */
export async function passkeyRoutes(
  server: FastifyInstance,
  parts: {
    accounts: Accounts;
    store: { accounts: Pick<AccountsRepository, "byId">; passkeys: Pick<PasskeysRepository, "remove" | "ofAccount"> };
    now(): number;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { accounts, store } = parts;
  const { signIn, factors, passkeys, sessions } = accounts;
  const { guarded, answer } = createEntering(accounts, parts.now);
  const anyone = { access: "anyone", outside: "always" } as const;
  const owned = { access: "own-account", reach: "common", outside: "always" } as const;
  const asked = { 200: PasskeyOptions, ...failureResponses };

  app.post(
    routes.signInPasskey,
    { config: { ...anyone, audit: "none" }, schema: { body: PasskeyAsked, response: asked } },
    (request, reply) => {
      const { ticket } = request.body;
      reply.header("cache-control", "no-store");
      return guarded(request, async () =>
        passkeys.ask(siteOf(request), ticket === undefined ? undefined : (await signIn.askedFactor(ticket)).id),
      );
    },
  );
  app.put(
    routes.signInPasskey,
    { config: anyone, schema: { body: PasskeyAnswer, response: { 200: SignedIn, ...failureResponses } } },
    async (request, reply) => {
      const { challenge, response, kind, ticket } = request.body;
      const step = await guarded(request, async (from) => {
        const passkey = await passkeys.answer(siteOf(request), challenge, response);
        const account = await store.accounts.byId(passkey.account);
        if (account === undefined || account.leftAtMs !== null) throw refused();
        if (ticket === undefined) return signIn.proceed(account, { by: "passkey", kind, isFactorDone: true }, from);
        // Whose password it was has to be whose passkey it is.
        if ((await signIn.askedFactor(ticket)).id !== account.id) throw refused();
        return signIn.factorWasRight(ticket, from);
      });
      return answer(request, reply, step);
    },
  );

  const accountOf = async (identity: Identity | undefined): Promise<StoredAccount> => {
    const found = identity?.account && (await store.accounts.byId(identity.account.id));
    if (found === undefined) throw new CodedError("access.forbidden");
    return found;
  };
  app.post(
    routes.passkeys,
    { config: { ...owned, audit: "none" }, schema: { response: asked } },
    async (request, reply) => {
      reply.header("cache-control", "no-store");
      await sessions.mustBeFresh(cookieOf(request));
      return passkeys.askForNew(siteOf(request), await accountOf(request.identity));
    },
  );
  app.put(
    routes.passkeys,
    { config: owned, schema: { body: NewPasskey, response: { 200: FactorSetUp, ...failureResponses } } },
    async (request, reply) => {
      const account = await accountOf(request.identity);
      const { label } = await passkeys.add(siteOf(request), account, request.body);
      request.audited = { target: account.name, after: { label } };
      reply.header("cache-control", "no-store");
      // Whoever has a second factor has a way in without it, too.
      const hasCodes = (await factors.recoveryCodesLeft(account.id)) > 0;
      return hasCodes ? {} : { codes: await factors.renewRecoveryCodes(account.id) };
    },
  );
  app.delete(
    routes.passkey(":id"),
    {
      config: owned,
      schema: {
        params: z.strictObject({ id: z.string().min(1).max(400) }),
        response: { 204: done, ...failureResponses },
      },
    },
    async (request, reply) => {
      const { params } = request;
      const account = await accountOf(request.identity);
      await sessions.mustBeFresh(cookieOf(request));
      const own = await store.passkeys.ofAccount(account.id);
      const found = own.find(({ id }) => id === params.id);
      if (found === undefined) throw new CodedError("passkey.unknown");
      const isNeeded = account.grants.some(({ role }) => accounts.rules().secondFactor.includes(role));
      if (isNeeded && own.length === 1 && !(await factors.of(account.id)).includes("totp"))
        throw new CodedError("factor.needed");
      await store.passkeys.remove(account.id, params.id);
      request.audited = { target: account.name, before: { label: found.label } };
      return reply.code(204).send(null);
    },
  );
}
