import path from "node:path";
import { expect, test } from "@playwright/test";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { openWall, startVirtualWall } from "./wall-under-test.ts";

test("on a laptop's one screen the wall's monitors are ordinary windows, whole and beside one another", async () => {
  await using folder = await temporaryFolder();
  const laptop = await startVirtualWall({ columns: 1, rows: 1, width: 1920, height: 1080 });
  try {
    await using wall = await openWall({
      display: laptop.display,
      profile: sixFigures,
      data: path.join(folder.path, "data"),
      env: { IOC_WINDOWED: "1", IOC_DESK: "1" },
    });
    const { displays } = await wall.statusWhere("all to be well", ({ state }) => state === "ok", 60_000);
    expect(displays).toHaveLength(4);
    const bounds = displays.map((display) => display.window?.bounds);
    for (const [index, one] of bounds.entries()) {
      if (!one) throw new Error(`monitor ${index + 1} has no window`);
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width).toBeLessThanOrEqual(1920);
      expect(one.y + one.height).toBeLessThanOrEqual(1080);
      const overlaps = bounds.some(
        (other, at) =>
          other !== undefined &&
          at !== index &&
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          one.y < other.y + other.height &&
          other.y < one.y + one.height,
      );
      expect(overlaps).toBe(false);
    }
    // The page is laid out for its monitor's full resolution and shown smaller, so that what fits the wall fits here.
    const page = await wall.page(1);
    const width = await page.evaluate(() => innerWidth);
    expect(width).toBeGreaterThan(1850);
    expect(width).toBeLessThan(1990);
    await expect(page.locator("body")).toContainText("+8,06");
    // The desk's page is for one who sits before it: as large as ever.
    const desk = await until(() => wall.app.windows().find((one) => one.url().includes("/desk/")) ?? null, {
      withinMs: 20_000,
      what: "the desk's window",
    });
    await expect(desk.locator("body")).toContainText("Toàn cảnh");
    const deskWidth = await desk.evaluate(() => [innerWidth, outerWidth]);
    expect(deskWidth[0]).toBe(deskWidth[1]);
  } finally {
    await laptop.stop();
  }
});
