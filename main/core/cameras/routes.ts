import type { FastifyInstance, FastifyReply } from "fastify";
import { Id } from "#contract/entities/text.ts";
import { CodedError, catalogue, type ErrorCode } from "#contract/errors.ts";
import { StreamName } from "#contract/pictures.ts";
import { routes } from "#contract/routes.ts";
import { mustReach } from "../access/reach.ts";
import { failureResponses } from "../api/failures.ts";
import { fileResponse } from "../api/file-response.ts";
import type { CameraGateway } from "./gateway-interface.ts";

const pictureHeaders = "x-picture-at-ms, last-modified, retry-after";

/**
 * Serves playlist, segments and last picture of every camera. Who may ask is settled before these handlers run, by
 * the hooks of the application they are registered with; of a unit's people, for its own cameras alone.
 */
export async function cameraRoutes(
  app: FastifyInstance,
  { cameras: gateway }: { cameras: CameraGateway },
): Promise<void> {
  app.addHook("onRoute", (route) => {
    route.config = { ...route.config, access: "read", reach: "own", outside: "always" };
    route.schema = { ...route.schema, response: pictureResponses(route.url) };
  });
  app.addHook("onRequest", async ({ params, reach }) => {
    const { id = "" } = params as { id?: string };
    if (!reach.isWhole) mustReach(reach.camera(id));
  });

  app.get<{ Params: { id: string; stream: string } }>(
    routes.cameraPlaylist(":id", ":stream"),
    async (request, reply) => {
      const { id, stream } = known(request.params);
      const text = await orFail(reply, () => gateway.playlist(id, stream));
      if (text === undefined) return reply;
      if (text === null) return unavailable(reply);
      return reply.header("cache-control", "no-store").type("application/vnd.apple.mpegurl").send(text);
    },
  );

  app.get<{ Params: { id: string; stream: string; name: string } }>(
    routes.cameraPlaylist(":id", ":stream").replace("index.m3u8", ":name"),
    async (request, reply) => {
      const { id, stream } = known(request.params);
      const bytes = await orFail(reply, () => gateway.file(id, stream, request.params.name));
      if (bytes === undefined) return reply;
      if (bytes === null) return fail(reply, "request.not-found", {});
      return reply.header("cache-control", "no-store").type("video/mp4").send(bytes);
    },
  );

  app.get<{ Params: { id: string } }>(routes.cameraLastPicture(":id"), async (request, reply) => {
    const { id } = known({ ...request.params, stream: "main" });
    const picture = await orFail(reply, () => gateway.lastPicture(id));
    if (picture === undefined) return reply;
    if (picture === null) return fail(reply, "camera.no-last-picture", {});
    return reply
      .header("cache-control", "no-store")
      .header("last-modified", new Date(picture.atMs).toUTCString())
      .header("x-picture-at-ms", String(picture.atMs))
      .header("access-control-expose-headers", pictureHeaders)
      .type("image/jpeg")
      .send(picture.jpeg);
  });
}

/** What is answered, for the description. */
const pictureResponses = (url: string) => ({
  200: fileResponse(
    url.endsWith(".m3u8") ? "application/vnd.apple.mpegurl" : url.endsWith(".jpg") ? "image/jpeg" : "video/mp4",
  ),
  ...failureResponses,
});

/** Ids reach the disk as folder names, so nothing but an id gets any further. A name that is no stream is no camera either. */
function known(params: { id: string; stream: string }): { id: string; stream: StreamName } {
  const id = Id.safeParse(params.id);
  const stream = StreamName.safeParse(params.stream);
  return { id: id.success && stream.success ? id.data : "", stream: stream.data ?? "main" };
}

async function orFail<T>(reply: FastifyReply, work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    fail(reply, error.code, error.params);
    return undefined;
  }
}

/** 503 and never 404: hls.js asks again after the first and gives up after the second. */
function unavailable(reply: FastifyReply): FastifyReply {
  reply.header("retry-after", "1").header("cache-control", "no-store");
  return fail(reply, "camera.not-ready", {});
}

function fail(reply: FastifyReply, code: ErrorCode, params: CodedError["params"]): FastifyReply {
  const error = new CodedError(code, params);
  const words = catalogue[code];
  return reply.code(error.httpStatus).send({ code, params, message: { vi: words.vi, en: words.en } });
}
