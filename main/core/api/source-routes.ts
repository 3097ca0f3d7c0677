import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { PastQuery } from "#contract/answers.ts";
import { CameraEventsResult } from "#contract/camera-events/http.ts";
import { maxCameraEventsBytes } from "#contract/entities/camera-event.ts";
import { LastAnswer, type SourceThen, type SourceView } from "#contract/entities/source.ts";
import { Id } from "#contract/entities/text.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import {
  IngestResult,
  Refusals,
  SourceMapping,
  SourcesThen,
  SourceTrial,
  signatureHeader,
  TrialRequest,
} from "#contract/sources/http.ts";
import { mayHandIn } from "../access/access.ts";
import { hasRight } from "../access/rights.ts";
import type { CallKind } from "../connectors/sources.ts";
import {
  maxBodyBytes,
  tooLarge,
  tooManyEvents,
  type Verdict,
  type WebhookCaller,
} from "../connectors/webhook/webhook.ts";
import { failureResponses } from "./failures.ts";
import type { ServerParts } from "./parts.ts";
import { createUnverifiedBodies, knownBody } from "./unverified-bodies.ts";

const thenOf = ({ id, name, type, isSimulated, state, sinceMs, lastReadingAtMs, reason }: SourceView): SourceThen => ({
  ...{ id, name, type, isSimulated, state, sinceMs, lastReadingAtMs, reason },
});
const named = z.strictObject({ id: Id });
/** What a caller should wait before sending again what could not be stored. */
const againAfterS = 5;

/**
 * Readings handed in by platforms, and what an administrator looks at when a source has trouble.
 * @param countRefusal as for the guard
 */
export function registerSourceRoutes(
  server: FastifyInstance,
  parts: ServerParts,
  countRefusal: (request: FastifyRequest) => Promise<boolean>,
): void {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.sources,
    {
      config: { access: "read" },
      schema: { querystring: PastQuery, response: { 200: SourcesThen, ...failureResponses } },
    },
    async ({ query: { asOfMs } }) => ({
      asOfMs: asOfMs ?? parts.now(),
      sources: asOfMs === undefined ? parts.sources().map(thenOf) : await parts.knownThen.sourcesAt(asOfMs),
    }),
  );

  app.get(
    routes.refusals(":id"),
    {
      config: { access: "read" },
      schema: { params: named, querystring: PastQuery, response: { 200: Refusals, ...failureResponses } },
    },
    async ({ params: { id }, query: { asOfMs } }) => {
      if (asOfMs === undefined) {
        if (!parts.sources().some((one) => one.id === id)) throw new CodedError("request.not-found");
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
      const trial = await parts.lines.tryOnce(params.id, body?.mapping);
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
      config: { access: "try-sources" },
      schema: { params: named, response: { 200: LastAnswer.nullable(), ...failureResponses } },
    },
    async ({ params }, reply) => {
      if (!parts.profile.sources.some((source) => source.id === params.id))
        throw new CodedError("source.unknown", { id: params.id });
      reply.header("cache-control", "no-store");
      return parts.lines.lastAnswer(params.id);
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

  const unverified = createUnverifiedBodies(parts.limits?.unverifiedBodies);
  /** What the head of a call was taken for, and the room its body takes until it is known whose it is. */
  const admitted = new WeakMap<FastifyRequest, "token" | "signature">();
  const releases = new WeakMap<FastifyRequest, () => void>();
  const callerOf = ({ headers, identity }: FastifyRequest, source: string): WebhookCaller => {
    const signature = headers[signatureHeader];
    const isTrusted = identity !== undefined && mayHandIn(identity, source);
    // Whatever there is under that name: a token of another source is not told.
    if (signature === undefined && identity !== undefined && hasRight(identity.role, "ingest") && !isTrusted)
      throw new CodedError("access.other-source", { id: source });
    return { signature: typeof signature === "string" ? signature : undefined, isTrusted };
  };
  /** Counts whom it refuses. */
  const counting = async <T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const isRefusal = error instanceof CodedError && error.code.startsWith("access.");
      if (isRefusal && (await countRefusal(request))) throw new CodedError("request.too-many");
      throw error;
    }
  };

  /** Calls of one kind of source, with a limit of their own. */
  const registerCalls = <Result extends z.ZodType>(calls: {
    kind: CallKind;
    route: string;
    bodyLimit: number;
    tooLarge(): CodedError;
    result: Result;
    told(verdicts: Verdict[]): z.input<Result>;
  }) =>
    server.register(async (scope) => {
      const { bodyLimit } = calls;
      // The signature is over the bytes as they came, so nobody parses them before it was looked at.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser("*", { bodyLimit }, async (request: FastifyRequest, payload: IncomingMessage) => {
        if (admitted.get(request) === "token") return knownBody(payload, bodyLimit, calls.tooLarge);
        const held = await unverified.read(payload, bodyLimit, calls.tooLarge);
        releases.set(request, held.release);
        return held.body;
      });
      scope.setErrorHandler((error: Error, request, reply) => {
        if (error instanceof CodedError) {
          if (error.httpStatus === 503) reply.header("retry-after", String(againAfterS));
          // A line that closes under a sender would take the answer with it: it is to know that it may send again.
          if (error.code === "request.no-room") reply.removeHeader("connection");
        }
        // Answered by the server's own handler, which knows every error.
        return server.errorHandler(error as Error & { code: string; name: string }, request, reply);
      });
      scope.addHook("onRequest", async (request) => {
        const { id } = named.safeParse(request.params).data ?? { id: "" };
        admitted.set(
          request,
          await counting(request, async () => parts.lines.admitCall(id, calls.kind, callerOf(request, id))),
        );
      });
      scope.addHook("onResponse", async (request) => releases.get(request)?.());
      scope.post<{ Params: z.infer<typeof named> }>(
        calls.route,
        {
          bodyLimit,
          config: { access: "signed" },
          schema: { params: named, response: { 200: calls.result, ...failureResponses } },
        },
        async (request) => {
          const release = releases.get(request);
          const verdicts = await counting(request, () =>
            parts.lines.receive(request.params.id, calls.kind, {
              ...callerOf(request, request.params.id),
              body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
              ...(release === undefined ? {} : { onVerified: release }),
            }),
          );
          return calls.told(verdicts);
        },
      );
    });

  void registerCalls({
    kind: "webhook",
    route: routes.ingest(":id"),
    bodyLimit: maxBodyBytes,
    tooLarge,
    result: IngestResult,
    told: (verdicts) => ({ ...counts(verdicts), readings: verdicts }),
  });
  void registerCalls({
    kind: "camera-events",
    route: routes.cameraEventsOf(":id"),
    bodyLimit: maxCameraEventsBytes,
    tooLarge: tooManyEvents,
    result: CameraEventsResult,
    told: (verdicts) => ({ ...counts(verdicts), events: verdicts }),
  });
}

function counts(verdicts: Verdict[]) {
  const count = (outcome: Verdict["outcome"]) => verdicts.filter((one) => one.outcome === outcome).length;
  return { accepted: count("accepted"), repeated: count("repeated"), refused: count("refused") };
}
