import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import type { StoredScene, WallCommand } from "#contract/entities/wall-state.ts";
import { routes } from "#contract/http.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { openWall, startVirtualWall, type VirtualWall, type WallUnderTest } from "./wall-under-test.ts";

/** The wall of six figures with three columns: six small monitors. */
let virtualWall: VirtualWall;
let wall: WallUnderTest;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  const profile = path.join(folder.path, "six");
  await cp(sixFigures, profile, { recursive: true });
  const file = path.join(profile, "profile.yaml");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace("columns: 2", "columns: 3"));
  virtualWall = await startVirtualWall({ columns: 3, rows: 2, width: 960, height: 540 });
  wall = await openWall({
    display: virtualWall.display,
    profile,
    data: path.join(folder.path, "data"),
    env: { IOC_DESK: "1" },
  });
  await wall.statusWhere("six monitors", ({ state, displays }) => state === "ok" && displays.length === 6, 90_000);
});
test.afterAll(async () => {
  await wall.close();
  await virtualWall.stop();
  await folder.remove();
});

test("a scene made on 2×2 comes up on 3×2, and is gone on with there by keys", async () => {
  const { origin, adminToken } = await wall.run();
  const send = async (route: string, body: unknown) => {
    const headers = { authorization: `Bearer ${adminToken}`, "content-type": "application/json" };
    const answer = await fetch(origin + route, { method: "POST", headers, body: JSON.stringify(body) });
    expect(answer.ok).toBe(true);
  };
  const made: Pick<StoredScene, "id" | "name" | "tiles"> = {
    id: "bon-man",
    name: { vi: "Bốn màn", en: "Four monitors" },
    tiles: [
      { id: "a", panel: "key-figure", x: 0, y: 0, width: 24, height: 24, settings: { indicator: "grdp.tang-truong" } },
      // Across two monitors, as it was there.
      {
        id: "b",
        panel: "heading",
        x: 12,
        y: 24,
        width: 24,
        height: 6,
        settings: { title: { vi: "Trực", en: "Duty" } },
      },
    ],
  };
  await send(routes.sceneFile, { format: "ioc-wall-scenes", schema: 1, scenes: [made] });
  await send(routes.wallCommands, { type: "take", scene: "bon-man" } satisfies WallCommand);
  const pages = await Promise.all([1, 4, 5, 6].map((number) => wall.page(number)));
  const [one, four, five, six] = pages;
  if (one === undefined || four === undefined || five === undefined || six === undefined) throw new Error("no page");
  await expect(one.locator('[data-tile="a"]')).toContainText("8,06");
  for (const page of [four, five]) await expect(page.locator('[data-tile="b"]')).toContainText("Trực");
  await expect(six.locator("[data-tile]")).toHaveCount(0);

  const desk = await until(() => wall.app.windows().find((page) => page.url().includes("/desk/")) ?? null, {
    withinMs: 20_000,
    what: "the desk's window",
  });
  await desk.keyboard.press("F2");
  await expect(desk.locator('[data-scene="bon-man"]')).toContainText("ĐANG CHIẾU");
  await desk.keyboard.press("e");
  await expect(desk.locator(".tile-handle")).toHaveCount(2);
  await desk.keyboard.press("Alt+6");
  await desk.keyboard.press("/");
  await desk.keyboard.type("ban do");
  await desk.keyboard.press("Enter");
  await expect(desk.locator(".tile-handle")).toHaveCount(3);
  if (process.env.IOC_PICTURES !== undefined)
    await desk.screenshot({ path: path.join(process.env.IOC_PICTURES, "editor-six.png") });
  // What is on air is edited: it changes on the wall with the saving, and at no other moment.
  await expect(six.locator("[data-tile]")).toHaveCount(0);
  await desk.keyboard.press("Control+s");
  await expect(six.locator('[data-panel="map"]')).toBeVisible();
  await desk.keyboard.press("F2");
  await desk.keyboard.press("Control+z");
  await expect(six.locator("[data-tile]")).toHaveCount(0);
});
