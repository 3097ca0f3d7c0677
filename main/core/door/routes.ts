import type { FastifyInstance } from "fastify";
import { Failure } from "#contract/answers.ts";
import type { ServerConfig } from "#contract/door/server.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import type { Doors } from "./doors.ts";
import { securityText } from "./security-text.ts";

/** What strangers may know of the door: whom to tell of a hole, and the certificate by which devices come to trust it. */
export async function doorRoutes(
  server: FastifyInstance,
  parts: {
    readonly profile: { server: ServerConfig };
    doors: Pick<Doors, "authority">;
    now(): number;
  },
): Promise<void> {
  const failures = { "4xx": Failure, "5xx": Failure };
  server.get(
    routes.securityText,
    { config: { access: "anyone", outside: "always" }, schema: { response: failures } },
    (_request, reply) => {
      const { security, publicUrl, outside } = parts.profile.server;
      if (security === undefined) throw new CodedError("door.no-contact");
      const canonical = [publicUrl, outside?.publicUrl].filter((one) => one !== undefined);
      const text = securityText({ ...security, nowMs: parts.now() }, canonical);
      return reply.type("text/plain; charset=utf-8").header("cache-control", "no-cache").send(text);
    },
  );

  // The same that every connection shows, so that a telephone can be told to trust it before anybody is known there.
  server.get(
    routes.doorAuthority,
    { config: { access: "anyone", outside: "always" }, schema: { response: failures } },
    async (_request, reply) => {
      const pem = await parts.doors.authority();
      if (pem === undefined) throw new CodedError("tls.no-ca");
      return reply
        .type("application/x-x509-ca-cert")
        .header("content-disposition", 'attachment; filename="ioc-ca.pem"')
        .header("cache-control", "no-cache")
        .send(pem);
    },
  );
}
