import type { FastifyHelmetOptions } from "@fastify/helmet";
import { isOwnHost } from "./guard.ts";

/**
 * Helmet's settings: the page loads and reaches nothing but this core, and nobody may frame it.
 *
 * @param host the configured one
 */
export const contentSecurityPolicy = (host: string): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      "style-src": ["'self'"],
      "img-src": ["'self'", "blob:", "data:"],
      "media-src": ["'self'", "blob:"],
      // Older browsers do not take 'self' for the WebSocket of the same host.
      "connect-src": ["'self'", ({ headers }) => (isOwnHost(headers.host, host) ? `ws://${headers.host}` : "'self'")],
      "font-src": ["'self'"],
      "worker-src": ["'self'"],
      "manifest-src": ["'self'"],
      "base-uri": ["'none'"],
      "frame-ancestors": ["'none'"],
      "form-action": ["'none'"],
    },
  },
  frameguard: { action: "deny" },
  // Served over plain HTTP on the loopback; whoever puts TLS in front adds it there.
  strictTransportSecurity: false,
});
