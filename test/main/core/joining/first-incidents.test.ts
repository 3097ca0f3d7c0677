import { expect, it } from "vitest";
import { createFirstIncidents } from "../../../../main/core/joining/first-incidents.ts";
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
  const told = createFirstIncidents({ first, token: async () => token });
  expect((await told.ofCameras(["smoke", "crowd"], hour)).incidents).toMatchObject([{ kind: "smoke", camera: "cau" }]);
  expect((await told.ofCameras(["crowd"], hour)).incidents).toEqual([]);
  expect((await told.ofCitizens(["open"], 24 * hour)).incidents).toMatchObject([{ service: "Rác thải" }]);
  expect((await told.ofCitizens(["open", "closed"], 24 * hour)).incidents).toHaveLength(2);

  const cut = expect.objectContaining({ code: "join.cut" });
  const stranger = createFirstIncidents({ first, token: async () => "wrong" });
  await expect(stranger.ofCitizens(["open"], hour)).rejects.toEqual(cut);
  const nobody = createFirstIncidents({ first: new URL("http://127.0.0.1:1"), token: async () => token });
  await expect(nobody.ofCameras(["smoke"], hour)).rejects.toEqual(cut);
});
