import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { CodedError } from "#contract/errors.ts";

/**
 * Refuses `asOfMs` on every route that does not take it. A parameter that nobody reads would be passed over in silence, and
 * whoever asked for the past would take the present for it.
 */
export function refuseUnkeptPast(app: FastifyInstance): void {
  app.addHook("preValidation", async (request) => {
    const { query } = request;
    if (request.is404 || typeof query !== "object" || query === null || !("asOfMs" in query)) return;
    const { querystring } = (request.routeOptions.schema ?? {}) as { querystring?: unknown };
    if (querystring instanceof z.ZodObject && "asOfMs" in querystring.shape) return;
    throw new CodedError("past.not-kept");
  });
}
