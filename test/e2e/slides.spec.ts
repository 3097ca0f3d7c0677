import { mkdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { colouredPicture } from "../lab/pictures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { oneMonitor, watchColours, writeOneMonitor } from "./one-monitor.ts";
import { openWall, startVirtualWall, type VirtualWall } from "./wall-under-test.ts";

/** Pictures of a site's own in turn on a monitor: no flash between them, and what is missing or broken is said and passed over. */
let virtualWall: VirtualWall;
test.beforeAll(async () => {
  virtualWall = await startVirtualWall(oneMonitor);
});
test.afterAll(async () => {
  await virtualWall.stop();
});

const words = (vi: string) => ({ vi, en: vi });

test("pictures take turns without a flash; one that is missing is said and passed over, and comes when it is there", async ({
  browserName: _,
}, info) => {
  test.setTimeout(180_000);
  await using folder = await temporaryFolder("ioc-slides");
  const data = path.join(folder.path, "data");
  const files = path.join(data, "files");
  await mkdir(files, { recursive: true });
  const put = async (name: string, bytes: Buffer) => {
    await writeFile(path.join(folder.path, "half"), bytes);
    await rename(path.join(folder.path, "half"), path.join(files, name));
  };
  const tile = (id: string, place: object, settings: object) => ({ id, panel: "picture", ...place, settings });
  const profile = await writeOneMonitor(folder.path, [
    tile(
      "slides",
      { x: 0, y: 0, width: 18, height: 24 },
      {
        files: ["do.png", "xanh.png", "la.png"],
        title: words("Phương án phân luồng"),
        pictureDwell: "3s",
      },
    ),
    // As an earlier version wrote it.
    tile("one", { x: 18, y: 0, width: 6, height: 12 }, { file: "do.png" }),
    tile("none", { x: 18, y: 12, width: 6, height: 12 }, { files: ["khong-co.png", "hong.png"] }),
  ]);
  await put("do.png", colouredPicture("802020"));
  await put("la.png", colouredPicture("208020"));
  await put("hong.png", Buffer.from("\x89PNG\r\n\x1a\nkhông phải ảnh", "latin1"));
  await utimes(path.join(files, "do.png"), new Date(), new Date("2026-11-20T08:15:00+07:00"));

  await using wall = await openWall({ display: virtualWall.display, profile, data, env: { IOC_DESK: "1" } });
  const page = await wall.page(1);
  const on = (id: string) => page.locator(`[data-tile="${id}"]`);
  await expect(on("slides")).toContainText("1/3", { timeout: 30_000 });
  await expect(on("slides")).toContainText("08:15");
  const colours = await watchColours(page, "slides");
  await expect(on("slides")).toContainText("3/3", { timeout: 15_000 });
  await expect(on("slides")).toContainText("bỏ qua xanh.png");
  await page.screenshot({ path: info.outputPath("skipped.png") });
  await expect(on("slides")).toContainText("1/3", { timeout: 15_000 });
  // Said to operators as well.
  const status = await wall.statusWhere("what the tiles report", ({ displays }) =>
    (displays[0]?.tiles ?? []).some(({ tile: id, note }) => id === "slides" && note?.code === "site-file.unknown"),
  );
  const stateOf = (id: string) => status.displays[0]?.tiles.find((one) => one.tile === id)?.state;
  expect(["slides", "one", "none"].map(stateOf)).toEqual(["fresh", "fresh", "error"]);
  await expect(on("one").locator("canvas")).toBeVisible();
  await expect(on("one").locator("figcaption b")).toHaveCount(0);
  await expect(on("none")).toContainText("Chưa có tệp");

  // In the editor the old settings stand in the new form, and by keys another picture comes to it.
  const desk = await until(() => wall.app.windows().find((one) => one.url().includes("/desk/")) ?? null, {
    withinMs: 20_000,
    what: "the desk's window",
  });
  await desk.keyboard.press("e");
  await expect(desk.locator(".tile-handle")).toHaveCount(3);
  await desk.keyboard.press("2");
  const form = desk.locator('[data-field="files"]');
  await expect(form.getByRole("combobox").first()).toHaveValue("do.png");
  await expect(desk.locator(".settings-form .raw")).toHaveCount(0);
  await form.getByRole("combobox", { name: /^Thêm/ }).focus();
  await desk.keyboard.type("la");
  await expect(form.getByRole("option", { name: /la\.png/ })).toBeVisible();
  await desk.keyboard.press("Enter");
  await expect(form.getByRole("combobox")).toHaveCount(3);
  await desk.screenshot({ path: info.outputPath("form.png") });
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("Control+s");
  await expect(on("one")).toContainText("1/2", { timeout: 20_000 });

  await put("xanh.png", colouredPicture("202080"));
  await expect(on("slides")).toContainText("2/3", { timeout: 30_000 });
  await expect(on("slides")).not.toContainText("bỏ qua");
  expect(new Set(await colours())).toEqual(new Set(["128,32,32", "32,128,32", "32,32,128"]));
  await rm(path.join(files, "la.png"));
  await expect(on("slides")).toContainText("bỏ qua la.png", { timeout: 90_000 });
  expect(new Set(await colours())).toEqual(new Set(["128,32,32", "32,128,32", "32,32,128"]));
});
