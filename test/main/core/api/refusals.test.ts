import { expect, it } from "vitest";
import { routes } from "#contract/http.ts";
import { until } from "../../../lab/until.ts";
import { startServer, type TestServer } from "./server-for-test.ts";

type Line = Record<string, unknown> & { msg: string };
const lines = (server: TestServer, about: string): Line[] =>
  server
    .log()
    .split("\n")
    .flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Line]))
    .filter(({ msg }) => msg === about);

it("writes down who was refused, from which address, and no token", async () => {
  await using server = await startServer({ limits: { refusalsPerMinute: 4 } });
  const viewer = await server.token("viewer");
  await server.get(routes.sources);
  await server.get(`/?token=mot-ma-sai-bi-mat`);
  await server.get(routes.tokens, viewer);
  for (let times = 0; times < 6; times++) await server.get(routes.sources, "sai");
  const told = await until(() => {
    const all = lines(server, "request refused");
    return all.some(({ status }) => status === 429) ? all : undefined;
  });
  expect(told[0]).toMatchObject({ address: "127.0.0.1", status: 401, method: "GET", route: routes.sources });
  expect(told[1]).toMatchObject({ status: 401, route: "/" });
  expect(told[2]).toMatchObject({ status: 403, route: routes.tokens, role: "viewer", token: expect.any(Number) });
  expect(server.log()).not.toContain("mot-ma-sai-bi-mat");
});

it("writes so many lines of one address and in all, and at the end how many were left out", async () => {
  const server = await startServer({ limits: { refusalsPerMinute: 100_000 } });
  const from = (remoteAddress: string) =>
    server.app.inject({ method: "GET", url: routes.sources, remoteAddress, headers: { host: "127.0.0.1" } });
  for (let times = 0; times < 30; times++) expect((await from("10.0.0.1")).statusCode).toBe(401);
  expect(lines(server, "request refused")).toHaveLength(10);
  // One who tries on and on hides nobody else.
  await from("10.0.0.2");
  expect(lines(server, "request refused").at(-1)).toMatchObject({ address: "10.0.0.2" });
  for (let host = 1; host <= 200; host++) await from(`10.0.1.${host}`);
  expect(lines(server, "request refused")).toHaveLength(60);
  expect(lines(server, "more requests were refused")).toEqual([]);
  await server[Symbol.asyncDispose]();
  expect(lines(server, "more requests were refused")).toMatchObject([{ leftOut: 231 - 60, seconds: 60 }]);
});

it("writes down who made or revoked a token or secret, from which address, and never what it is", async () => {
  await using server = await startServer();
  const { token: admin } = await server.parts.access.create("admin", "chị Lan");
  const send = (method: string, where: string, body?: unknown) =>
    fetch(server.origin + where, {
      method,
      headers: {
        authorization: `Bearer ${admin}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const made = (await (await send("POST", routes.tokens, { role: "viewer", label: "màn hình" })).json()) as {
    id: number;
    token: string;
  };
  await send("DELETE", `${routes.tokens}/${made.id}`);
  await send("PUT", `${routes.secrets}/khoa`, { value: "rat-bi-mat" });
  await send("DELETE", `${routes.secrets}/khoa`);
  const by = { role: "admin", name: "chị Lan" };
  expect(lines(server, "token created")).toMatchObject([{ id: made.id, by, address: "127.0.0.1" }]);
  expect(lines(server, "token revoked")).toMatchObject([{ id: made.id, by, address: "127.0.0.1" }]);
  expect(lines(server, "secret set")).toMatchObject([{ name: "khoa", by, address: "127.0.0.1" }]);
  expect(lines(server, "secret removed")).toMatchObject([{ name: "khoa", by, address: "127.0.0.1" }]);
  for (const secret of ["rat-bi-mat", made.token, admin]) expect(server.log()).not.toContain(secret);
});
