import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { sessionCookie } from "#contract/access/http.ts";
import {
  GivenFactor,
  InvitationAccepted,
  InvitationView,
  ReplacedPassword,
  SessionState,
  SignedIn,
  SignIn,
  SignInWays,
  Unlock,
} from "#contract/accounts/http.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "../api/failures.ts";
import { done } from "../api/file-response.ts";
import { isSameOrigin } from "../door/origin.ts";
import type { Accounts } from "./accounts.ts";
import { cookieForm, cookieOf, createEntering } from "./entering.ts";
import { isPasskeyPossible } from "./own-routes.ts";
import type { SignOn } from "./sign-on/sign-on.ts";

/** Signing in and out, and the state of a session: spoken to by whoever is not known yet, or whose session is locked. */
export async function signInRoutes(
  server: FastifyInstance,
  parts: { accounts: Accounts; signOn: Pick<SignOn, "providers">; now(): number },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { accounts } = parts;
  const { signIn, people, sessions } = accounts;
  const { guarded, answer } = createEntering(accounts, parts.now);
  const anyone = { access: "anyone", outside: "always" } as const;
  const stepped = { 200: SignedIn, ...failureResponses };

  app.get(
    routes.signIn,
    { config: anyone, schema: { response: { 200: SignInWays, ...failureResponses } } },
    async (request) => ({
      password: true,
      passkey: isPasskeyPossible(request),
      providers: parts.signOn.providers(),
      isFirst: await people.isEmpty(),
    }),
  );
  app.post(routes.signIn, { config: anyone, schema: { body: SignIn, response: stepped } }, async (request, reply) =>
    answer(request, reply, await guarded(request, (from) => signIn.withPassword(request.body, from))),
  );
  app.post(
    routes.signInFactor,
    { config: anyone, schema: { body: GivenFactor, response: stepped } },
    async (request, reply) =>
      answer(request, reply, await guarded(request, (from) => signIn.withFactor(request.body, from))),
  );
  app.post(
    routes.signInPassword,
    { config: anyone, schema: { body: ReplacedPassword, response: stepped } },
    async (request, reply) =>
      answer(request, reply, await guarded(request, (from) => signIn.withNewPassword(request.body, from))),
  );

  /** What stands in the link is not to be read in the audit trail. */
  const preValidation = async (request: FastifyRequest) => {
    request.audited = { target: "" };
  };
  const linked = z.strictObject({ token: z.string().min(1).max(100) });
  app.get(
    routes.invitation(":token"),
    {
      config: anyone,
      preValidation,
      schema: { params: linked, response: { 200: InvitationView, ...failureResponses } },
    },
    (request, reply) => {
      reply.header("cache-control", "no-store");
      return guarded(request, () => people.invitation(request.params.token));
    },
  );
  app.post(
    routes.invitation(":token"),
    { config: anyone, preValidation, schema: { params: linked, body: InvitationAccepted, response: stepped } },
    async (request, reply) => {
      const { password, kind } = request.body;
      const step = await guarded(request, (from) => people.accept(request.params.token, password, kind, from));
      return answer(request, reply, step);
    },
  );

  /** What comes along by itself counts only from a page of ours. */
  const own = async (request: FastifyRequest) => {
    if (request.method !== "GET" && !isSameOrigin(request.raw)) throw new CodedError("access.forbidden");
    return sessions.find(cookieOf(request));
  };
  const stateOf = async (request: FastifyRequest): Promise<z.output<typeof SessionState>> => {
    const found = await own(request);
    if (found === undefined) return { state: "none", name: "", fullName: "", locksInMs: null, idleLockMs: null };
    const locksInMs = sessions.locksInMs(found);
    const { name, fullName } = found.account;
    return {
      state: locksInMs > 0 ? "open" : "locked",
      name,
      fullName,
      locksInMs,
      idleLockMs: sessions.idleLockMs(found),
    };
  };
  app.get(
    routes.sessionState,
    { config: anyone, schema: { response: { 200: SessionState, ...failureResponses } } },
    (request, reply) => {
      reply.header("cache-control", "no-store");
      return stateOf(request);
    },
  );
  // By the page, when somebody has touched, typed or moved something: the guard has noted it by then.
  app.post(
    routes.sessionState,
    {
      config: { access: "own-account", reach: "common", audit: "none", outside: "always" },
      schema: { response: { 200: SessionState, ...failureResponses } },
    },
    (request) => stateOf(request),
  );
  app.post(
    routes.unlock,
    { config: anyone, schema: { body: Unlock, response: { 200: SessionState, ...failureResponses } } },
    async (request) => {
      const found = await own(request);
      if (found === undefined) throw new CodedError("access.bad-token");
      request.identity = found.identity;
      const isRight = await guarded(request, () => signIn.isPassword(found.account.id, request.body.password));
      if (!isRight) {
        const isEnded = await sessions.failed(found);
        throw new CodedError(isEnded ? "access.bad-token" : "password.wrong");
      }
      await sessions.unlocked(found);
      return stateOf(request);
    },
  );
  app.post(
    routes.signOut,
    { config: anyone, schema: { response: { 204: done, ...failureResponses } } },
    async (request, reply) => {
      const found = await own(request);
      if (found !== undefined) {
        request.identity = found.identity;
        await sessions.end(found.account.id, found.session.id);
      }
      return reply.clearCookie(sessionCookie, cookieForm(request)).code(204).send(null);
    },
  );
}
