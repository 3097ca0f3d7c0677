import { posix } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { CodedError } from "#contract/errors.ts";
import { hasRight } from "../access/rights.ts";

/** What the bundler puts into `assets` carries a hash of its content (`index-B1x9_aQz.js`) and never changes. */
const hashed = /[\\/]assets[\\/][^\\/]+-[\w-]{8}\.\w+(\.map)?$/;

/** The pages for browsers: `/` is the read-only wall, `/desk` the operator's desk, the rest is what they load. */
export function servePages(app: FastifyInstance, rendererFolder: string): void {
  void app.register(async (pages) => {
    pages.addHook("onRoute", (route) => {
      route.config = { ...route.config, access: "read" };
      // Files are no part of what the API promises.
      route.schema = { ...route.schema, hide: true };
    });
    pages.addHook("onRequest", async ({ url, identity }) => {
      if (isOfDesk(url) && (identity === undefined || !hasRight(identity.role, "operate")))
        throw new CodedError("access.desk-forbidden");
    });
    await pages.register(fastifyStatic, {
      root: rendererFolder,
      prefix: "/",
      index: false,
      dotfiles: "ignore",
      cacheControl: false,
      setHeaders(reply, file) {
        const isLasting = hashed.test(file);
        reply.header("cache-control", isLasting ? "private, max-age=31536000, immutable" : "private, no-cache");
      },
    });
    pages.get("/", (_request, reply) => reply.sendFile("web/index.html"));
    pages.get("/desk", (_request, reply) => reply.sendFile("desk/index.html"));
  });
}

/**
 * Whether an address leads to the desk, as whoever opens the file reads it: percent signs decoded, double and backward
 * slashes and "." taken out; some file systems do not tell large letters from small ones.
 */
function isOfDesk(address: string): boolean {
  const [written = ""] = address.split(/[?#]/, 1);
  let read: string;
  try {
    read = decodeURIComponent(written);
  } catch {
    // What cannot be read leads to no file.
    return false;
  }
  return /^\/desk(?:[/.\s]|$)/i.test(posix.normalize(`/${read.replaceAll("\\", "/")}`));
}
