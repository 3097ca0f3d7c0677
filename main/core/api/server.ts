import fastifyCookie from "@fastify/cookie";
import fastifyHelmet from "@fastify/helmet";
import fastifyRateLimit from "@fastify/rate-limit";
import fastifySwagger from "@fastify/swagger";
import fastifyWebsocket from "@fastify/websocket";
import fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { jsonSchemaTransform, validatorCompiler } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { CodedError } from "#contract/errors.ts";
import type { Access } from "../access/access.ts";
import type { createReach } from "../access/reach.ts";
import { doorOf, findDoor } from "../door/door.ts";
import type { Doors } from "../door/doors.ts";
import { limitKey, networkOf } from "../door/limit-key.ts";
import { isOwnHost } from "../door/origin.ts";
import { keepInside, mayComeThrough } from "../door/outside-routes.ts";
import { checkAnswers } from "./checked-answers.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { openEntrance } from "./entrance.ts";
import { answer, answerFailures, failureOf } from "./failures.ts";
import { checkHost, guard } from "./guard.ts";
import { type Limits, pictureLimitBytes } from "./limits.ts";
import { packAnswers } from "./packed.ts";
import { refuseUnkeptPast } from "./past.ts";
import { logRefusals } from "./refusal-log.ts";
import { createUnknownLines } from "./unknown-lines.ts";

/** Tokens, cookies and settings are small; nothing else is sent in. */
const bodyLimitBytes = 64 * 1024;
/** Four windows with sixteen cameras each ask some 130 times a second, all from one address. */
const requestsPerMinute = 30_000;
const refusalsPerMinute = 60;
/** A request that has not come to its end by now never will; long enough for a site's map over a slow line. */
const requestWithinMs = 300_000;
const headWithinMs = 60_000;

declare module "fastify" {
  interface FastifyContextConfig {
    /** It changes what a machine that has joined another one's wall takes over from that one: it refuses it, and says where it is done. */
    isFirstMachines?: true;
  }
}

export type ServerOptions = {
  access: Access;
  reachOf: ReturnType<typeof createReach>;
  doors: Pick<Doors, "inner" | "all" | "hostOf" | "also" | "trustedProxies">;
  version: string;
  /** Address of the first machine of the wall, where this one has joined it; absent: it has not. */
  follows?: string | undefined;
  log: Logger;
  limits: Limits;
};

/** Every route of the server with what its caller needs, for whoever walks them. */
export type RouteEntry = { method: string; url: string } & Readonly<
  Record<"access" | "reach" | "outside", string | undefined>
>;

/** What the server knows of callers beside what the guard has told by then: for features that are spoken to by strangers. */
export type Callers = {
  /** Counts a request without a good token; resolves with true beyond what is patient. */
  countRefusal(request: FastifyRequest): Promise<boolean>;
  /** It is known whose line it is. */
  onKnown(request: FastifyRequest): void;
  /** A line of a tile that watches a camera, which is no screen. @returns how many there are, with this one */
  addPictureLine(socket: { once(event: "close", listener: () => void): unknown }): number;
  /** How many screens are on the line. */
  screens(): number;
  /** Of all features, once they are registered. */
  routeTable: readonly RouteEntry[];
  /** The same, but that it knows nobody who has nothing to do at the door that a request came through. */
  throughDoor<Asked extends Pick<Access, "identify">>(request: FastifyRequest, asked: Asked): Asked;
};

/**
 * What stands before every route, and no route: hooks run in the order they are added, so host and token are looked at before
 * any of them. Features are registered with `app` as plugins; pages last.
 */
