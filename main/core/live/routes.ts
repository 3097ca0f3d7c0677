import type { FastifyInstance, FastifyRequest } from "fastify";
import { routes } from "#contract/routes.ts";
import type { Callers } from "../api/server.ts";
import { isOfOwnMachine } from "../api/unknown-lines.ts";
import { passOf } from "../door/door.ts";
import { type LineParts, sayNoRoom, serveLine } from "./line.ts";

const lineLimit = 1_000;
/** Above what others may have: windows and the shell of this machine always find room. */
const keptForOwnMachine = 64;

/** The live stream. */
export async function liveRoutes(
  server: FastifyInstance,
  parts: Omit<LineParts, "answerPath" | "onKnown" | "helloWithinMs" | "pingEveryMs"> &
    Callers & {
      limits: Pick<LineParts, "helloWithinMs" | "pingEveryMs"> & { liveClients?: number; keptLiveClients?: number };
    },
): Promise<void> {
  server.get(routes.live, { websocket: true, config: { access: "line", outside: "always" } }, (socket, request) => {
    const { limits } = parts;
    const limit = limits.liveClients ?? lineLimit;
    const kept = isOfOwnMachine(request.raw) ? (limits.keptLiveClients ?? keptForOwnMachine) : 0;
    if (parts.screens() > limit + kept) return sayNoRoom(socket, limit);
    const asking = { onKnown: () => parts.onKnown(request), answerPath: overLine(server, request) };
    const access = parts.throughDoor(request, parts.access);
    serveLine(socket, request, { ...parts, ...limits, ...asking, access }, request.identity, () =>
      parts.countRefusal(request),
    );
  });
}

/** What is asked over a line goes the whole way of a request from its other end: the same host, rights, limits and sentences. */
const overLine =
  (server: FastifyInstance, upgrade: FastifyRequest): LineParts["answerPath"] =>
  async (path, token) => {
    const { host = "", cookie = "" } = upgrade.headers;
    const { statusCode, headers, payload } = await server.inject({
      ...{ method: "GET", url: path, remoteAddress: upgrade.ip },
      headers: {
        host,
        ...passOf(upgrade.raw),
        ...(token === undefined ? { cookie } : { authorization: `Bearer ${token}` }),
      },
    });
    return { status: statusCode, contentType: String(headers["content-type"] ?? ""), body: payload };
  };
