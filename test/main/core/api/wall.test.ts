import { describe, expect, it } from "vitest";
import { StoredScene, WallState } from "#contract/entities/wall-state.ts";
import { Failure, routes, SceneImport, SceneList, WallAnswer, WallEntryList } from "#contract/http.ts";
import { connect, startServer, type TestServer } from "./server-for-test.ts";

const tile = {
  id: "o",
  panel: "heading",
  x: 0,
  y: 0,
  width: 24,
  height: 24,
  settings: { title: { vi: "B", en: "B" } },
};
const scene = { id: "hai", name: { vi: "Hai", en: "Two" }, tiles: [tile] };
const file = { format: "ioc-wall-scenes", schema: 1, scenes: [scene] };

async function send(
  server: TestServer,
  path: string,
  body: unknown,
  role: "operator" | "viewer" = "operator",
  method = "POST",
) {
  const { token } = await server.parts.access.create(role, "Lan");
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return fetch(server.origin + path, { method, headers, body: JSON.stringify(body) });
}
const command = (server: TestServer, body: unknown, role?: "viewer") => send(server, routes.wallCommands, body, role);

describe("the wall over HTTP", () => {
  it("is driven by operators and seen by all who may read", async () => {
    await using server = await startServer();
    const imported = SceneImport.parse(await (await send(server, routes.sceneFile, file)).json());
    expect(imported).toEqual({ saved: ["hai"], savedAutomations: [], unchanged: 0, mistakes: [] });
    const answer = WallAnswer.parse(await (await command(server, { type: "take", scene: "hai" })).json());
    expect(answer).toMatchObject({
      late: [],
      wall: { scene: { id: "hai" }, control: { by: "operator", who: { name: "Lan" } } },
    });
    for (const path of [routes.wallCommands, routes.wallEntries, routes.scenes, routes.sceneFile, routes.scene("hai")])
      expect((await server.get(path, server.run.viewer)).status).toBe(200);
    const state = WallState.parse(await (await server.get(routes.wallCommands, server.run.viewer)).json());
    expect(state).toEqual(answer.wall);
    const { scenes } = SceneList.parse(await (await server.get(routes.scenes, server.run.viewer)).json());
    expect(scenes.map(({ id }) => id)).toEqual(["chinh", "hai"]);
    const entries = WallEntryList.parse(await (await server.get(routes.wallEntries, server.run.viewer)).json());
    expect(entries.entries.map(({ kind, who }) => [kind, who?.name])).toEqual([
      ["take", "Lan"],
      ["scenes-imported", "Lan"],
    ]);
  });

  it("takes no order from who may only look, and says what is wrong with a bad one", async () => {
    await using server = await startServer();
    for (const [path, method] of [
      [routes.wallCommands, "POST"],
      [routes.sceneFile, "POST"],
      [routes.scene("chinh"), "PUT"],
    ] as const)
      expect((await send(server, path, {}, "viewer", method)).status).toBe(403);
    const code = async (response: Response) => [response.status, Failure.parse(await response.json()).code];
    expect(await code(await command(server, { type: "fly" }))).toEqual([400, "request.invalid"]);
    expect(await code(await command(server, { type: "take", scene: "khong-co" }))).toEqual([404, "scene.unknown"]);
    expect(await code(await command(server, { type: "blank", displays: [2] }))).toEqual([422, "wall.no-such-display"]);
    expect(await code(await command(server, { type: "undo" }))).toEqual([409, "wall.nothing-to-undo"]);
    expect(await code(await send(server, routes.sceneFile, { a: 1 }))).toEqual([422, "scene.no-file"]);
    const old = { name: scene.name, tags: [], tiles: [], basedOn: 0 };
    expect(await code(await send(server, routes.scene("chinh"), old, "operator", "PUT"))).toEqual([
      409,
      "scene.changed",
    ]);
  });

  it("lets two desks take back each their own, and says who was there since", async () => {
    await using server = await startServer();
    await send(server, routes.sceneFile, file);
    const desk = async (label: string) => {
      const { token } = await server.parts.access.create("operator", label);
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const drive = (body: unknown) =>
        fetch(server.origin + routes.wallCommands, { method: "POST", headers, body: JSON.stringify(body) });
      const list = async () =>
        WallEntryList.parse(await (await fetch(server.origin + routes.wallEntries, { headers })).json());
      return { drive, list };
    };
    const [hoa, minh] = [await desk("Hoa"), await desk("Minh")];
    await hoa.drive({ type: "take", scene: "hai" });
    await minh.drive({ type: "banner", text: "Diễn tập", forMs: null });
    const [banner, take] = (await hoa.list()).entries;
    expect([(await hoa.list()).toUndo, (await minh.list()).toUndo]).toEqual([take?.id, banner?.id]);
    const { wall } = WallAnswer.parse(await (await hoa.drive({ type: "undo" })).json());
    expect(wall).toMatchObject({ scene: { id: "chinh" }, banner: { text: "Diễn tập" } });
    await hoa.drive({ type: "redo" });
    await minh.drive({ type: "take", scene: "chinh" });
    const refused = await hoa.drive({ type: "undo" });
    expect([refused.status, Failure.parse(await refused.json())]).toMatchObject([
      409,
      { code: "wall.overtaken-scene", params: { by: expect.stringMatching(/^ \(Minh, \d\d:\d\d\)$/) } },
    ]);
  });

  it("keeps former versions of a scene", async () => {
    await using server = await startServer();
    const edited = { name: scene.name, tags: ["sáng"], tiles: [tile], basedOn: 1 };
    const saved = StoredScene.parse(
      await (await send(server, routes.scene("chinh"), edited, "operator", "PUT")).json(),
    );
    expect(saved).toMatchObject({ version: 2, tags: ["sáng"], by: { role: "operator", name: "Lan" } });
    const former = await server.get(`${routes.scene("chinh")}?version=1`, server.run.viewer);
    expect(StoredScene.parse(await former.json())).toMatchObject({ version: 1, name: { vi: "Chính" } });
  });
});

