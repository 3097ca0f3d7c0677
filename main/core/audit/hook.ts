import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AuditWho } from "#contract/audit/entry.ts";
import type { Access, Identity } from "../access/access.ts";
import type { Audited } from "../api/audited.ts";
import { whoOf } from "../api/who.ts";
import { type Audit, nobody } from "./audit.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /**
     * Whether the audit trail has what is done by a route. Absent: where it may change something, any but GET and HEAD. reveals: a
     * GET too, as it tells of people. always: a GET that does something, each time. repeats: it is done again and again by itself while a key is held, which is told once in a while. none: what platforms and machines send all the time, which is stored with its source itself.
     */
    audit?: "reveals" | "always" | "repeats" | "none";
  }
  interface FastifyRequest {
    /** For features: what was there before and is after. Never a secret. */
    audited: Audited | undefined;
  }
}

const refused: ReadonlySet<number> = new Set([401, 403]);

/**
 * Tells the audit trail of every request that changes or reveals something, and of every refusal, before its answer goes out.
 */
export function auditRequests(
  app: FastifyInstance,
  options: { audit: Pick<Audit, "tell">; access: Pick<Access, "list"> },
): void {
  const { audit, access } = options;
  app.decorateRequest("audited", undefined);
  const isNews = onceInAWhile();
  // Known before it is done: a token may revoke itself.
  const whoDid = new WeakMap<FastifyRequest, AuditWho>();
  app.addHook("preHandler", async (request) => {
    // Whoever signs in is known only when it is done.
    if (isAudited(request) && request.identity !== undefined)
      whoDid.set(request, await auditWho(access, request.identity));
  });
  app.addHook("onSend", async (request, reply) => {
    const status = reply.statusCode;
    const isRefused = refused.has(status);
    if (!isRefused && !isAudited(request)) return;
    const { method, identity, ip, routeOptions, audited = {} } = request;
    const who = whoDid.get(request) ?? (await auditWho(access, identity));
    const deed = `${method} ${routeOptions.url ?? "?"}`;
    const target = audited.target ?? targetOf(request);
    const { audit: kind } = routeOptions.config;
    const isRepeated = ((method === "GET" || method === "HEAD") && kind !== "always") || kind === "repeats";
    if (!isRefused && isRepeated && !isNews(JSON.stringify([who, ip, deed, target, status, audited.after]))) return;
    // What could not be written is logged and told by the trail itself: the deed is done by now.
    await audit
      .tell({
        who,
        from: ip,
        deed,
        target,
        outcome: isRefused ? "refused" : status < 400 ? "done" : "failed",
        status,
        ...(audited.before === undefined ? {} : { before: audited.before }),
        ...(audited.after === undefined ? {} : { after: audited.after }),
      })
      .catch(() => {});
  });
}

/** A list that is open asks again and again: that the same one looks at the same, or turns the same camera, is told once in a while. */
const whileMs = 10 * 60_000;
const mostRemembered = 1_000;

function onceInAWhile(): (what: string) => boolean {
  const toldAtMs = new Map<string, number>();
  return (what) => {
    const nowMs = performance.now();
    const before = toldAtMs.get(what);
    if (before !== undefined && nowMs - before < whileMs) return false;
    toldAtMs.delete(what);
    toldAtMs.set(what, nowMs);
    if (toldAtMs.size > mostRemembered) toldAtMs.delete(toldAtMs.keys().next().value as string);
    return true;
  };
}

function isAudited({ method, routeOptions, ws }: FastifyRequest): boolean {
  const { access, audit } = routeOptions.config ?? {};
  if (ws || audit === "none" || access === undefined) return false;
  return audit === "reveals" || audit === "always" || !["GET", "HEAD", "OPTIONS"].includes(method);
}

/** As tokens and links are: 32 random bytes, which no id of ours looks like. */
const tokenLike = /(?=[\w-]*[A-Z])[\w-]{40,}/g;

/**
 * Values of the route's parameters; the query may hold what nobody is to read. Of an address that leads nowhere it is all that was asked for: a
 * link that lost a letter on the way is good all the same.
 */
function targetOf({ params }: FastifyRequest): string {
  if (typeof params !== "object" || params === null) return "";
  return Object.values(params).map(String).join(" ").replaceAll(tokenLike, "…");
}

async function auditWho(access: Pick<Access, "list">, identity: Identity | undefined): Promise<AuditWho> {
  if (identity === undefined) return nobody;
  const { role, name } = await whoOf(access, identity);
  const { tokenId, account } = identity;
  if (account !== undefined) return { kind: "account", id: account.id, role, name };
  return { kind: tokenId === null ? "run" : "token", id: tokenId === null ? null : String(tokenId), role, name };
}
