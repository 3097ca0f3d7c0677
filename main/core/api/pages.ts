import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import fastifyStatic, { type FastifyStaticOptions } from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sessionCookie } from "#contract/access/http.ts";
import { CodedError } from "#contract/errors.ts";
import { may } from "../access/identity.ts";
import { keepFiles } from "./kept-files.ts";
import { clearedPage, workerOff } from "./service-worker-off.ts";

/** What the bundler puts into `assets` carries a hash of its content (`index-B1x9_aQz.js`) and never changes. */
const hashed = /[\\/]assets[\\/][^\\/]+-[\w-]{8}\.\w+(\.map|\.gz|\.br)?$/;

const appDocument = /[\\/]web[\\/]app[\\/](?:index|page|signed-out)\.html(\.gz|\.br)?$/;
const workerFile = /[\\/]web[\\/]app[\\/]sw\.js(\.gz|\.br)?$/;
/** Files of the web app beside its document, which a browser asks for by their plain names. */
const besideApp = /^[a-z0-9-]+\.(?:js|png|webmanifest)$/;
const webWorker = "web/app/sw.js";

/**
 * Which of the app's documents is given: the same page, but for what it has a browser load along with it (build/web-documents.mjs). Whoever
 * brings no session is going to sign in. @param name what the address has after /app/
 */
function documentFor(rendererFolder: string, name: string, hasSession: boolean): string {
  const fitting = `web/app/${!hasSession ? "signed-out" : name === "" ? "index" : "page"}.html`;
  return existsSync(join(rendererFolder, fitting)) ? fitting : "web/app/index.html";
}

/** What a browser loads into a page: it obeys the page's policy, and the file's own has no say. Workers and documents are not among it. */
const loadedIntoPage: ReadonlySet<unknown> = new Set(["script", "style", "font", "image"]);
/** What is said to documents and workers alone, and how much may still be asked: more than half of a small file's answer. */
const notForParts = [
  "content-security-policy",
  "cross-origin-opener-policy",
  "origin-agent-cluster",
  "x-dns-prefetch-control",
  "x-download-options",
  "x-frame-options",
  "x-permitted-cross-domain-policies",
  "x-ratelimit-limit",
  "x-ratelimit-remaining",
  "x-ratelimit-reset",
  "x-xss-protection",
] as const;

/** A phone's first screen is a dozen answers: those to parts of a page, as the browser itself says they are, have short heads. */
function shortenHead({ headers }: FastifyRequest, reply: FastifyReply): void {
  if (!loadedIntoPage.has(headers["sec-fetch-dest"])) return;
  for (const name of notForParts) {
    // Some are set past the framework.
    reply.removeHeader(name);
    reply.raw.removeHeader(name);
  }
}

/**
 * The pages for browsers: `/app/` for people's own devices, `/` and `/wall` the read-only wall, `/desk` the operator's desk, the rest is what
 * they load. What the bundler made holds no data, and who has not signed in yet needs it for that: the app and the assets are given to anyone.
 */
export function servePages(app: FastifyInstance, rendererFolder: string): void {
  void app.register(async (pages) => {
    pages.addHook("onRoute", (route) => {
      route.config = { ...route.config, access: route.config?.access ?? "read", reach: "common", mayBeLocked: true };
      // Those of the desk and of the wall's own windows are kept inside file by file.
      if (route.url === "/*") route.config.outside = "always";
      // Files are no part of what the API promises.
      route.schema = { ...route.schema, hide: true };
    });
    pages.addHook("onRequest", async ({ url, identity }) => {
      if (isOfDesk(url) && !may(identity, "operate")) throw new CodedError("access.desk-forbidden");
    });
    const files = {
      index: false,
      dotfiles: "ignore",
      cacheControl: false,
      // Written by the bundler beside each file that is worth it.
      preCompressed: true,
      setHeaders(reply, file) {
        const isLasting = hashed.test(file);
        // An old document of the app would ask for files that are gone.
        const isAsItIs = appDocument.test(file) || workerFile.test(file);
        const others = isAsItIs ? "no-store" : "private, no-cache";
        reply.header("cache-control", isLasting ? "private, max-age=31536000, immutable" : others);
      },
    } as const satisfies Partial<FastifyStaticOptions>;
    await pages.register(fastifyStatic, { ...files, root: rendererFolder, prefix: "/" });
    const assets = keepFiles(join(rendererFolder, "assets"));
    pages.get<{ Params: { "*": string } }>(
      "/assets/*",
      { config: { access: "anyone", outside: "always" } },
      async (request, reply): Promise<unknown> => {
        const name = request.params["*"];
        shortenHead(request, reply);
        const kept = await assets(name, request);
        return kept === undefined ? reply.sendFile(`assets/${name}`) : reply.headers(kept.headers).send(kept.body);
      },
    );
    pages.get("/app/sw.js", { config: { access: "anyone", outside: "always" } }, (_request, reply) => {
      if (existsSync(join(rendererFolder, webWorker))) return reply.sendFile(webWorker);
      // Where there is none any more, those of before are ended: see service-worker-off.ts.
      return reply.header("cache-control", "no-store").type("text/javascript; charset=utf-8").send(workerOff);
    });
    // Beside the app, where no worker of it can answer.
    pages.get("/app-reset", { config: { access: "anyone", outside: "always" } }, (_request, reply) =>
      reply
        .header("cache-control", "no-store")
        .header("clear-site-data", '"cache", "storage"')
        .type("text/html; charset=utf-8")
        .send(clearedPage),
    );
    pages.get("/app", { config: { access: "anyone", outside: "always" } }, ({ url }, reply) =>
      reply.redirect(`/app/${url.slice("/app".length)}`, 308),
    );
    // A page of its own for every address: what it shows is the app's own matter.
    pages.get<{ Params: { "*": string } }>(
      "/app/*",
      { config: { access: "anyone", outside: "always" } },
      (request, reply) => {
        const name = request.params["*"];
        if (besideApp.test(name)) {
          shortenHead(request, reply);
          return reply.sendFile(`web/app/${name}`);
        }
        return reply.sendFile(documentFor(rendererFolder, name, request.cookies[sessionCookie] !== undefined));
      },
    );
    pages.get("/", { config: { outside: "always" } }, ({ identity }, reply) =>
      identity?.account === undefined ? reply.sendFile("web/index.html") : reply.redirect("/app/", 303),
    );
    // Who has an account is led from "/" to the app: the wall itself has an address of its own.
    pages.get("/wall", { config: { outside: "always" } }, (_request, reply) => reply.sendFile("web/index.html"));
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
