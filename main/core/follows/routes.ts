import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { CodedError } from "#contract/errors.ts";
import { Follows, FollowsChange } from "#contract/follows/http.ts";
import { limitsOf } from "#contract/follows/limits-of.ts";
import { routes } from "#contract/routes.ts";
import type { Identity } from "../access/identity.ts";
import { failureResponses } from "../api/failures.ts";
import type { FollowsRepository } from "./repository.ts";

/** The figures that whoever asks follows. What he may not see he may well follow: it is told him once he may. */
export async function followRoutes(
  server: FastifyInstance,
  parts: { store: { follows: FollowsRepository }; now(): number },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const config = { access: "own-account", reach: "common", outside: "always" } as const;
  const response = { 200: Follows, ...failureResponses };

  app.get(routes.follows, { config, schema: { response } }, async ({ identity }, reply) => {
    reply.header("cache-control", "no-store");
    return told(accountOf(identity));
  });

  app.put(routes.follows, { config, schema: { body: FollowsChange, response } }, async ({ identity, body }) => {
    const account = accountOf(identity);
    const { series } = body;
    const limits = body.limits ?? (await parts.store.follows.of(account))?.limits ?? {};
    const next = series === null ? null : { series, limits: limitsOf(limits, series) };
    await parts.store.follows.set(account, next, parts.now());
    return told(account);
  });

  const told = async (account: string): Promise<Follows> => {
    const kept = await parts.store.follows.of(account);
    return kept === null ? { series: null, limits: {} } : { series: [...kept.series], limits: kept.limits };
  };
}

/** The guard has let in accounts alone. */
function accountOf(identity: Identity | undefined): string {
  if (identity?.account === undefined) throw new CodedError("access.forbidden");
  return identity.account.id;
}
