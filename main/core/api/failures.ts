import { randomBytes } from "node:crypto";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import type { z } from "zod";
import { Failure } from "#contract/answers.ts";
import { CodedError, sentence } from "#contract/errors.ts";
import { failurePage, failurePagePolicy } from "./failure-page.ts";

/** For the `response` of every route's schema. */
export const failureResponses = { "4xx": Failure, "5xx": Failure };

export function failureOf(error: CodedError): z.infer<typeof Failure> {
  const message = error.toMessage();
  return { ...message, message: { vi: sentence(message, "vi"), en: sentence(message, "en") } };
}

/** Answers every error with a code of the catalogue; what has none is logged under a reference that the answer names. */
export function answerFailures(app: FastifyInstance, log: Logger): void {
  app.setNotFoundHandler((request, reply) => answer(request, reply, new CodedError("request.not-found")));
  app.setErrorHandler((error: FastifyError | CodedError, request, reply) => {
    if (error instanceof CodedError) return answer(request, reply, error);
    if (hasZodFastifySchemaValidationErrors(error)) {
      const first = error.validation[0];
      const at = `${error.validationContext ?? ""}${first?.instancePath ?? ""}`;
      return answer(request, reply, new CodedError("request.invalid", { at, detail: first?.message ?? "" }));
    }
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500)
      return answer(request, reply, new CodedError("request.invalid", { at: "request", detail: error.code }), status);
    const reference = randomBytes(4).toString("hex");
    // Only the route's pattern is logged: an address may carry a token.
    log.error({ err: error, reference, route: request.routeOptions.url }, "request failed");
    return answer(request, reply, new CodedError("internal", { reference }));
  });
}

/** A browser that was led here by a person gets a page; everything else gets the body of the contract. */
export function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  error: CodedError,
  status = error.httpStatus,
): FastifyReply {
  reply.code(status).header("cache-control", "no-store");
  if (status === 401) reply.header("www-authenticate", "Bearer");
  if (!isNavigation(request))
    return reply.type("application/json; charset=utf-8").send(JSON.stringify(failureOf(error)));
  reply.header("content-security-policy", failurePagePolicy);
  return reply.type("text/html; charset=utf-8").send(failurePage(failureOf(error), signInFor(request, error)));
}

/** Codes by which somebody is told that nobody knows who he is, or that he is not the right one. */
const bySigningIn = new Set(["access.no-token", "access.bad-token", "access.desk-forbidden", "session.locked"]);
/** Where somebody who signs in comes to; undefined where that would not help. */
function signInFor({ url }: FastifyRequest, { code }: CodedError): string | undefined {
  if (!bySigningIn.has(code)) return undefined;
  const [path = ""] = url.split("?", 1);
  return path === "/desk" || path === "/wall" ? path : path === "/" ? "/app/" : undefined;
}

const isNavigation = (request: FastifyRequest): boolean =>
  request.method === "GET" && !request.url.startsWith("/api/") && (request.headers.accept ?? "").includes("text/html");