export async function createServer(options: ServerOptions): Promise<{ app: FastifyInstance; callers: Callers }> {
  const { access, reachOf, doors, log, limits, follows } = options;
  const requestTimeout = limits.requestWithinMs ?? requestWithinMs;
  const app = fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    // Longer than the router's own: passkeys have names that devices give.
    routerOptions: { maxParamLength: 400 },
    // What others say of whom they speak for is not believed.
    trustProxy: doors.trustedProxies.length > 0 ? [...doors.trustedProxies] : false,
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
  const routeTable: RouteEntry[] = [];
  app.addHook("onRoute", (route) => {
    // Read when it is asked for: a feature's own hook may say what its routes need.
    for (const method of [route.method].flat())
      routeTable.push({
        ...{ method, url: route.url },
        get access() {
          return route.config?.access;
        },
        get reach() {
          return route.config?.reach;
        },
        get outside() {
          return route.config?.outside;
        },
      });
  });
  // Before all else that looks at a request.
  app.addHook("onRequest", async ({ raw }) => findDoor(raw, doors.inner, doors.all));
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(checkAnswers);
  answerFailures(app, log);
  const refusalLog = logRefusals(app, log);

  await app.register(fastifyWebsocket, {
    options: { maxPayload: pictureLimitBytes },
    errorHandler: (error, socket) => {
      log.debug({ err: error }, "a live line broke");
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
    keyGenerator: limitKey,
    errorResponseBuilder: () => new CodedError("request.too-many"),
  });
  const refusals = app.createRateLimit({
    max: limits.refusalsPerMinute ?? refusalsPerMinute,
    timeWindow: 60_000,
    keyGenerator: ({ ip }) => networkOf(ip),
  });
  const countRefusal = async (request: FastifyRequest): Promise<boolean> => {
    const count = await refusals(request);
    if (request.ws) refusalLog.refuse(request, 401);
    return !count.isAllowed && count.isExceeded;
  };
  const isCalledSo = (request: FastifyRequest["raw"]) => isOwnHost(request, doors.hostOf(doorOf(request)));
  const guarding = { access, reachOf, countRefusal };
  await app.register(fastifyHelmet, contentSecurityPolicy(isCalledSo));
  checkHost(app, isCalledSo);
  keepInside(app, doors.also);
  openEntrance(app, guarding);
  guard(app, guarding);
  app.addHook("onRequest", async ({ raw, identity }) => {
    if (identity !== undefined && !mayComeThrough(raw, identity.role, doors.also))
      throw new CodedError("door.inner-only");
  });
  // Figures of a province are for who asked, and not for the next one at the same computer.
  app.addHook("onSend", async (request, reply) => {
    if (request.url.startsWith("/api/") && !reply.hasHeader("cache-control"))
      reply.header("cache-control", reply.hasHeader("etag") ? "private, no-cache" : "no-store");
  });
  refuseUnkeptPast(app);
  packAnswers(app);
  const unknownLines = createUnknownLines(limits.unknownLines);
  const leaving = new WeakMap<FastifyRequest, () => void>();
  // Last of what is asked before a line is opened; who came with a good cookie is known already.
  app.addHook("onRequest", async (request, reply) => {
    if (!request.ws || request.identity !== undefined || request.routeOptions.config?.access !== "line") return;
    try {
      leaving.set(request, unknownLines.enter(request.raw, request.ip));
    } catch (error) {
      reply.header("retry-after", "5");
      throw error;
    }
  });
  if (follows !== undefined)
    app.addHook("onRequest", async ({ routeOptions }) => {
      if (routeOptions.config?.isFirstMachines === true) throw new CodedError("join.follows", { host: follows });
    });
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "IOC wall", version: options.version },
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer" },
        },
      },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
  });

  let pictureLines = 0;
  const callers: Callers = {
    countRefusal,
    onKnown: (request) => leaving.get(request)?.(),
    addPictureLine(socket) {
      pictureLines += 1;
      socket.once("close", () => {
        pictureLines -= 1;
      });
      return pictureLines;
    },
    throughDoor: (request, asked) => ({
      ...asked,
      async identify(token) {
        const found = await asked.identify(token);
        return found !== undefined && mayComeThrough(request.raw, found.role, doors.also) ? found : undefined;
      },
    }),
    screens: () => app.websocketServer.clients.size - pictureLines,
    routeTable,
  };
  return { app, callers };
}
