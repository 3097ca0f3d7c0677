import { createHash } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { rolldown } from "rolldown";
import { compileWorker, workerOf } from "../../build/web-worker.mjs";
import { projectRoot } from "./programs.ts";

/**
 * A core that gets new builds of the web app, as seen by a browser: the real worker and the real code that registers it and holds a build, with
 * small files in the place of the app's. Each file says of which making it is, and each page which ones it must be made of.
 */
export interface AppBuilds extends AsyncDisposable {
  readonly address: string;
  /** Builds anew: some files change, others stay. The files of before are gone with it. @returns its number */
  update(): number;
  /** up · slow: a document takes longer than anybody waits · broken: 503, as of a proxy whose core is down. */
  line: "up" | "slow" | "broken";
  /** In the place of the worker's own text, and of the document; null: as they are. */
  worker: string | null;
  hasWorker: boolean;
}

const names = ["entry", "first", "second", "third", "fourth", "fifth"] as const;
type Name = (typeof names)[number];
type Build = { id: string; files: Map<string, string>; html: string; makings: Record<string, number> };

const hash = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 8);

/** What a page of the app does for its build. */
async function pageCode(): Promise<string> {
  const code = `import { holdBuild } from ${JSON.stringify(`${projectRoot}/renderer/web/offline/own-build.ts`)};
import { registerWorker } from ${JSON.stringify(`${projectRoot}/renderer/web/offline/registration.ts`)};
import { reloadOnce, wasReloaded } from ${JSON.stringify(`${projectRoot}/renderer/web/offline/reload-once.ts`)};
holdBuild();
Object.assign(window, { registerWorker, reloadOnce, wasReloaded });`;
  const bundle = await rolldown({
    input: "page",
    cwd: projectRoot,
    platform: "browser",
    plugins: [
      {
        name: "page",
        resolveId: (id: string) => (id === "page" ? "\0page.ts" : null),
        load: (id: string) => (id === "\0page.ts" ? code : null),
      },
    ],
    transform: { define: { "process.env.NODE_ENV": '"production"' } },
  });
  const { output } = await bundle.generate({ format: "es", minify: true });
  await bundle.close();
  return output[0].code;
}

function makeBuild(makings: Record<Name, number>, page: string): Build {
  const files = new Map<string, string>();
  const place = (name: string, text: string): string => {
    const file = `/assets/${name}-${hash(text)}.js`;
    files.set(file, text);
    return file;
  };
  const lazy = names.slice(1).map((name) => [name, place(name, `export const made = ${makings[name]};`)] as const);
  const code = place("page", page);
  const entry = place(
    "entry",
    `import "${code}";
window.seen = { entry: ${makings.entry} };
const files = ${JSON.stringify(Object.fromEntries(lazy))};
window.need = async (name) => { window.seen[name] = (await import(files[name])).made; };
await window.need("first");
window.isReady = true;
if (document.body.dataset.worker === "true") void window.registerWorker();`,
  );
  const id = hash(JSON.stringify([...files.keys()]));
  const html = `<!doctype html><html lang="vi"><head><title>x</title><meta name="build" content="${id}" />
<script type="module" src="${entry}"></script></head><body data-makings='${JSON.stringify(makings)}'></body></html>`;
  return { id, files, html, makings };
}

export async function startAppBuilds(random: () => number): Promise<AppBuilds> {
  const [page, worker] = await Promise.all([pageCode(), compileWorker()]);
  let number = 0;
  const makings = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  let build = makeBuild(makings, page);
  const give = (response: ServerResponse, type: string, text: string, cache: string) =>
    response.writeHead(200, { "content-type": type, "cache-control": cache }).end(text);

  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    if (builds.line === "broken") return response.writeHead(503, { "content-type": "text/html" }).end("<h1>503</h1>");
    if (path === "/app/sw.js") {
      if (!builds.hasWorker) return response.writeHead(404).end();
      const text = builds.worker ?? workerOf(worker, { id: build.id, files: [...build.files.keys()] });
      return give(response, "text/javascript", text, "no-store");
    }
    const file = build.files.get(path);
    if (file !== undefined) return give(response, "text/javascript", file, "private, max-age=31536000, immutable");
    if (!path.startsWith("/app/")) return response.writeHead(404).end();
    // A program of before the worker asks for none.
    const html = build.html.replace("<body", `<body data-worker="${builds.hasWorker}"`);
    const answer = () => give(response, "text/html", html, "no-store");
    // What comes too late is of the build that there was when it was asked for.
    return builds.line === "slow" ? setTimeout(answer, 6_000) : answer();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const builds: AppBuilds = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/app/`,
    ...{ line: "up", worker: null, hasWorker: true },
    update() {
      number += 1;
      // At least one is another each time.
      const certain = names[Math.floor(random() * names.length)];
      for (const name of names) if (name === certain || random() < 0.3) makings[name] = number;
      build = makeBuild({ ...makings }, page);
      return number;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return builds;
}
