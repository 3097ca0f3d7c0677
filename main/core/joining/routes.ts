import { readFile } from "node:fs/promises";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { z } from "zod";
import { Failure } from "#contract/answers.ts";
import { MachineView } from "#contract/entities/machine.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import { JoinedSite, JoinRequest } from "#contract/joining.ts";
import { liveProtocol } from "#contract/live.ts";
import { routes } from "#contract/routes.ts";
import type { Machines } from "./machines.ts";
import { sharedProfile } from "./shared-profile.ts";

/** @param parts.machines undefined: this core has itself joined another one's wall */
export async function joiningRoutes(
  server: FastifyInstance,
  parts: {
    machines: Machines | undefined;
    readonly profile: Profile;
    /** As its files write it: what other machines are told is taken from it. */
    readonly profileData: Record<string, unknown>;
    profileFolder: string;
    log: Logger;
  },
): Promise<void> {
  const typed = server.withTypeProvider<ZodTypeProvider>();
  typed.post(
    routes.machines,
    {
      config: { access: "join", outside: "machines" },
      schema: { body: JoinRequest, response: { 200: JoinedSite, "4xx": Failure, "5xx": Failure } },
    },
    async (request) => {
      const { body, headers } = request;
      if (body.protocol !== liveProtocol)
        throw new CodedError("join.other-version", { own: body.protocol, theirs: liveProtocol });
      if (parts.machines === undefined) throw new CodedError("join.itself", { host: headers.host ?? "?" });
      const firstNumber = await parts.machines.admit(body);
      request.audited = { target: body.name, after: { firstNumber } };
      parts.log.info({ machine: body.name, id: body.id, firstNumber }, "a machine joins the wall");
      const outline = await readFile(path.resolve(parts.profileFolder, parts.profile.map.outline), "utf8");
      return { profile: sharedProfile(parts.profileData), outline, firstNumber };
    },
  );

  typed.delete(
    `${routes.machines}/:name`,
    {
      config: { access: "manage-machines" },
      schema: {
        params: z.object({ name: MachineView.shape.name }),
        response: { 204: z.null(), "4xx": Failure, "5xx": Failure },
      },
    },
    async ({ params: { name } }, reply) => {
      if (parts.machines === undefined) throw new CodedError("join.unknown-machine", { name });
      await parts.machines.remove(name);
      parts.log.info({ machine: name }, "a machine was taken off the wall");
      return reply.code(204).send(null);
    },
  );
}
