import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { body, holdCore, keptWords, waitingWords } from "./held-core.ts";
import { openWall, startVirtualWall, type VirtualWall } from "./wall-under-test.ts";

/** The second start: what was on the monitors is there again before there is a core, and says so. */
let virtualWall: VirtualWall;
test.beforeAll(async () => {
  virtualWall = await startVirtualWall({ columns: 2, rows: 2, width: 1280, height: 720 });
});
test.afterAll(async () => {
  await virtualWall.stop();
});

/** The views that are kept for the next start. */
const viewsIn = async (data: string) => (await readdir(path.join(data, "shell", "views")).catch(() => [])).toSorted();

test("with the core held back all four monitors show their last figures and say so; it comes and takes over", async () => {
  await using folder = await temporaryFolder();
  const data = path.join(folder.path, "data");
  const before = await openWall({ display: virtualWall.display, profile: sixFigures, data });
  await before.statusWhere("all to be well", ({ state }) => state === "ok", 60_000);
  await expect((await before.page(3)).getByText("TRỰC TIẾP")).toHaveCount(4, { timeout: 40_000 });
  // Each page tells its view soon after the start; a slow machine may not get another out of it at the end.
  await expect.poll(() => viewsIn(data), { timeout: 60_000 }).toEqual(["1.view", "2.view", "3.view", "4.view"]);
  await before.close();

  const held = await holdCore(folder.path, "held");
  await using wall = await openWall({ display: virtualWall.display, profile: sixFigures, data, env: held.env });
  const pages = await Promise.all([1, 2, 3, 4].map((number) => wall.page(number)));
  for (const page of pages) await expect(body(page)).toContainText(keptWords);
  const [figures, map, cameras, gates] = pages as [Page, Page, Page, Page];
  const grdp = figures.locator('[data-panel="key-figure"]', { hasText: "+8,06" });
  await expect(grdp).toContainText("2025 · Công bố năm 2025");
  await expect(grdp.locator(".tag")).toHaveCount(0);
  await expect(figures.locator('[data-panel="key-figure"]', { hasText: "Hồ sơ quá hạn" })).toContainText("MÔ PHỎNG");
  await expect(map.locator("li", { hasText: "Hữu Nghị" })).toContainText(/\d/);
  // A picture is live only while new ones come.
  await expect(cameras.getByText("đang kết nối…")).toHaveCount(4);
  await expect(cameras.getByText("TRỰC TIẾP")).toHaveCount(0);
  await expect(gates.locator("tr", { hasText: "Hữu Nghị" })).toContainText(/\d/);
  await expect(body(gates)).not.toContainText("đều tốt");

  // Any blank or waiting page on the way to the core's figures would be a flash.
  await figures.evaluate(() => {
    const seen = globalThis as { lost?: number };
    seen.lost = 0;
    new MutationObserver(() => {
      if (!document.body.textContent?.includes("+8,06")) seen.lost = (seen.lost ?? 0) + 1;
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await held.letGo();
  for (const page of pages) await expect(body(page)).not.toContainText(waitingWords, { timeout: 40_000 });
  expect(await figures.evaluate(() => (globalThis as { lost?: number }).lost)).toBe(0);
  await wall.statusWhere("all to be well", ({ state }) => state === "ok", 60_000);
  await expect(cameras.getByText("TRỰC TIẾP")).toHaveCount(4, { timeout: 40_000 });
  await expect(map.locator("canvas")).toBeVisible();
});
