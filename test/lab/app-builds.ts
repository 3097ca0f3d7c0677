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
  /** up · slow: a document takes longer than anybody waits · broken: 503, as of a proxy whose core is down · off: nobody answers. */
  line: "up" | "slow" | "broken" | "off";
  /**
   * What comes in the place of hashed files. own: themselves · page: another's page · refused: 401 · led: to another's page · other: what says
   * that it is text · cut: half of each.
   */
  files: "own" | "page" | "refused" | "led" | "other" | "cut";
  /** In the place of the worker's own text, and of the document; null: as they are. */
  worker: string | null;
  hasWorker: boolean;
  /** Documents have no program, as a bad worker of before may have given them. */
  isDead: boolean;
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

/** What stands between a browser and its core. */
function answerWith(what: Exclude<AppBuilds["files"], "own">, response: ServerResponse, file: string): unknown {
  if (what === "page") return response.writeHead(200, { "content-type": "text/html" }).end("<h1>Wi-Fi</h1>");
  if (what === "refused") return response.writeHead(401, { "content-type": "text/javascript" }).end(file);
  if (what === "led") return response.writeHead(302, { location: "/another" }).end();
  if (what === "other") return response.writeHead(200, { "content-type": "text/plain" }).end("quá hạn");
  response.writeHead(200, { "content-type": "text/javascript", "content-length": Buffer.byteLength(file) });
  return response.write(file.slice(0, 10), () => response.destroy());
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
    if (builds.line === "off") return request.socket.destroy();
    if (builds.line === "broken") return response.writeHead(503, { "content-type": "text/html" }).end("<h1>503</h1>");
    if (path === "/app/sw.js") {
      if (!builds.hasWorker) return response.writeHead(404).end();
      const text = builds.worker ?? workerOf(worker, { id: build.id, files: [...build.files.keys()] });
      return give(response, "text/javascript", text, "no-store");
    }
    const file = build.files.get(path);
    if (path === "/another") return give(response, "text/html", "<h1>Wi-Fi</h1>", "no-store");
    if (file !== undefined && builds.files !== "own") return answerWith(builds.files, response, file);
    if (file !== undefined) return give(response, "text/javascript", file, "private, max-age=31536000, immutable");
    if (!path.startsWith("/app/")) return response.writeHead(404).end();
    // A program of before the worker asks for none.
    const html = build.html.replace("<body", `<body data-worker="${builds.hasWorker}"`);
    if (builds.isDead) return give(response, "text/html", "<title>x</title>", "no-store");
    const answer = () => give(response, "text/html", html, "no-store");
    // What comes too late is of the build that there was when it was asked for.
    return builds.line === "slow" ? setTimeout(answer, 6_000) : answer();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const builds: AppBuilds = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/app/`,
    ...{ line: "up", files: "own", worker: null, hasWorker: true, isDead: false },
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
