import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { CodedError } from "#contract/errors.ts";
import { NewPushSubscription, OwnPush } from "#contract/push/http.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "../api/failures.ts";
import type { Push } from "./push.ts";

/** On which devices whoever asks is told of something. */
export async function pushRoutes(server: FastifyInstance, parts: { push: Push }): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { push } = parts;
  const config = { access: "own-account", reach: "common", outside: "always" } as const;
  const response = { 200: OwnPush, ...failureResponses };

  app.get(routes.push, { config, schema: { response } }, async ({ identity }, reply) => {
    reply.header("cache-control", "no-store");
    return push.own(whoOf(identity).account);
  });
  app.post(routes.push, { config, schema: { body: NewPushSubscription, response } }, async ({ identity, body }) => {
    const { account, session } = whoOf(identity);
    await push.subscribe(account, session, body);
    return push.own(account);
  });
  app.delete(
    routes.pushSubscription(":id"),
    { config, schema: { params: z.object({ id: z.string().max(40) }), response } },
    async ({ identity, params }) => {
      const { account } = whoOf(identity);
      if (!(await push.unsubscribe(account, params.id))) throw new CodedError("request.not-found");
      return push.own(account);
    },
  );
}

/** The guard has let in accounts alone, by a session. */
function whoOf(identity: FastifyRequest["identity"]): { account: string; session: string } {
  if (identity?.account === undefined || identity.sessionId === undefined) throw new CodedError("access.forbidden");
  return { account: identity.account.id, session: identity.sessionId };
}
