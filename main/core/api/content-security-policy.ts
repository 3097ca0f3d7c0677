import type { IncomingMessage } from "node:http";
import type { FastifyHelmetOptions } from "@fastify/helmet";
import { lineOrigin } from "../door/origin.ts";

/**
 * Helmet's settings: the page loads and reaches nothing but this core, and nobody may frame it.
 *
 * @param isOwnHost whether a request asks for a name of ours, which alone is repeated
 */
export const contentSecurityPolicy = (isOwnHost: (request: IncomingMessage) => boolean): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      "style-src": ["'self'"],
      "img-src": ["'self'", "blob:", "data:"],
      "media-src": ["'self'", "blob:"],
      // Older browsers do not take 'self' for the WebSocket of the same host.
      "connect-src": ["'self'", (request) => (isOwnHost(request) ? lineOrigin(request) : "'self'")],
      "font-src": ["'self'"],
      "worker-src": ["'self'"],
      "manifest-src": ["'self'"],
      "base-uri": ["'none'"],
      "frame-ancestors": ["'none'"],
      "form-action": ["'none'"],
    },
  },
  frameguard: { action: "deny" },
  // Said by the door, which knows whether people came with TLS.
  strictTransportSecurity: false,
});
