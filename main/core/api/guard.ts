import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sessionCookie } from "#contract/access/http.ts";
import { CodedError } from "#contract/errors.ts";
import { signatureHeader } from "#contract/sources/http.ts";
import type { Access, SessionUse } from "../access/access.ts";
import { type Identity, may } from "../access/identity.ts";
import { type createReach, noReach, type Reach } from "../access/reach.ts";
import type { Right } from "../access/rights.ts";
import { isSameOrigin, strictTransportOf } from "../door/origin.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /**
     * What a caller needs. anyone: no token; line: the token comes with the hello of the WebSocket; signed: the handler
     * looks for a signature where there is no token. Absent: nobody may.
     */
    access?: Right | "anyone" | "line" | "signed";
    /**
     * What is told to whom a right reaches for a unit or a commune alone. common: nothing here belongs to any unit · own: the handler tells
     * and changes only what `request.reach` includes. Absent: only those whose right reaches the whole province are let in.
     */
    reach?: "common" | "own";
    /** A page without data, which shows by itself that a session is locked. */
    mayBeLocked?: true;
  }
  interface FastifyRequest {
    identity: Identity | undefined;
    /** How far the right reaches that the route needs. */
    reach: Reach;
  }
}

/** The only other origins that pages of ours have: those of the shell's windows. */
export const shellOrigins: readonly string[] = ["app://wall", "app://desk"];

/** Refuses requests for other names, and has browsers that came with TLS never come without. */
export function checkHost(app: FastifyInstance, isOwn: (request: FastifyRequest["raw"]) => boolean): void {
  app.addHook("onRequest", async ({ raw, headers }, reply) => {
    if (!isOwn(raw)) throw new CodedError("request.wrong-host", { host: (headers.host ?? "").slice(0, 100) });
    const strict = strictTransportOf(raw);
    if (strict !== undefined) reply.header("strict-transport-security", strict);
  });
}

/** Pages ask for news by GET and over their line, all by themselves; whatever else comes, somebody has done. */
export const sessionUseOf = (request: FastifyRequest): SessionUse => ({
  address: request.ip.slice(0, 100),
  program: (request.headers["user-agent"] ?? "").slice(0, 200),
  isByHand: !["GET", "HEAD", "OPTIONS"].includes(request.method),
  mayBeLocked: request.routeOptions.config?.mayBeLocked === true,
});

/**
 * Looks at every request before its handler does: where it comes from, who it is, and whether that one may. What it does
 * not know, it refuses.
 *
 * @param options.countRefusal counts a request without a good token; resolves with true beyond what is patient. A good
 *   token always passes: otherwise one stranger could shut the wall out of its own core
 */
export function guard(
  app: FastifyInstance,
  options: {
    access: Access;
    reachOf: ReturnType<typeof createReach>;
    countRefusal(request: FastifyRequest): Promise<boolean>;
  },
): void {
  const { access, reachOf } = options;

  const refuse = async (request: FastifyRequest, code: "access.no-token" | "access.bad-token"): Promise<never> => {
    if (await options.countRefusal(request)) throw new CodedError("request.too-many");
    throw new CodedError(code);
  };

  const identify = async (request: FastifyRequest): Promise<Identity | undefined> => {
    const bearer = /^Bearer ([A-Za-z0-9_.~+/=-]{1,200})$/i.exec(request.headers.authorization ?? "")?.[1];
    if (bearer !== undefined) return access.identify(bearer);
    const cookie = request.cookies[sessionCookie];
    // A cookie comes along by itself, so what changes something or opens a line must come from a page of ours.
    const isSafe = (request.method === "GET" || request.method === "HEAD") && !request.ws;
    if (cookie === undefined || !(isSafe || isSameOrigin(request.raw))) return undefined;
    return access.resumeSession(cookie, sessionUseOf(request));
  };

  app.decorateRequest("identity", undefined);
  app.decorateRequest("reach");
  app.addHook("onRequest", async (request, reply) => {
    request.reach = noReach;
    const { origin } = request.headers;
    if (origin !== undefined && shellOrigins.includes(origin)) {
      allowOrigin(origin, request, reply);
      if (request.method === "OPTIONS") return reply.code(204).send();
    }
    const needed = request.routeOptions.config?.access;
    if (needed === "line" && request.ws) {
      if (origin !== undefined && !shellOrigins.includes(origin) && !isSameOrigin(request.raw))
        throw new CodedError("access.forbidden");
      request.identity = await identify(request);
      return;
    }
    if (needed === "anyone") return;
    request.identity = await identify(request);
    if (needed === "signed" && request.headers[signatureHeader] !== undefined) return;
    if (request.identity === undefined) {
      const hasSaidSomething = request.headers.authorization !== undefined || sessionCookie in request.cookies;
      return refuse(request, hasSaidSomething ? "access.bad-token" : "access.no-token");
    }
    if (request.is404) return;
    if (needed === "signed" && may(request.identity, "ingest")) return;
    if (needed === undefined || needed === "line" || needed === "signed" || !may(request.identity, needed))
      throw new CodedError("access.forbidden");
    request.reach = reachOf(request.identity, needed);
    if (!request.reach.isWhole && request.routeOptions.config.reach === undefined)
      throw new CodedError("access.forbidden");
  });
}

function allowOrigin(origin: string, request: FastifyRequest, reply: FastifyReply): void {
  reply.header("access-control-allow-origin", origin).header("vary", "origin");
  if (request.method !== "OPTIONS") return;
  reply
    .header("access-control-allow-methods", "GET, HEAD, POST, PUT, DELETE")
    .header("access-control-allow-headers", "authorization, content-type, if-none-match, range")
    .header("access-control-max-age", "600");
  if (request.headers["access-control-request-private-network"] === "true")
    reply.header("access-control-allow-private-network", "true");
}
