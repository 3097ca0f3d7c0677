import { mkdir, writeFile } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import { expect, it } from "vitest";
import { routes } from "#contract/http.ts";
import { SourceDraftResult } from "#contract/wizards/http.ts";
import { guardedLookup } from "../../main/core/outbound/forbidden-address.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import {
  asAdmin,
  browserOf,
  goodPassword,
  join,
  signIn,
  startPeople,
  stateOf,
} from "../main/core/accounts/people-for-test.ts";
import { startServer, type TestServer } from "../main/core/api/server-for-test.ts";
import { serve } from "../main/core/connectors/platform.ts";

/** As it is written: no client takes dots out of it. */
const rawGet = (server: TestServer, where: string, headers: Record<string, string>) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { hostname, port } = new URL(server.origin);
    const asked = request({ hostname, port, path: where, headers }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => (text += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on("error", reject).end();
  });

const pagesOf = async (folder: string) => {
  for (const [name, text] of Object.entries({
    "web/index.html": "tường",
    "web/app/index.html": "ứng dụng",
    "web/app/sw.js": "self.x = 1;",
    "web/app/manifest.webmanifest": "{}",
    "desk/index.html": "bàn",
    "assets/index-Ab3dEf9h.js": "export {};",
  })) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
};

it("says of every page, file and answer what browsers may do with it, the service worker and refusals too", async () => {
  await using pages = await temporaryFolder();
  await pagesOf(pages.path);
  await using server = await startServer({ rendererFolder: pages.path });
  const { admin } = server.run;
  const asked: [where: string, token: string | undefined, status: number][] = [
    ["/", admin, 200],
    ["/desk", admin, 200],
    ["/app/", undefined, 200],
    ["/app/sign-in", undefined, 200],
    ["/app/sw.js", undefined, 200],
    ["/app/manifest.webmanifest", undefined, 200],
    ["/app-reset", undefined, 200],
    ["/assets/index-Ab3dEf9h.js", undefined, 200],
    [routes.health, undefined, 200],
    [routes.status, admin, 200],
    [routes.status, undefined, 401],
    ["/khong-co", admin, 404],
    ["/", undefined, 401],
    [`${routes.signInProvider("la")}/back?code=x`, undefined, 200],
  ];
  for (const [where, token, status] of asked)
    for (const accept of ["text/html", "*/*"]) {
      const { status: was, headers } = await server.get(where, token, { accept });
      expect([where, was]).toEqual([where, status]);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy, where).toMatch(/^default-src 'none';/);
      for (const rule of ["base-uri 'none'", "frame-ancestors 'none'", "form-action 'none'"])
        expect(policy, `${where} ${rule}`).toContain(rule);
      expect(policy, where).not.toMatch(/unsafe|\*|https?:(?!\/\/)|script-src [^;]*(?:data|blob):/);
      expect([where, headers.get("x-content-type-options")]).toEqual([where, "nosniff"]);
      expect([where, headers.get("referrer-policy")]).toEqual([where, "no-referrer"]);
      expect([where, headers.get("x-frame-options")]).toEqual([where, "DENY"]);
      expect([where, headers.get("cross-origin-opener-policy")]).toEqual([where, "same-origin"]);
      expect([where, headers.get("cross-origin-resource-policy")]).toEqual([where, "same-origin"]);
      expect([where, headers.get("x-powered-by"), headers.get("server")]).toEqual([where, null, null]);
    }
  // What a browser itself says it loads into a page obeys that page's policy; a worker and whatever else is opened obeys its own.
  const file = "/assets/index-Ab3dEf9h.js";
  for (const dest of ["script", "style", "font", "image", "worker", "sharedworker", "document", "iframe", "empty"]) {
    const { headers } = await server.get(file, undefined, { "sec-fetch-dest": dest });
    const isPart = ["script", "style", "font", "image"].includes(dest);
    expect([dest, headers.has("content-security-policy")]).toEqual([dest, !isPart]);
    expect([dest, headers.has("x-frame-options")]).toEqual([dest, !isPart]);
    expect([dest, headers.get("x-content-type-options")]).toEqual([dest, "nosniff"]);
    expect([dest, headers.get("cross-origin-resource-policy")]).toEqual([dest, "same-origin"]);
    expect([dest, headers.get("referrer-policy")]).toEqual([dest, "no-referrer"]);
  }
  const asScript = await server.get("/app/", undefined, { "sec-fetch-dest": "script" });
  expect(asScript.headers.get("content-security-policy"), "a document has its own, whatever asks").toMatch(
    /^default-src/,
  );
  const workerAs = await server.get("/app/sw.js", undefined, { "sec-fetch-dest": "serviceworker" });
  expect(workerAs.headers.get("content-security-policy")).toMatch(/^default-src/);
  // What is told of a province is kept by no browser, but where it asks each time whether it is still so.
  for (const { method, url } of server.parts.routeTable.filter((one) => one.url.startsWith("/api/")))
    if (method === "GET" && !/:|pictures|snapshot/.test(url)) {
      const kept = (await server.get(url, admin)).headers.get("cache-control") ?? "";
      expect(kept, url).toMatch(/no-store|no-cache|private/);
    }
  // A worker speaks for all pages beneath it: never an old one, never one that somebody may widen.
  const worker = await server.get("/app/sw.js");
  expect(worker.headers.get("content-type")).toMatch(/^(?:text|application)\/javascript/);
  expect(worker.headers.get("cache-control")).toBe("no-store");
  expect(worker.headers.get("service-worker-allowed")).toBeNull();
});

