import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sessionCookie } from "#contract/access/http.ts";
import { CodedError } from "#contract/errors.ts";
import type { Access } from "../access/access.ts";
import { sessionLastsMs } from "../access/session.ts";
import { isSecure } from "../door/origin.ts";

/** The pages that a link with a token may lead to. */
const entrances = ["/", "/desk", "/app/"] as const;
type Entrance = (typeof entrances)[number];

/** A page that goes on by itself. */
const onwardTo = (entrance: Entrance) =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${entrance}"><title>…</title></head></html>`;

/**
 * The link with a token, `/?token=…`, `/desk?token=…` or `/app/?token=…`: the token becomes a session cookie and leaves the address bar. Must come before
 * the guard, which knows tokens of headers and cookies only.
 *
 * @param options.countRefusal as for the guard
 */
export function openEntrance(
  app: FastifyInstance,
  options: { access: Access; countRefusal(request: FastifyRequest): Promise<boolean> },
): void {
  app.addHook("onRequest", async (request, reply) => {
    const entrance = entrances.find((one) => request.method === "GET" && request.url.startsWith(`${one}?`));
    const token = entrance === undefined ? undefined : tokenOf(request.url.slice(entrance.length + 1));
    if (entrance === undefined || token === undefined) return;
    const session = await options.access.openSession(token);
    if (session === undefined) {
      throw new CodedError((await options.countRefusal(request)) ? "request.too-many" : "access.bad-token");
    }
    giveSession(request, reply, session);
    return enter(request, reply, entrance);
  });
  app.addHook("onSend", async (request, reply) => {
    const cookie = request.cookies?.[sessionCookie];
    // Whatever was answered with a cookie of its own has ended this one. What may be kept on the way is no place for a cookie.
    const isKept = String(reply.getHeader("cache-control") ?? "").includes("max-age");
    if (cookie === undefined || isKept || reply.hasHeader("set-cookie")) return;
    const renewed = await options.access.renewSession(cookie);
    if (renewed !== undefined) giveSession(request, reply, renewed);
  });
}

const giveSession = (request: FastifyRequest, reply: FastifyReply, session: string): FastifyReply =>
  reply.setCookie(sessionCookie, session, {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: isSecure(request.raw),
    maxAge: sessionLastsMs / 1_000,
  });

const tokenOf = (query: string): string | undefined => new URLSearchParams(query).get("token")?.slice(0, 200);

/**
 * A strict cookie is not sent along a redirect that began on another site, such as a link in web mail: from there, a
 * page of ours has to be the one that goes on.
 */
function enter(request: FastifyRequest, reply: FastifyReply, entrance: Entrance): FastifyReply {
  reply.header("cache-control", "no-store");
  const site = request.headers["sec-fetch-site"];
  if (site === undefined || site === "none" || site === "same-origin") return reply.redirect(entrance, 303);
  return reply.type("text/html; charset=utf-8").send(onwardTo(entrance));
}
