import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { CameraEventsResult } from "#contract/camera-events/http.ts";
import { maxCameraEventsBytes } from "#contract/entities/camera-event.ts";
import { Id } from "#contract/entities/text.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { IngestResult, signatureHeader } from "#contract/sources/http.ts";
import { may, mayHandIn } from "../access/identity.ts";
import { failureResponses } from "../api/failures.ts";
import { createUnverifiedBodies, knownBody, type UnverifiedBodiesLimits } from "../api/unverified-bodies.ts";
import type { CallKind, Sources } from "../connectors/sources.ts";
import {
  maxBodyBytes,
  tooLarge,
  tooManyEvents,
  type Verdict,
  type WebhookCaller,
} from "../connectors/webhook/webhook.ts";

const named = z.strictObject({ id: Id });
/** What a caller should wait before sending again what could not be stored. */
const againAfterS = 5;

/** What platforms hand in by themselves. @param parts.countRefusal as for the guard */
export async function callRoutes(
  server: FastifyInstance,
  parts: {
    sources: Pick<Sources, "admitCall" | "receive">;
    countRefusal(request: FastifyRequest): Promise<boolean>;
    limits: { unverifiedBodies?: UnverifiedBodiesLimits };
  },
): Promise<void> {
  const unverified = createUnverifiedBodies(parts.limits.unverifiedBodies);
  /** What the head of a call was taken for, and the room its body takes until it is known whose it is. */
  const admitted = new WeakMap<FastifyRequest, "token" | "signature">();
  const releases = new WeakMap<FastifyRequest, () => void>();
  const callerOf = ({ headers, identity }: FastifyRequest, source: string): WebhookCaller => {
    const signature = headers[signatureHeader];
    const isTrusted = identity !== undefined && mayHandIn(identity, source);
    // Whatever there is under that name: a token of another source is not told.
    if (signature === undefined && may(identity, "ingest") && !isTrusted)
      throw new CodedError("access.other-source", { id: source });
    return { signature: typeof signature === "string" ? signature : undefined, isTrusted };
  };
  /** Counts whom it refuses. */
  const counting = async <T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const isRefusal = error instanceof CodedError && error.code.startsWith("access.");
      if (isRefusal && (await parts.countRefusal(request))) throw new CodedError("request.too-many");
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
          await counting(request, async () => parts.sources.admitCall(id, calls.kind, callerOf(request, id))),
        );
      });
      scope.addHook("onResponse", async (request) => releases.get(request)?.());
      scope.post<{ Params: z.infer<typeof named> }>(
        calls.route,
        {
          bodyLimit,
          config: { access: "signed", audit: "none", outside: "ingest" },
          schema: { params: named, response: { 200: calls.result, ...failureResponses } },
        },
        async (request) => {
          const release = releases.get(request);
          const verdicts = await counting(request, () =>
            parts.sources.receive(request.params.id, calls.kind, {
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
