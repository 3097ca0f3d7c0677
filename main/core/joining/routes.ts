import { readFile } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { CodedError } from "#contract/errors.ts";
import { Failure, routes } from "#contract/http.ts";
import { JoinedSite, JoinRequest } from "#contract/joining.ts";
import { liveProtocol } from "#contract/live.ts";
import type { Machines } from "./machines.ts";
import { sharedProfile } from "./shared-profile.ts";

/** @param parts.machines undefined: this core has itself joined another one's wall */
export function registerJoiningRoutes(
  server: FastifyInstance,
  parts: { machines: Machines | undefined; profileData: Record<string, unknown>; outlineFile: string; log: Logger },
): void {
  server.withTypeProvider<ZodTypeProvider>().post(
    routes.machines,
    {
      config: { access: "join" },
      schema: { body: JoinRequest, response: { 200: JoinedSite, "4xx": Failure, "5xx": Failure } },
    },
    async ({ body, headers }) => {
      if (body.protocol !== liveProtocol)
        throw new CodedError("join.other-version", { own: body.protocol, theirs: liveProtocol });
      if (parts.machines === undefined) throw new CodedError("join.itself", { host: headers.host ?? "?" });
      const firstNumber = await parts.machines.admit(body);
      parts.log.info({ machine: body.name, id: body.id, firstNumber }, "a machine joins the wall");
      const outline = await readFile(parts.outlineFile, "utf8");
      return { profile: sharedProfile(parts.profileData), outline, firstNumber };
    },
  );
}
