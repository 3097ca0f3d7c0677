import http, { type IncomingMessage, type ServerOptions, type ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { listenFailure } from "../run/listening.ts";
import type { Certificate } from "./certificate.ts";
import { cameThrough, type Door } from "./door.ts";

/** Beyond this a listener takes no more connections; each costs memory before anybody is known. */
const mostConnections = 4_000;

/** Who has not agreed on a cipher by now never will; the usual two minutes would hold a connection for nothing. */
const handshakeWithinMs = 15_000;

/** A listener beside the core's first one; all requests go the same way from there on. */
export type ExtraServer = {
  readonly port: number;
  /** Connections that are there go on with the one they began with. */
  use(certificate: Certificate): void;
  close(): Promise<void>;
};

const contextOf = ({ cert, key }: Certificate) => ({
  cert,
  key,
  // TLS 1.2 with forward secrecy is what older televisions and phones of the region speak.
  minVersion: "TLSv1.2" as const,
  honorCipherOrder: true,
  ciphers: [
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_AES_128_GCM_SHA256",
    "ECDHE-ECDSA-AES128-GCM-SHA256",
    "ECDHE-RSA-AES128-GCM-SHA256",
    "ECDHE-ECDSA-AES256-GCM-SHA384",
    "ECDHE-RSA-AES256-GCM-SHA384",
    "ECDHE-ECDSA-CHACHA20-POLY1305",
    "ECDHE-RSA-CHACHA20-POLY1305",
  ].join(":"),
});

/**
 * @param options.app ready; its own listener lends its limits
 * @param options.certificate undefined: plain HTTP
 * @throws CodedError port.in-use, port.not-allowed, host.not-available
 */
export async function openExtraServer(options: {
  app: FastifyInstance;
  door: Door;
  host: string;
  port: number;
  certificate: Certificate | undefined;
  /** Told, at most once a minute, that connections were turned away. */
  onFull(limit: number): void;
}): Promise<ExtraServer> {
  const { app, door, host, certificate } = options;
  const main = app.server;
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    cameThrough(request, door);
    app.routing(request, response);
  };
  const limits: ServerOptions = {
    requestTimeout: main.requestTimeout,
    headersTimeout: main.headersTimeout,
    keepAliveTimeout: main.keepAliveTimeout,
    connectionsCheckingInterval: Math.min(main.requestTimeout, main.headersTimeout) / 2,
  };
  const server =
    certificate === undefined
      ? http.createServer(limits, take)
      : https.createServer({ ...limits, ...contextOf(certificate), handshakeTimeout: handshakeWithinMs }, take);
  server.maxConnections = mostConnections;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  server.on("drop", () => {
    if (performance.now() - toldAtMs < 60_000) return;
    toldAtMs = performance.now();
    options.onFull(mostConnections);
  });
  server.on("upgrade", (request: IncomingMessage, socket, head) => {
    cameThrough(request, door);
    main.emit("upgrade", request, socket, head);
  });
  server.on("clientError", (error: Error, socket) => void main.emit("clientError", error, socket as Socket));
  await listenOn(server, host, options.port);
  return {
    port: (server.address() as AddressInfo).port,
    use(next) {
      if (server instanceof https.Server) server.setSecureContext(contextOf(next));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listenOn(server: http.Server | https.Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(listenFailure(error, host, port));
    server.once("error", fail);
    server.listen({ host, port }, () => {
      server.off("error", fail);
      resolve();
    });
  });
}
