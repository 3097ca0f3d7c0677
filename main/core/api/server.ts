import path from "node:path";
import fastifyCookie from "@fastify/cookie";
import fastifyHelmet from "@fastify/helmet";
import fastifyRateLimit from "@fastify/rate-limit";
import fastifySwagger from "@fastify/swagger";
import fastifyWebsocket from "@fastify/websocket";
import fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { sayNoRoomForPictures, servePictures } from "../cameras/picture-line.ts";
import { registerCameraRoutes } from "../cameras/routes.ts";
import { registerJoiningRoutes } from "../joining/routes.ts";
import { type LineParts, pictureLimitBytes, sayNoRoom, serveLine } from "../live/line.ts";
import { createUnknownLines, isOfOwnMachine } from "../live/unknown-lines.ts";
import { registerMapRoutes } from "../map/routes.ts";
import { registerNewsRoutes } from "../news/routes.ts";
import { registerSiteFileRoutes } from "../site-files/routes.ts";
import { registerTakeawayRoutes } from "../takeaway/routes.ts";
import { registerAutomationRoutes } from "./automation-routes.ts";
import { registerCameraEventRoutes } from "./camera-event-routes.ts";
import { registerCameraListRoutes } from "./camera-list-routes.ts";
import { registerCatalogueRoutes } from "./catalogue-routes.ts";
import { registerCitizenReportRoutes } from "./citizen-report-routes.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { openEntrance } from "./entrance.ts";
import { answer, answerFailures, failureOf, failureResponses } from "./failures.ts";
import { registerFeedRoutes } from "./feed-routes.ts";
import { checkHost, guard } from "./guard.ts";
import { registerMaintenanceRoutes } from "./maintenance-routes.ts";
import { registerOutageRoutes } from "./outage-routes.ts";
import { servePages } from "./pages.ts";
import type { ServerParts } from "./parts.ts";
import { refuseUnkeptPast } from "./past.ts";
import { logRefusals } from "./refusal-log.ts";
import { fileResponse, registerRoutes } from "./routes.ts";
import { registerSourceRoutes } from "./source-routes.ts";
import { registerSteeringRoutes } from "./steering-routes.ts";
import { registerWallRoutes } from "./wall-routes.ts";

/** Tokens, cookies and settings are small; nothing else is sent in. */
const bodyLimitBytes = 64 * 1024;
/** Four windows with sixteen cameras each ask some 130 times a second, all from one address. */
const requestsPerMinute = 30_000;
const refusalsPerMinute = 60;
const liveClientLimit = 1_000;
/** Above what others may have: windows and the shell of this machine always find room. */
const keptForOwnMachine = { liveClients: 64, pictureLines: 300 };
/** A request that has not come to its end by now never will; long enough for a site's map over a slow line. */
const requestWithinMs = 300_000;
const headWithinMs = 60_000;
/** What a machine that has joined another one's wall takes over with that one's profile, and does not change itself. */
const ofFirstMachine: ReadonlySet<string> = new Set(["manage-catalogue", "manage-cameras"]);
/** Tiles that watch a camera. */
const pictureLineLimit = 500;

