import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import WebSocket from "ws";
import { routes } from "#contract/http.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { routeTable } from "../access/route-table.ts";
import { connect, startServer, type TestServer } from "../api/server-for-test.ts";

const outside = { host: "127.0.0.1", port: 0, publicUrl: "https://ngoai.example.vn" };
const host = "ngoai.example.vn";
const originOf = (server: TestServer): string =>
  server.parts.doors.view().doors.find(({ name }) => name === "outside")?.origin ?? "";

/** Node's fetch sets Host by itself. */
async function ask(server: TestServer, method: string, where: string, headers: Record<string, string> = {}) {
  const { request } = await import("node:http");
  return new Promise<{ status: number; code: string; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    const asked = request(
      `${originOf(server)}${where}`,
      { method, headers: { host, ...headers }, agent: false },
      (answer) => {
        let body = "";
        answer.setEncoding("utf8").on("data", (part) => {
          body += part;
        });
        answer.on("end", () => {
          const code = /"code":"([^"]+)"/.exec(body)?.[1] ?? "";
          resolve({ status: answer.statusCode ?? 0, code, headers: answer.headers });
        });
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}
const as = (token: string) => ({ authorization: `Bearer ${token}` });

it("every route is shut to the outside but for those of the table", async () => {
  await using server = await startServer({ server: { outside } });
  const all = new Set(
    server.parts.routeTable
      .map(({ method, url }) => `${method} ${url}`)
      .filter((one) => !/^(?:HEAD|OPTIONS) /.test(one)),
  );
  expect(all.size).toBeGreaterThan(70);
  const reachOf = new Map(
    routeTable.map((line) => line.split(" ")).map(([method, url, , , reach]) => [`${method} ${url}`, reach]),
  );
  for (const one of all) {
    const [method = "", pattern = ""] = one.split(" ");
    const where = pattern.replace(/:\w+/g, "1").replace(/^\/\*/, "/web/a.js").replace("*", "a.js");
    const { status, code } = await ask(server, method, where, as(server.run.admin));
    const isOpen = reachOf.get(one) === "always";
    expect(`${one} ${code === "door.inner-only"}`, `${status}`).toBe(`${one} ${!isOpen}`);
    if (!isOpen) expect(status).toBe(403);
  }
});

it("administration is inside whatever somebody may do, and so are the desk and the wall's own windows", async () => {
  await using pages = await temporaryFolder("ioc-pages");
  for (const name of ["desk/index.html", "wall/index.html", "web/index.html", "assets/a-12345678.js"]) {
    await mkdir(path.dirname(path.join(pages.path, name)), { recursive: true });
    await writeFile(path.join(pages.path, name), name);
  }
  await using server = await startServer({ server: { outside }, rendererFolder: pages.path });
  const admin = as(server.run.admin);
  for (const where of ["/desk", "/desk/index.html", "/wall/index.html", "/assets/../desk/index.html"])
    expect((await ask(server, "GET", where, admin)).code, where).toBe("door.inner-only");
  for (const where of ["/web/%2e%2e/desk/index.html", "/web//../desk/index.html", "/web/..%5cdesk/index.html"])
    expect((await ask(server, "GET", where, admin)).status, where).toBeGreaterThanOrEqual(400);
  for (const where of ["/", "/web/index.html", "/assets/a-12345678.js", "/assets/a-12345678.js?v=1"])
    expect((await ask(server, "GET", where, admin)).status, where).toBe(200);
  expect((await ask(server, "HEAD", "/", admin)).status).toBe(200);
  // The same people, inside.
  expect((await server.get("/desk", server.run.admin)).status).toBe(200);
  expect((await server.get(routes.tokens, server.run.admin)).status).toBe(200);
  // The same guard, and nothing under a name that is not the public one.
  expect((await ask(server, "GET", routes.readings)).code).toBe("access.no-token");
  for (const other of ["127.0.0.1", "localhost", "10.0.0.1", "ngoai.example.vn.ke-xau.example"])
    expect((await ask(server, "GET", routes.health, { host: other })).status).toBe(other === "127.0.0.1" ? 200 : 421);
});

it("on the line too: what is asked over it is asked from outside, and programs of the room are not known there", async () => {
  await using server = await startServer({ server: { outside } });
  const socket = new WebSocket(`${originOf(server).replace("http", "ws")}/live`, { headers: { host } });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  socket.terminate();
  const lineOf = (token: string, kind: "web" | "wall" | "shell" | "machine" = "web") =>
    connect({ origin: originOf(server) }, { token, kind }, { host });
  using viewer = await lineOf(server.run.admin);
  await viewer.next("welcome");
  viewer.send({ type: "asked", request: 1, path: routes.status });
  viewer.send({ type: "asked", request: 2, path: routes.readings });
  const [status, readings] = await Promise.all([
    viewer.next("answered", ({ request }) => request === 1),
    viewer.next("answered", ({ request }) => request === 2),
  ]);
  expect([status.status, readings.status]).toEqual([403, 200]);
  for (const [token, kind] of [
    [server.run.wall, "wall"],
    [server.run.shell, "shell"],
    [await server.token("machine"), "web"],
    [await server.token("mirror"), "web"],
  ] as const) {
    using line = await lineOf(token, kind);
    expect((await line.next("refused")).reason.code).toBe("access.bad-token");
  }
  // The door's pass is of this process: made up, it opens nothing.
  const forged = await ask(server, "GET", routes.tokens, { ...as(server.run.admin), "x-ioc-door": "inner" });
  expect(forged.code).toBe("door.inner-only");
});

it("lines of strangers outside never take the place of one inside", async () => {
  const limits = { unknownLines: { all: 2 }, helloWithinMs: 60_000 };
  await using server = await startServer({ limits, server: { outside, trustedProxies: ["127.0.0.1"] } });
  const open = (origin: string, headers: Record<string, string>) =>
    new Promise<WebSocket>((resolve, reject) => {
      const socket = new WebSocket(`${origin.replace("http", "ws")}/live`, { headers });
      socket.once("open", () => resolve(socket)).once("error", reject);
    });
  const outer = (at: number) => open(originOf(server), { host, "x-forwarded-for": `203.0.113.${at}` });
  await Promise.all([outer(1), outer(2)]);
  await expect(outer(3)).rejects.toThrow("503");
  expect((await open(server.origin, { "x-forwarded-for": "10.0.0.9" })).readyState).toBe(WebSocket.OPEN);
});

it("platforms and machines come from outside only where the profile says so", async () => {
  await using shut = await startServer({ server: { outside } });
  const ingest = as(await shut.token("ingest"));
  expect((await ask(shut, "POST", routes.ingest("tha"), ingest)).code).toBe("door.inner-only");
  expect((await ask(shut, "GET", routes.feed, as(await shut.token("mirror")))).code).toBe("door.inner-only");
  expect((await ask(shut, "GET", routes.readings, as(await shut.token("mirror")))).code).toBe("door.inner-only");
  await using open = await startServer({ server: { outside: { ...outside, also: ["mirror"] } } });
  expect((await ask(open, "GET", routes.feed, as(await open.token("mirror")))).code).not.toBe("door.inner-only");
  expect((await ask(open, "POST", routes.ingest("tha"), as(await open.token("ingest")))).code).toBe("door.inner-only");
});
