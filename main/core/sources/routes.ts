import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { z } from "zod";
import { PastQuery } from "#contract/answers.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { LastAnswer, type SourceThen, type SourceView } from "#contract/entities/source.ts";
import { Id } from "#contract/entities/text.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { Refusals, SourceMapping, SourcesThen, SourceTrial, TrialRequest } from "#contract/sources/http.ts";
import { mustReach } from "../access/reach.ts";
import { failureResponses } from "../api/failures.ts";
import type { Sources } from "../connectors/sources.ts";
import type { KnownThen } from "../reports/known-then.ts";

const thenOf = ({ id, name, type, isSimulated, state, sinceMs, lastReadingAtMs, reason }: SourceView): SourceThen => ({
  ...{ id, name, type, isSimulated, state, sinceMs, lastReadingAtMs, reason },
});
const named = z.strictObject({ id: Id });
/** How sources are, and what an administrator looks at when one has trouble. */
export async function sourceRoutes(
  server: FastifyInstance,
  parts: {
    readonly profile: Profile;
    sourceViews(): SourceView[];
    refusals(sourceId: string): Omit<Refusals, "source" | "asOfMs">;
    knownThen: Pick<KnownThen, "sourcesAt" | "refusalsAt">;
    sources: Pick<Sources, "lastAnswer" | "tryOnce">;
    log: Logger;
    now(): number;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.sources,
    {
      config: { access: "read", reach: "own", outside: "always" },
      schema: { querystring: PastQuery, response: { 200: SourcesThen, ...failureResponses } },
    },
    async ({ query: { asOfMs }, reach }) => {
      const all = asOfMs === undefined ? parts.sourceViews().map(thenOf) : await parts.knownThen.sourcesAt(asOfMs);
      return { asOfMs: asOfMs ?? parts.now(), sources: all.filter(({ id }) => reach.source(id)) };
    },
  );

  app.get(
    routes.refusals(":id"),
    {
      config: { access: "read", reach: "own", outside: "always" },
      schema: { params: named, querystring: PastQuery, response: { 200: Refusals, ...failureResponses } },
    },
    async ({ params: { id }, query: { asOfMs }, reach }) => {
      mustReach(reach.source(id));
      if (asOfMs === undefined) {
        if (!parts.sourceViews().some((one) => one.id === id)) throw new CodedError("request.not-found");
        return { source: id, asOfMs: parts.now(), ...parts.refusals(id) };
      }
      const then = await parts.knownThen.refusalsAt(id, asOfMs);
      if (then === undefined) throw new CodedError("request.not-found");
      return { source: id, ...then };
    },
  );

  app.post(
    routes.sourceTest(":id"),
    {
      config: { access: "try-sources" },
      schema: { params: named, body: TrialRequest.nullish(), response: { 200: SourceTrial, ...failureResponses } },
    },
    async ({ params, body }, reply) => {
      const trial = await parts.sources.tryOnce(params.id, body?.mapping);
      parts.log.info(
        { id: params.id, isOwnMapping: body?.mapping !== undefined, valid: trial.valid, invalid: trial.invalid },
        "source tried",
      );
      reply.header("cache-control", "no-store");
      return trial;
    },
  );

  app.get(
    routes.sourceAnswer(":id"),
    {
      config: { access: "try-sources", audit: "reveals" },
      schema: { params: named, response: { 200: LastAnswer.nullable(), ...failureResponses } },
    },
    async ({ params }, reply) => {
      if (!parts.profile.sources.some((source) => source.id === params.id))
        throw new CodedError("source.unknown", { id: params.id });
      reply.header("cache-control", "no-store");
      return parts.sources.lastAnswer(params.id);
    },
  );

  app.get(
    routes.sourceMapping(":id"),
    {
      config: { access: "try-sources" },
      schema: { params: named, response: { 200: SourceMapping, ...failureResponses } },
    },
    ({ params: { id } }, reply) => {
      const source = parts.profile.sources.find((one) => one.id === id);
      if (source === undefined) throw new CodedError("source.unknown", { id });
      reply.header("cache-control", "no-store");
      return { id, mapping: "mapping" in source ? (source.mapping ?? null) : null };
    },
  );
}