/**
 * HTTP and WebSocket of the core, ready to listen. Hooks run in the order they are added: host and token are looked at
 * before any route.
 */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { access, limits = {} } = parts;
  const requestTimeout = limits.requestWithinMs ?? requestWithinMs;
  const app = fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    // Without one, callers that drip a byte now and then would hold as many connections as they like for ever.
    requestTimeout,
    http: {
      headersTimeout: Math.min(requestTimeout, headWithinMs),
      connectionsCheckingInterval: Math.min(requestTimeout, headWithinMs / 2),
    },
    // What is open when the core stops is not waited for.
    forceCloseConnections: true,
    frameworkErrors: (_error, request, reply) => {
      void answer(request, reply, new CodedError("request.invalid", { at: "url", detail: "url" }));
    },
    clientErrorHandler(_error, socket) {
      const body = JSON.stringify(failureOf(new CodedError("request.invalid", { at: "request", detail: "HTTP" })));
      const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`;
      if (socket.writable) socket.end(head + body);
      else socket.destroy();
    },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerFailures(app, parts.log);
  const refusalLog = logRefusals(app, parts.log);

  await app.register(fastifyWebsocket, {
    options: { maxPayload: pictureLimitBytes },
    errorHandler: (error, socket) => {
      parts.log.debug({ err: error }, "a live line broke");
      socket.terminate();
    },
    preClose(done) {
      for (const client of app.websocketServer.clients) {
        client.close(1001);
        setTimeout(() => client.terminate(), 100).unref();
      }
      app.websocketServer.close();
      done();
    },
  });
  await app.register(fastifyCookie);
  await app.register(fastifyRateLimit, {
    max: limits.requestsPerMinute ?? requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: () => new CodedError("request.too-many"),
  });
  const refusals = app.createRateLimit({ max: limits.refusalsPerMinute ?? refusalsPerMinute, timeWindow: 60_000 });
  const countRefusal = async (request: FastifyRequest): Promise<boolean> => {
    const count = await refusals(request);
    if (request.ws) refusalLog.refuse(request, 401);
    return !count.isAllowed && count.isExceeded;
  };
  const guarding = { access, countRefusal };
  const { host } = parts.profile.server;
  await app.register(fastifyHelmet, contentSecurityPolicy(host));
  checkHost(app, host);
  openEntrance(app, guarding);
  guard(app, guarding);
  refuseUnkeptPast(app);
  const unknownLines = createUnknownLines(limits.unknownLines);
  const leaving = new WeakMap<FastifyRequest, () => void>();
  // Last of what is asked before a line is opened; who came with a good cookie is known already.
  app.addHook("onRequest", async (request, reply) => {
    if (!request.ws || request.identity !== undefined || request.routeOptions.config?.access !== "line") return;
    try {
      leaving.set(request, unknownLines.enter(request.raw));
    } catch (error) {
      reply.header("retry-after", "5");
      throw error;
    }
  });
  const onKnownOf = (request: FastifyRequest) => ({ onKnown: leaving.get(request) ?? (() => {}) });
  const { following } = parts;
  if (following !== undefined)
    app.addHook("onRequest", async ({ method, routeOptions }) => {
      if (method !== "GET" && ofFirstMachine.has(routeOptions.config?.access ?? ""))
        throw new CodedError("join.follows", { host: following().host });
    });
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "IOC wall", version: parts.version },
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer" },
        },
      },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
  });

  /** Tiles' lines are not screens. */
  let pictureLines = 0;
  const liveClients = () => app.websocketServer.clients.size - pictureLines;
  registerRoutes(app, parts, liveClients);
  await app.register(async (cameras) => {
    cameras.addHook("onRoute", (route) => {
      route.config = { ...route.config, access: "read" };
      route.schema = { ...route.schema, response: pictureResponses(route.url) };
    });
    registerCameraRoutes(cameras, parts.cameras);
  });
  registerJoiningRoutes(app, {
    ...parts,
    outlineFile: path.resolve(parts.profileFolder, parts.profile.map.outline),
  });
  registerSteeringRoutes(app, parts);
  registerOutageRoutes(app, parts);
  registerMaintenanceRoutes(app, parts);
  registerFeedRoutes(app, parts);
  app.get<{ Params: { id: string } }>(
    routes.cameraPictures(":id"),
    { websocket: true, config: { access: "line" }, schema: { hide: true } },
    (socket, request) => {
      pictureLines += 1;
      socket.once("close", () => {
        pictureLines -= 1;
      });
      const counting = { countRefusal: () => countRefusal(request), ...onKnownOf(request) };
      const line = { gateway: parts.cameras, access, ...counting, ...limits };
      const kept = isOfOwnMachine(request.raw) ? keptForOwnMachine.pictureLines : 0;
      if (pictureLines > pictureLineLimit + kept) return sayNoRoomForPictures(socket, pictureLineLimit);
      servePictures(socket, request, request.params.id, line, request.identity);
    },
  );
  registerSourceRoutes(app, parts, countRefusal);
  registerWallRoutes(app, parts);
  registerAutomationRoutes(app, parts);
  registerMapRoutes(app, parts.map);
  registerSiteFileRoutes(app, parts.siteFiles);
  registerNewsRoutes(app, parts.news);
  registerCatalogueRoutes(app, parts);
  registerCameraListRoutes(app, parts);
  registerCameraEventRoutes(app, parts);
  registerCitizenReportRoutes(app, parts);
  registerTakeawayRoutes(app, parts);
  app.get(routes.live, { websocket: true, config: { access: "line" } }, (socket, request) => {
    const limit = limits.liveClients ?? liveClientLimit;
    const kept = isOfOwnMachine(request.raw) ? (limits.keptLiveClients ?? keptForOwnMachine.liveClients) : 0;
    if (liveClients() > limit + kept) return sayNoRoom(socket, limit);
    const line = { ...parts, ...limits, ...onKnownOf(request), answerPath: overLine(app, request) };
    serveLine(socket, request, line, request.identity, () => countRefusal(request));
  });
  servePages(app, parts.rendererFolder);
  return app;
}

/** What is asked over a line goes the whole way of a request from its other end: the same host, rights, limits and sentences. */
const overLine =
  (app: FastifyInstance, upgrade: FastifyRequest): LineParts["answerPath"] =>
  async (path, token) => {
    const { host = "", cookie = "" } = upgrade.headers;
    const { statusCode, headers, payload } = await app.inject({
      ...{ method: "GET", url: path, remoteAddress: upgrade.ip },
      headers: { host, ...(token === undefined ? { cookie } : { authorization: `Bearer ${token}` }) },
    });
    return { status: statusCode, contentType: String(headers["content-type"] ?? ""), body: payload };
  };

/** What the routes of cameras answer, for the description. */
const pictureResponses = (url: string) => ({
  200: fileResponse(
    url.endsWith(".m3u8") ? "application/vnd.apple.mpegurl" : url.endsWith(".jpg") ? "image/jpeg" : "video/mp4",
  ),
  ...failureResponses,
});