it("gives no file from beside its pages and lists, however its name is written", async () => {
  await using folder = await temporaryFolder();
  const pages = path.join(folder.path, "pages");
  await pagesOf(pages);
  await writeFile(path.join(folder.path, "bi-mat.txt"), "SENTINEL");
  await using server = await startServer({ rendererFolder: pages });
  await writeFile(path.join(server.folder, "bi-mat.txt"), "SENTINEL");
  await mkdir(path.join(server.folder, "files"), { recursive: true });
  await writeFile(path.join(server.folder, "files", "co.pdf"), "%PDF-1.7");
  const ups = ["..", "%2e%2e", ".%2e", "%252e%252e", "..%00", "..%5c..", "%c0%ae%c0%ae", "....//", "..;"];
  const slashes = ["/", "%2f", "\\", "%5c", "//", "/./"];
  const authorization = `Bearer ${server.run.admin}`;
  for (const root of [
    "/",
    "/assets/",
    "/app/",
    "/web/",
    "/api/files/",
    "/api/wall/scenes/",
    "/api/cameras/camera-a/hls/main/",
  ])
    for (const up of ups)
      for (const slash of slashes)
        for (const depth of [1, 3]) {
          const where = `${root}${`${up}${slash}`.repeat(depth)}bi-mat.txt`;
          const { status, text } = await rawGet(server, where, { authorization });
          expect(text.includes("SENTINEL"), where).toBe(false);
          expect(status, where).not.toBe(500);
        }
});

it("gives whoever signs in another cookie than the one that came along, whoever laid it there", async () => {
  await using server = await startPeople();
  await join(server, "an");
  const thief = await join(server, "ke-trom");
  const laid = thief.browser.cookie ?? "";
  const victim = browserOf(server);
  for (const cookie of [laid, "wall_session=account.toi-chon", `wall_session=account.${"A".repeat(43)}`]) {
    victim.cookie = cookie;
    expect((await signIn(victim, "an", goodPassword)).status).toBe(200);
    expect(victim.cookie).not.toBe(cookie);
    expect(await stateOf(victim)).toMatchObject({ state: "open", name: "an" });
    const other = browserOf(server);
    other.cookie = cookie;
    expect(await stateOf(other), "what was laid there is nobody's now").toMatchObject({ state: "none" });
  }
  // A link with a token, opened by who is signed in, is a session of its own.
  const entered = await server.get(`/?token=${await server.token("viewer")}`, undefined, {
    cookie: victim.cookie ?? "",
  });
  expect(entered.headers.getSetCookie()[0]?.split(";")[0]).not.toBe(victim.cookie);
});

it("asks no address by which a cloud hands out keys, and follows nobody to another host", async () => {
  const asked: string[] = [];
  await using elsewhere = await serve((request, response) => {
    asked.push(request.url ?? "");
    response.end("[]");
  });
  const { port } = new URL(elsewhere.url);
  await using platform = await serve((request, response) => {
    const to = {
      "/host": `http://localhost:${port}/`,
      "/port": elsewhere.url,
      "/cloud": "http://169.254.169.254/latest/",
    };
    response.writeHead(307, { location: to[request.url as keyof typeof to] ?? "file:///etc/passwd" }).end();
  });
  await using server = await startServer();
  const tried = async (url: string) => {
    const source = { id: "nhap", type: "rest", name: { vi: "N", en: "N" }, lateAfter: "5m", every: "1h", url };
    const answer = await asAdmin(server, routes.sourceDraftTrial, {
      method: "POST",
      body: { source, indicators: [], secrets: [] },
    });
    if (answer.status !== 200) return (await answer.json()).code;
    const { trial } = SourceDraftResult.parse(await answer.json());
    expect(trial.answer, url).toBeNull();
    return trial.reason?.code;
  };
  // The same address in all the ways that it may be written.
  for (const host of [
    "169.254.169.254",
    "2852039166",
    "0xA9FEA9FE",
    "0251.0376.0251.0376",
    "[::ffff:169.254.169.254]",
    "[fd00:ec2::254]",
  ])
    expect([host, await tried(`http://${host}/latest/meta-data/`)]).toEqual([host, "source.forbidden-address"]);
  for (const where of ["host", "port", "cloud"])
    expect([where, await tried(new URL(where, platform.url).href)]).toEqual([where, "source.redirected"]);
  expect(["source.redirected", "source.http-status"]).toContain(await tried(new URL("file", platform.url).href));
  expect(await tried("file:///etc/passwd")).toBe("source.unreachable");
  expect(asked).toEqual([]);
  // A name that leads there is looked at when it is looked up, not before.
  const looked = (name: string) =>
    new Promise((resolve) => guardedLookup(name, { all: true }, (error, found) => resolve(error ?? found)));
  expect(await looked("169.254.169.254")).toMatchObject({ code: "source.forbidden-address" });
  expect(await looked("127.0.0.1")).toEqual([{ address: "127.0.0.1", family: 4 }]);
});
