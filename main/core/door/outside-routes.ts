import type { FastifyInstance, FastifyRequest } from "fastify";
import { CodedError } from "#contract/errors.ts";
import { doorOf } from "./door.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /**
     * Who reaches it from outside. always: people there need it · the others: programs, where the profile's `server.outside.also` names them.
     * Absent: nobody, whatever right somebody has. Not outside: tokens, secrets, imports of lists, what changes the profile, searching for
     * cameras, the audit trail, the site's machines.
     */
    outside?: OutsideReach;
  }
}

type OutsideReach = "always" | "ingest" | "mirror" | "machines";

/** Of the files of pages: the desk and the wall's own windows stay inside. */
const outsidePages = /^\/web\//;

/** Roles of programs, which have nothing to do outside unless the profile says so. */
const reachOfRole: Readonly<Record<string, Exclude<OutsideReach, "always">>> = {
  ingest: "ingest",
  mirror: "mirror",
  machine: "machines",
};
const ofThisMachine: ReadonlySet<string> = new Set(["wall", "shell"]);

/** Whether somebody of a role may speak through the door at all; on the line, where all kinds of programs meet. */
export function mayComeThrough(request: FastifyRequest["raw"], role: string, also: readonly string[]): boolean {
  if (doorOf(request).name !== "outside") return true;
  if (ofThisMachine.has(role)) return false;
  const reach = reachOfRole[role];
  return reach === undefined || also.includes(reach);
}

/**
 * Keeps from the outside whatever does not say itself that it is for it; before anybody is asked who they are.
 * @param also what the profile adds
 */
export function keepInside(app: FastifyInstance, also: readonly string[]): void {
  app.addHook("onRequest", async (request) => {
    if (doorOf(request.raw).name !== "outside") return;
    if (!isOutside(request, also)) throw new CodedError("door.inner-only");
  });
}

function isOutside({ routeOptions, url, is404 }: FastifyRequest, also: readonly string[]): boolean {
  // There is nothing there, which is said as anywhere.
  if (is404) return true;
  const reach = routeOptions.config?.outside;
  if (reach === undefined) return false;
  if (routeOptions.url === "/*")
    return outsidePages.test(url) && !/%|\\|\/\/|\/\.\.?(?:\/|$)/.test(url.split(/[?#]/, 1)[0] ?? "");
  return reach === "always" || also.includes(reach);
}
