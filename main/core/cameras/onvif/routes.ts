import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { z } from "zod";
import type { CameraConfig } from "#contract/entities/camera-config.ts";
import {
  CameraSearch,
  CameraSearchAnswer,
  CameraStreams,
  CameraStreamsQuestion,
  PresetList,
  SteeringAnswer,
  SteeringCommand,
} from "#contract/entities/steering.ts";
import { Id } from "#contract/entities/text.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import type { Access } from "../../access/access.ts";
import { failureResponses } from "../../api/failures.ts";
import { whoOf } from "../../api/who.ts";
import type { SecretBindings } from "../../secrets/bindings.ts";
import type { Secrets } from "../../secrets/secrets.ts";
import type { RegisteredCameras } from "../registered.ts";
import type { OnvifLine } from "./onvif-line.ts";
import type { Steering } from "./steering.ts";
import { placeOf } from "./task.ts";

const named = z.strictObject({ id: Id });

/** Moving cameras, and looking for some: only what somebody asked for goes out. */
export async function steeringRoutes(
  server: FastifyInstance,
  parts: {
    steering: Pick<Steering, "command" | "presets">;
    onvif: Pick<OnvifLine, "search" | "streams">;
    registered: Pick<RegisteredCameras, "all">;
    secrets: Pick<Secrets, "get">;
    bindings: Pick<SecretBindings, "checkForCamera">;
    access: Pick<Access, "list">;
    log: Logger;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { steering, onvif, access, log, registered, secrets } = parts;

  app.post(
    routes.cameraSteering(":id"),
    {
      config: { access: "steer-cameras", audit: "repeats" },
      schema: { params: named, body: SteeringCommand, response: { 200: SteeringAnswer, ...failureResponses } },
    },
    async (request) => {
      const { params, body, identity } = request;
      // Which way is told anew many times a second.
      request.audited = { after: body.type === "move" ? { type: body.type } : body };
      return { untilMs: await steering.command(params.id, body, await whoOf(access, identity)) };
    },
  );

  app.get(
    routes.cameraPresets(":id"),
    {
      config: { access: "steer-cameras" },
      schema: { params: named, response: { 200: PresetList, ...failureResponses } },
    },
    async ({ params: { id } }) => ({ presets: await steering.presets(id) }),
  );

  app.post(
    routes.cameraStreams,
    {
      config: { access: "search-cameras" },
      schema: { body: CameraStreamsQuestion, response: { 200: CameraStreams, ...failureResponses } },
    },
    async (request) => {
      const { address, username = "", secret, password: entered } = request.body;
      const { identity } = request;
      const host = URL.canParse(address) ? new URL(address).hostname : "";
      request.audited = { target: host, after: { secret: secret ?? null } };
      const password = entered ?? (secret === undefined ? "" : await secrets.get(secret));
      if (password === undefined) throw new CodedError("secret.missing", { name: secret ?? "" });
      if (entered === undefined && secret !== undefined)
        await parts.bindings.checkForCamera(secret, { user: `camera ${host}`, hosts: host });
      const answer = await onvif.streams({ ...placeOf(address), ca: null, username, password, profile: null });
      log.info({ who: await whoOf(access, identity), host }, "a camera was asked for its streams");
      return answer;
    },
  );

  let isSearching = false;
  app.post(
    routes.cameraSearch,
    {
      config: { access: "search-cameras" },
      schema: { body: CameraSearch, response: { 200: CameraSearchAnswer, ...failureResponses } },
    },
    async ({ body: { withinMs, interfaces }, identity }) => {
      if (isSearching) throw new CodedError("camera.search-running");
      isSearching = true;
      try {
        const hosts = new Map(registered.all().flatMap((camera) => hostsOf(camera).map((host) => [host, camera.id])));
        const answer = await onvif.search(withinMs, interfaces ?? null, (host) => hosts.get(host) ?? null);
        log.info({ who: await whoOf(access, identity), found: answer.found.length }, "cameras were looked for");
        return answer;
      } finally {
        isSearching = false;
      }
    },
  );
}

const hostsOf = ({ stream, onvif }: CameraConfig): string[] =>
  [stream.type === "test" ? "" : stream.url, onvif?.url ?? ""].flatMap((url) =>
    URL.canParse(url) ? [new URL(url).hostname] : [],
  );
