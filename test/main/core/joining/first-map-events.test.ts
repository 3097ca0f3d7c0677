import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { createFirstMapEvents } from "../../../../main/core/joining/first-map-events.ts";
import { serviceRequest } from "../../../lab/open311.ts";
import { startServer } from "../api/server-for-test.ts";

const hour = 3_600_000;
const words = { vi: "Nền tảng", en: "Platform" };

it("what happened and what was reported come from the first machine, and nothing is made up while it cannot be heard", async () => {
  await using server = await startServer({
    sources: [
      { id: "ai", type: "camera-events", name: words },
      { id: "goi", type: "webhook", gives: "citizen-reports", name: words, lateAfter: "7d" },
    ],
    cameras: [{ id: "cau", name: words, stream: { type: "test", pattern: "gate" } }],
  });
  const hand = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${await server.token("ingest")}`, "content-type": "application/json" };
    const answer = await fetch(server.origin + path, { method: "POST", headers, body: JSON.stringify(body) });
    expect(await answer.json()).toMatchObject({ accepted: 1 });
  };
  const time = new Date().toISOString();
  await hand("/api/camera-events/ai", { id: "1", camera: "cau", kind: "smoke", time, text: "Khói" });
  await hand("/api/ingest/goi", serviceRequest("pa-1"));
  await hand("/api/ingest/goi", serviceRequest("pa-2", { status: "closed" }));

  const first = new URL(server.origin);
  const token = await server.token("machine");
  const told = createFirstMapEvents({ first, token: async () => token });
  expect((await told.ofCameras(["smoke", "crowd"], hour)).mapEvents).toMatchObject([{ kind: "smoke", camera: "cau" }]);
  expect((await told.ofCameras(["crowd"], hour)).mapEvents).toEqual([]);
  expect((await told.ofCitizens(["open"], 24 * hour)).mapEvents).toMatchObject([{ service: "Rác thải" }]);
  expect((await told.ofCitizens(["open", "closed"], 24 * hour)).mapEvents).toHaveLength(2);

  const stranger = createFirstMapEvents({ first, token: async () => "wrong" });
  await expect(stranger.ofCitizens(["open"], hour)).rejects.toMatchObject({ code: "join.refused" });
  const nobody = createFirstMapEvents({ first: new URL("http://127.0.0.1:1"), token: async () => token });
  await expect(nobody.ofCameras(["smoke"], hour)).rejects.toMatchObject({ code: "join.cut" });
});

const failure = JSON.stringify({ code: "route.unknown", params: {}, message: { vi: "Không có", en: "None" } });

it.each([
  ["a version that does not have such a list", 404, failure, "join.not-a-wall", "route.unknown"],
  ["another program", 404, "<h1>Not found</h1>", "join.not-a-wall", "HTTP 404"],
  ["a list of another kind", 200, '{"mapEvents":[],"asOfMs":0}', "join.not-a-wall", "isCut"],
  ["a page instead of a list", 200, "<h1>Welcome</h1>", "join.not-a-wall", "JSON"],
  ["a revoked token", 401, failure, "join.refused", undefined],
  ["too many questions", 429, failure, "join.cut", undefined],
  ["what stands before a first machine that is down", 502, "<h1>Bad gateway</h1>", "join.cut", undefined],
])("%s is told as what it is", async (_, status, body, code, detail) => {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const first = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const told = createFirstMapEvents({ first, token: async () => "t" });
  const params = { host: first.host, ...(detail === undefined ? {} : { detail }) };
  await expect(told.ofCameras(["smoke"], hour)).rejects.toMatchObject({ code, params });
  server.close();
});
