import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** What the bundler puts into `assets` carries a hash of its content (`index-B1x9_aQz.js`) and never changes. */
const hashed = /[\\/]assets[\\/][^\\/]+-[\w-]{8}\.\w+(\.map)?$/;

/** The pages for browsers: `/` is the read-only wall, the rest is what it loads. */
export function servePages(app: FastifyInstance, rendererFolder: string): void {
  void app.register(async (pages) => {
    pages.addHook("onRoute", (route) => {
      route.config = { ...route.config, access: "read" };
      // Files are no part of what the API promises.
      route.schema = { ...route.schema, hide: true };
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
  });
}
