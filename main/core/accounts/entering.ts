import type { FastifyReply, FastifyRequest } from "fastify";
import { sessionCookie } from "#contract/access/http.ts";
import type { SessionView } from "#contract/accounts/account.ts";
import type { SignedIn } from "#contract/accounts/http.ts";
import { CodedError } from "#contract/errors.ts";
import { sessionUseOf } from "../api/guard.ts";
import { networkOf } from "../door/limit-key.ts";
import { isSameOrigin, isSecure } from "../door/origin.ts";
import type { Accounts } from "./accounts.ts";
import type { SignInFrom, SignInStep } from "./sign-in.ts";

/** Of one address (by IPv6, one network): wrong passwords, codes and links. Everybody of an office may come by the same one. */
const mostFailures = 30;
const windowMs = 60_000;
const mostAddresses = 10_000;

/** What requests of people who are not signed in yet have in common. */
export type Entering = {
  /**
   * Does what may fail by a guess; too many failures from one address are refused before anything is looked at.
   * @throws CodedError sign-in.too-many, access.forbidden from a page of another site, and whatever `work` throws
   */
  guarded<T>(request: FastifyRequest, work: (from: SignInFrom) => Promise<T>): Promise<T>;
  /** Sets the cookie once somebody is signed in, and says who it was. */
  answer(request: FastifyRequest, reply: FastifyReply, step: SignInStep, kind?: SessionView["kind"]): SignedIn;
};

const isGuess = (error: unknown): boolean =>
  error instanceof CodedError && [401, 403, 404].includes(error.httpStatus) && error.code !== "access.forbidden";

/** A page of another site is not to sign anybody in as somebody else, nor out. Programs say no origin. */
export function refuseForeign(request: FastifyRequest): void {
  if (request.headers.origin !== undefined && !isSameOrigin(request.raw)) throw new CodedError("access.forbidden");
}

export function createEntering(accounts: Pick<Accounts, "rules">, now: () => number): Entering {
  const failed = new Map<string, { sinceMs: number; count: number }>();
  const note = (address: string): { count: number } => {
    const found = failed.get(address);
    const kept = found !== undefined && now() - found.sinceMs < windowMs ? found : { sinceMs: now(), count: 0 };
    failed.delete(address);
    failed.set(address, kept);
    if (failed.size > mostAddresses) failed.delete(failed.keys().next().value as string);
    return kept;
  };
  return {
    async guarded(request, work) {
      refuseForeign(request);
      const noted = note(networkOf(request.ip));
      if (noted.count >= mostFailures) throw new CodedError("sign-in.too-many");
      // Counted until it is known to be none: of many at once as of many in a row.
      noted.count += 1;
      try {
        const done = await work({ ...sessionUseOf(request), cookie: cookieOf(request) });
        noted.count -= 1;
        return done;
      } catch (error) {
        if (!isGuess(error)) noted.count -= 1;
        throw error;
      }
    },
    answer(request, reply, { answer, account, opened }) {
      reply.header("cache-control", "no-store");
      request.audited = { target: account.name, after: { state: answer.state } };
      if (opened !== undefined) {
        request.identity = opened.identity;
        reply.setCookie(sessionCookie, opened.cookie, {
          ...cookieForm(request),
          maxAge: Math.floor(accounts.rules().sessionLasts[opened.kind] / 1_000),
        });
      }
      return answer;
    },
  };
}

export const cookieOf = (request: FastifyRequest): string | undefined => request.cookies[sessionCookie];

/** As a session's cookie is set, and taken away. */
export const cookieForm = (request: FastifyRequest) =>
  ({ path: "/", httpOnly: true, sameSite: "strict", secure: isSecure(request.raw) }) as const;
