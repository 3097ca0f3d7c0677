import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { CodedError } from "#contract/errors.ts";
import { sessionCookie } from "#contract/http.ts";
import type { Access } from "../access/access.ts";
import { sessionLastsMs } from "../access/session.ts";

/** A page that goes on to `/` by itself. */
const onward =
  '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>…</title></head></html>';

/**
 * The link with a token, `/?token=…`: the token becomes a session cookie and leaves the address bar. Must come before
 * the guard, which knows tokens of headers and cookies only.
 *
 * @param options.countRefusal as for the guard
 */
export function openEntrance(
  app: FastifyInstance,
  options: { access: Access; countRefusal(request: FastifyRequest): Promise<boolean> },
): void {
  app.addHook("onRequest", async (request, reply) => {
    const token = linkToken(request);
    if (token === undefined) return;
    const session = await options.access.openSession(token);
    if (session === undefined) {
      throw new CodedError((await options.countRefusal(request)) ? "request.too-many" : "access.bad-token");
    }
    reply.setCookie(sessionCookie, session, {
      path: "/",
      httpOnly: true,
      sameSite: "strict",
      secure: request.protocol === "https",
      maxAge: sessionLastsMs / 1_000,
    });
    return enter(request, reply);
  });
}

function linkToken(request: FastifyRequest): string | undefined {
  if (request.method !== "GET" || !request.url.startsWith("/?")) return undefined;
  return new URLSearchParams(request.url.slice(2)).get("token")?.slice(0, 200);
}

/**
 * A strict cookie is not sent along a redirect that began on another site, such as a link in web mail: from there, a
 * page of ours has to be the one that goes on.
 */
function enter(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header("cache-control", "no-store");
  const site = request.headers["sec-fetch-site"];
  if (site === undefined || site === "none" || site === "same-origin") return reply.redirect("/", 303);
  return reply.type("text/html; charset=utf-8").send(onward);
}
