import { expect, it } from "vitest";
import WebSocket from "ws";
import { routes } from "#contract/http.ts";
import { until } from "../../../lab/until.ts";
import { connect, startServer, type TestServer } from "../api/server-for-test.ts";

/** A stranger behind the site's own proxy: one that opens a line and says nothing. */
const stranger = (server: TestServer, address: string, path: string = routes.live) =>
  new Promise<WebSocket>((resolve, reject) => {
    const socket = new WebSocket(server.origin.replace("http", "ws") + path, {
      headers: { "x-forwarded-for": address },
    });
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
  });

it("lines that say nothing are bounded, of an address and in all, and take no wall window's place", async () => {
  const limits = { unknownLines: { all: 6, address: 4 }, helloWithinMs: 60_000 };
  await using server = await startServer({ limits, server: { trustedProxies: ["127.0.0.1"] } });
  const pictures = routes.cameraPictures("camera-a");
  const first = await Promise.all(
    [routes.live, pictures, routes.live, pictures].map((path) => stranger(server, "203.0.113.1", path)),
  );
  // Of one address no more, of another as many as there is room for in all.
  await expect(stranger(server, "203.0.113.1")).rejects.toThrow("503");
  await expect(stranger(server, "192.0.2.7, 203.0.113.1", pictures)).rejects.toThrow("503");
  await stranger(server, "203.0.113.2");
  await stranger(server, "2001:db8:1:2::1");
  for (const address of ["203.0.113.3", "2001:db8:1:2::9"])
    await expect(stranger(server, address)).rejects.toThrow("503");

  // The room's own windows are not among them, nor is whoever a cookie tells.
  for (let at = 0; at < 20; at++) {
    const window = await connect(server, { token: server.run.wall, kind: "wall" }, { origin: "app://wall" });
    await window.next("welcome");
  }
  const cookie = `wall_session=${await server.parts.access.openSession(server.run.viewer)}`;
  const browser = { cookie, origin: server.origin, "x-forwarded-for": "203.0.113.4" };
  using viewer = await connect(server, {}, browser);
  await viewer.next("welcome");

  // Whoever goes, or says who it is, leaves its place.
  first[0]?.terminate();
  using known = await until(
    () => connect(server, { token: server.run.viewer }, { "x-forwarded-for": "203.0.113.1" }).catch(() => undefined),
    { what: "a place that was left" },
  );
  await known.next("welcome");
  await stranger(server, "203.0.113.1");
});

it("a thousand viewers do not keep a window of this machine out", async () => {
  await using server = await startServer({ limits: { liveClients: 2, keptLiveClients: 2 } });
  const far = { "x-forwarded-for": "203.0.113.1" };
  const viewers = [];
  for (let at = 0; at < 2; at++) viewers.push(await connect(server, { token: server.run.viewer }, far));
  for (const viewer of viewers) await viewer.next("welcome");
  using third = await connect(server, { token: server.run.viewer }, far);
  expect((await third.next("refused")).reason.code).toBe("live.too-many-clients");
  await third.closed;
  using window = await connect(server, { token: server.run.wall, kind: "wall" }, { origin: "app://wall" });
  expect((await window.next("welcome")).role).toBe("wall");
});