describe("the windows of the wall", () => {
  it("are told to prepare, waited for, and told one moment; whoever comes then gets the new scene", async () => {
    await using server = await startServer();
    await send(server, routes.sceneFile, file);
    using window = await connect(server, { token: server.run.wall, kind: "wall", displays: [1] });
    using browser = await connect(server, {
      token: server.run.viewer,
      topics: { readings: {}, sources: [], cameras: [], displays: false },
    });
    expect((await window.next("snapshot")).wall).toMatchObject({ scene: { id: "chinh" }, next: null });
    await browser.next("snapshot");
    const taken = command(server, { type: "take", scene: "hai" });
    const preparing = await window.next("delta", ({ wall }) => wall?.next != null);
    expect(preparing.wall).toMatchObject({ scene: { id: "chinh" }, next: { scene: { id: "hai" } } });
    window.send({ type: "prepared", change: preparing.wall?.next?.change ?? 0 });
    const answer = WallAnswer.parse(await (await taken).json());
    expect(answer.late).toEqual([]);
    for (const client of [window, browser]) {
      const shown = await client.next("delta", ({ wall }) => wall?.scene.id === "hai");
      expect(shown.wall).toMatchObject({ showAtMs: answer.wall.showAtMs, next: null });
      // All windows are on this machine: none has to be waited for.
      expect(shown.wall?.showAtMs).toBeLessThanOrEqual(shown.nowMs);
    }
    using later = await connect(server, { token: server.run.viewer });
    expect((await later.next("snapshot")).site.scene?.id).toBe("hai");
  });

  it("alone may say that they are ready", async () => {
    await using server = await startServer();
    using client = await connect(server, { token: server.run.viewer });
    await client.next("snapshot");
    client.send({ type: "prepared", change: 1 });
    expect((await client.next("refused")).reason.code).toBe("access.forbidden");
  });
});
