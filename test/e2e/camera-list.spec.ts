import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { CameraListReport } from "#contract/camera-list.ts";
import { routes } from "#contract/http.ts";
import { openingsIn } from "../lab/openings.ts";
import type { RtspServer } from "../lab/rtsp-server.ts";
import { until } from "../lab/until.ts";
import { cameraId } from "./camera-profile.ts";
import { startCameraWall } from "./camera-wall.ts";
import type { WallUnderTest } from "./wall-under-test.ts";

/** A wall of one monitor with two cameras of its profile; a third one comes and goes by a list while it runs. */
const resolution = { width: 1280, height: 720 };
const half = { width: 12, height: 12 };
let wall: WallUnderTest;
let server: RtspServer;
let stop: () => Promise<void>;

test.beforeAll(async () => {
  const site = {
    columns: 1,
    rows: 1,
    resolution,
    cameras: 2,
    tiles: [{ id: "mot", panel: "camera", x: 0, y: 0, ...half, settings: { camera: cameraId(1) } }],
  };
  ({ wall, server, stop } = await startCameraWall(site, { cameras: 3 }));
});
test.afterAll(() => stop());

async function ask(route: string, body?: string, type = "application/json"): Promise<Response> {
  const { origin, adminToken } = await wall.run();
  const headers = { authorization: `Bearer ${adminToken}`, ...(body === undefined ? {} : { "content-type": type }) };
  const answer = await fetch(origin + route, { method: "POST", headers, ...(body === undefined ? {} : { body }) });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return answer;
}
const openings = async () => openingsIn(await readFile(path.join(wall.data, "core.log"), "utf8"));
/** How often a camera's stream was opened, and whether one of it is open now. */
const streamOf = async (camera: string) => {
  const own = (await openings()).filter(({ stream }) => stream.startsWith(`${camera}/`));
  return { times: own.length, isOpen: own.some(({ isOpen }) => isOpen) };
};

test("a camera of a list that is imported while the wall runs is LIVE, and said to be gone when it is taken back", async () => {
  test.setTimeout(240_000);
  const tile = (id: string, x: number, y: number, panel: string, settings: object) => ({
    ...{ id, panel, x, y, ...half, settings },
  });
  const tiles = [
    tile("mot", 0, 0, "camera", { camera: cameraId(1) }),
    tile("moi", 12, 0, "camera", { camera: "moi" }),
    tile("gan", 0, 12, "camera-near", { place: "cua-khau", most: 1 }),
    tile("hai", 12, 12, "camera", { camera: cameraId(2) }),
  ];
  const scene = { id: "danh-sach", name: { vi: "Danh sách", en: "List" }, tiles };
  await ask(routes.sceneFile, JSON.stringify({ format: "ioc-wall-scenes", schema: 1, scenes: [scene] }));
  await ask(routes.wallCommands, JSON.stringify({ type: "take", scene: scene.id }));
  const page = await wall.page(1);
  const shows = (tileId: string, camera: string) => page.locator(`[data-tile="${tileId}"] [data-camera="${camera}"]`);
  const live = { timeout: 60_000 };
  await expect(shows("mot", cameraId(1))).toHaveAttribute("data-presentation", "live", live);
  await expect(shows("gan", cameraId(2))).toHaveAttribute("data-presentation", "live", live);
  await expect(shows("moi", "moi")).toHaveAttribute("data-presentation", "unknown");
  await expect(page.locator('[data-tile="moi"]')).toContainText("Không có camera «moi» trong danh sách");
  const before = await Promise.all([streamOf(cameraId(1)), streamOf(cameraId(2))]);
  const openings = (await wall.status()).startedAtMs;

  // Nearer to the gate than any other.
  const list = [
    "Mã camera;Tên camera;Vĩ độ;Kinh độ;Địa chỉ luồng chính;Địa chỉ luồng phụ;Tài khoản;Tên mật khẩu",
    `moi;Ngã tư mới;21.97;106.71;${server.address(3)};${server.subAddress(3)};${server.username};camera`,
  ].join("\n");
  const report = CameraListReport.parse(
    await (await ask(`${routes.cameraList}?file=moi.csv`, list, "text/csv")).json(),
  );
  expect(report).toMatchObject({ outcome: "imported", added: ["moi"], cameras: 3 });
  await expect(shows("moi", "moi")).toHaveAttribute("data-presentation", "live", live);
  await expect(shows("gan", "moi")).toHaveAttribute("data-presentation", "live", live);
  await expect(page.locator('[data-tile="moi"]')).toContainText("Ngã tư mới");
  await page.screenshot({ path: test.info().outputPath("with.png") });
  expect((await streamOf("moi")).isOpen).toBe(true);

  await ask(routes.cameraListUndo);
  await until(async () => !(await streamOf("moi")).isOpen, { what: "its stream to be closed" });
  await expect(shows("moi", "moi")).toHaveAttribute("data-presentation", "unknown");
  await expect(page.locator('[data-tile="moi"]')).toContainText("Không có camera «moi» trong danh sách");
  // It is still called by the name that people know, and shows nothing any more.
  await expect(page.locator('[data-tile="moi"]')).toContainText("Ngã tư mới");
  await expect(shows("gan", cameraId(2))).toHaveAttribute("data-presentation", "live", live);
  expect(
    await page
      .locator('[data-tile="moi"] video')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).visibility)),
  ).toEqual(["hidden", "hidden"]);
  await page.screenshot({ path: test.info().outputPath("without.png") });

  const { cameras, startedAtMs } = await wall.status();
  expect(cameras.map(({ id }) => id)).toEqual([cameraId(1), cameraId(2)]);
  expect(startedAtMs, "the same core").toBe(openings);
  expect(await Promise.all([streamOf(cameraId(1)), streamOf(cameraId(2))]), "the others go on").toEqual(before);
  await until(async () => (await readdir(path.join(wall.data, "cameras"))).join() === "cam-1,cam-2" || null, {
    what: "nothing of it to be left",
  });
});
