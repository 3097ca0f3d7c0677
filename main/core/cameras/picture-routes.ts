import type { FastifyInstance } from "fastify";
import { routes } from "#contract/routes.ts";
import type { Access } from "../access/access.ts";
import type { createReach } from "../access/reach.ts";
import type { Callers } from "../api/server.ts";
import { isOfOwnMachine } from "../api/unknown-lines.ts";
import type { CameraGateway } from "./gateway-interface.ts";
import { sayNoRoomForPictures, servePictures } from "./picture-line.ts";

/** Tiles that watch a camera. */
const lineLimit = 500;
/** Above what others may have: windows of this machine always find room. */
const keptForOwnMachine = 300;

/** Pictures as they come, for a tile that watches a camera. */
export async function pictureRoutes(
  server: FastifyInstance,
  parts: Pick<Callers, "countRefusal" | "onKnown" | "addPictureLine" | "throughDoor"> & {
    cameras: CameraGateway;
    access: Access;
    reachOf: ReturnType<typeof createReach>;
    limits: { helloWithinMs?: number; pingEveryMs?: number };
  },
): Promise<void> {
  server.get<{ Params: { id: string } }>(
    routes.cameraPictures(":id"),
    { websocket: true, config: { access: "line", outside: "always" }, schema: { hide: true } },
    (socket, request) => {
      const { reachOf, cameras: gateway, limits } = parts;
      const access = parts.throughDoor(request, parts.access);
      const kept = isOfOwnMachine(request.raw) ? keptForOwnMachine : 0;
      if (parts.addPictureLine(socket) > lineLimit + kept) return sayNoRoomForPictures(socket, lineLimit);
      const line = {
        ...{ gateway, access, reachOf, ...limits },
        countRefusal: () => parts.countRefusal(request),
        onKnown: () => parts.onKnown(request),
      };
      servePictures(socket, request, request.params.id, line, request.identity);
    },
  );
}
