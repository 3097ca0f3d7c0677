import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { routes } from "#contract/routes.ts";
import { Health, Status } from "#contract/status/http.ts";
import { failureResponses } from "../api/failures.ts";
import { type StatusParts, statusOf } from "./status.ts";

/** That the core is there, what it answers, and how everything is. */
export async function statusRoutes(
  server: FastifyInstance,
  parts: StatusParts & {
    /** How many screens are on the line. */
    screens(): number;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.health,
    { config: { access: "anyone", outside: "always" }, schema: { response: { 200: Health, ...failureResponses } } },
    () => ({
      status: "ok" as const,
      version: parts.version,
      uptimeS: Math.max(0, Math.round((parts.now() - parts.startedAtMs) / 1_000)),
    }),
  );

  let document: Record<string, unknown> | undefined;
  app.get(
    routes.openapi,
    {
      config: { access: "read", reach: "common" },
      schema: { response: { 200: z.record(z.string(), z.unknown()), ...failureResponses } },
    },
    () => {
      document ??= { ...server.swagger() };
      return document;
    },
  );

  app.get(
    routes.status,
    { config: { access: "read" }, schema: { response: { 200: Status, ...failureResponses } } },
    () => statusOf(parts, parts.screens()),
  );
}
