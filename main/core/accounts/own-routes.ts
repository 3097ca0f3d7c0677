import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  FactorSetUp,
  OwnAccount,
  PasswordChange,
  RecoveryCodes,
  TotpBegin,
  TotpBegun,
  TotpConfirm,
} from "#contract/accounts/http.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import type { Identity } from "../access/identity.ts";
import { failureResponses } from "../api/failures.ts";
import { done } from "../api/file-response.ts";
import { sessionUseOf } from "../api/guard.ts";
import { isSameOrigin } from "../door/origin.ts";
import type { Accounts } from "./accounts.ts";
import { cookieOf, createEntering } from "./entering.ts";
import type { PasskeysRepository } from "./passkeys-repository.ts";
import { siteOf } from "./relying-party.ts";
import type { AccountsRepository, CredentialsRepository, StoredAccount } from "./repository.ts";
import type { KnownSession } from "./sessions.ts";
import type { SignOn } from "./sign-on/sign-on.ts";

/** Whether a browser that came by this address can make passkeys. */
export const isPasskeyPossible = (request: FastifyRequest): boolean => siteOf(request) !== undefined;

/** One's own account: everything here is of whoever asks, and of nobody else. */
export async function ownAccountRoutes(
  server: FastifyInstance,
  parts: {
    accounts: Accounts;
    signOn: Pick<SignOn, "providers">;
    store: {
      accounts: Pick<AccountsRepository, "byId" | "substitutions">;
      credentials: Pick<CredentialsRepository, "passwords" | "providers">;
      passkeys: Pick<PasskeysRepository, "ofAccount">;
    };
    now(): number;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { accounts, store } = parts;
  const { signIn, factors, sessions } = accounts;
  const { guarded, answer } = createEntering(accounts, parts.now);
  const owned = { access: "own-account", reach: "common", outside: "always" } as const;

  const accountOf = async (identity: Identity | undefined): Promise<StoredAccount> => {
    const found = identity?.account && (await store.accounts.byId(identity.account.id));
    if (found === undefined) throw new CodedError("access.forbidden");
    return found;
  };
  const sessionOf = async (request: FastifyRequest): Promise<KnownSession> => {
    const found = await sessions.find(cookieOf(request));
    if (found === undefined) throw new CodedError("access.bad-token");
    return found;
  };

  app.get(
    routes.account,
    { config: owned, schema: { response: { 200: OwnAccount, ...failureResponses } } },
    async (request) => {
      const account = await accountOf(request.identity);
      const { id, name, fullName, title, unit, phone, email, grants } = account;
      const [mine, all, passkeys, password, session, linked] = await Promise.all([
        sessions.list(id),
        store.accounts.substitutions(),
        store.passkeys.ofAccount(id),
        signIn.passwordUntilMs(account),
        sessionOf(request),
        store.credentials.providers(id),
      ]);
      return {
        ...{ id, name, fullName, title, phone, email, grants, ...(unit === undefined ? {} : { unit }) },
        factors: await factors.of(id),
        passkeys: passkeys.map(({ id, label, createdAtMs, usedAtMs }) => ({ id, label, createdAtMs, usedAtMs })),
        recoveryCodesLeft: await factors.recoveryCodesLeft(id),
        sessions: mine.map(({ id, openedAtMs, usedAtMs, address, program, kind }) => ({
          ...{ id, openedAtMs, usedAtMs, address, program, kind, isThis: id === request.identity?.sessionId },
        })),
        substitutions: await Promise.all(
          all
            .filter((one) => one.account === id || one.by === id)
            .slice(-100)
            .map(async (one) => {
              const other = await store.accounts.byId(one.account === id ? one.by : one.account);
              return { ...one, otherName: other?.fullName ?? "" };
            }),
        ),
        passwordSetAtMs: password.setAtMs,
        passwordUntilMs: password.untilMs,
        idleLockMs: sessions.idleLockMs(session),
        isPasskeyPossible: isPasskeyPossible(request),
        providers: parts.signOn.providers().map((one) => ({ ...one, isLinked: linked.includes(one.id) })),
      };
    },
  );

  app.put(
    routes.accountPassword,
    { config: owned, schema: { body: PasswordChange, response: { 204: done, ...failureResponses } } },
    async (request, reply) => {
      const account = await accountOf(request.identity);
      const session = await sessionOf(request);
      if (!(await signIn.isPassword(account.id, request.body.old))) {
        const isEnded = await sessions.failed(session);
        throw new CodedError(isEnded ? "access.bad-token" : "password.wrong");
      }
      await signIn.checkPassword(account, request.body.new);
      await signIn.setPassword(account, request.body.new);
      // Whoever else knew the old one is out.
      signIn.drop(account.id);
      await sessions.endAll(account.id, session.session.id);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    routes.ownSession(":id"),
    {
      config: owned,
      schema: { params: z.strictObject({ id: z.string().max(40) }), response: { 204: done, ...failureResponses } },
    },
    async ({ params, identity }, reply) => {
      const { id } = await accountOf(identity);
      if (!(await sessions.end(id, params.id))) throw new CodedError("session.unknown");
      return reply.code(204).send(null);
    },
  );

  /** Whose factor is set up: by the ticket of a sign-in, or in a session. */
  const settingUp = async (request: FastifyRequest, ticket: string | undefined): Promise<StoredAccount> => {
    if (ticket !== undefined) return guarded(request, () => signIn.settingUp(ticket));
    const cookie = cookieOf(request);
    if (cookie === undefined || !isSameOrigin(request.raw)) throw new CodedError("access.no-token");
    request.identity = await sessions.resume(cookie, sessionUseOf(request));
    return accountOf(request.identity);
  };
  const bySomebody = { access: "anyone", outside: "always" } as const;
  app.post(
    routes.totp,
    { config: bySomebody, schema: { body: TotpBegin, response: { 200: TotpBegun, ...failureResponses } } },
    async (request, reply) => {
      const account = await settingUp(request, request.body.ticket);
      if (request.body.ticket === undefined) await sessions.mustBeFresh(cookieOf(request));
      request.audited = { target: account.name };
      reply.header("cache-control", "no-store");
      return factors.beginTotp(account);
    },
  );
  app.put(
    routes.totp,
    { config: bySomebody, schema: { body: TotpConfirm, response: { 200: FactorSetUp, ...failureResponses } } },
    async (request, reply) => {
      const { ticket, code } = request.body;
      const account = await settingUp(request, ticket);
      reply.header("cache-control", "no-store");
      request.audited = { target: account.name };
      const codes = await factors.confirmTotp(account.id, code);
      const told = codes === undefined ? {} : { codes };
      if (ticket === undefined) return told;
      const step = await guarded(request, (from) => signIn.setUp(ticket, from));
      return { ...told, signedIn: answer(request, reply, step) };
    },
  );
  app.delete(
    routes.totp,
    { config: owned, schema: { response: { 204: done, ...failureResponses } } },
    async (request, reply) => {
      const account = await accountOf(request.identity);
      await sessions.mustBeFresh(cookieOf(request));
      const isNeeded = account.grants.some(({ role }) => accounts.rules().secondFactor.includes(role));
      const others = (await factors.of(account.id)).filter((factor) => factor === "passkey");
      if (isNeeded && others.length === 0) throw new CodedError("factor.needed");
      await factors.dropTotp(account.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    routes.recoveryCodes,
    { config: owned, schema: { response: { 200: RecoveryCodes, ...failureResponses } } },
    async (request, reply) => {
      const { id } = await accountOf(request.identity);
      await sessions.mustBeFresh(cookieOf(request));
      reply.header("cache-control", "no-store");
      return { codes: await factors.renewRecoveryCodes(id) };
    },
  );
}
