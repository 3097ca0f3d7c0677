import { mkdir, rename, truncate, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { emptyPages, printedSlides, protectedPdf } from "../lab/pdf.ts";
import { drawnPicture } from "../lab/pictures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { oneMonitor, watchColours, writeOneMonitor } from "./one-monitor.ts";
import { openWall, startVirtualWall, type VirtualWall } from "./wall-under-test.ts";

/** Documents of a site's own on a monitor: pages in turn, a new version, and files that cannot be shown beside one that can. */
let virtualWall: VirtualWall;
test.beforeAll(async () => {
  virtualWall = await startVirtualWall(oneMonitor);
});
test.afterAll(async () => {
  await virtualWall.stop();
});

const words = (vi: string) => ({ vi, en: vi });
const slide = (colour: string, title: string) => ({
  ...{ colour, title },
  text: "Kính gửi Uỷ ban nhân dân tỉnh: số liệu đến hết ngày 24/11/2026",
});
const before = [slide("#802020", "Trang một: tổng quan"), slide("#208020", "Trang hai: cửa khẩu Hữu Nghị")];
const after = [slide("#202080", "Bản mới: đã bổ sung Tân Thanh")];

const tilesWith = (files: readonly string[]) => {
  const tile = (id: string, place: object, panel: string, settings: object) => ({ id, panel, ...place, settings });
  return [
    tile("slides", { x: 0, y: 0, width: 18, height: 18 }, "document", {
      file: "giao-ban.pdf",
      title: words("Giao ban"),
      pageDwell: "3s",
    }),
    tile("clock", { x: 18, y: 0, width: 6, height: 18 }, "clock", {}),
    ...files.map((file, at) =>
      tile(file, { x: at * 4, y: 18, width: 4, height: 6 }, "document", { file, title: words("Hỏng") }),
    ),
  ];
};

test("pages take turns without a flash, a new file comes by itself, and what cannot be shown says why", async ({
  browserName: _,
}, info) => {
  test.setTimeout(180_000);
  await using folder = await temporaryFolder("ioc-document");
  const data = path.join(folder.path, "data");
  const files = path.join(data, "files");
  await mkdir(files, { recursive: true });
  const failing = ["mat-khau.pdf", "hong.pdf", "chua-co.pdf", "anh.pdf", "to.pdf", "dai.pdf"];
  const profile = await writeOneMonitor(folder.path, tilesWith(failing));
  const put = async (name: string, bytes: Buffer) => {
    await writeFile(path.join(folder.path, "half"), bytes);
    await rename(path.join(folder.path, "half"), path.join(files, name));
  };
  const slides = await printedSlides(before);
  await put("giao-ban.pdf", slides);
  await utimes(path.join(files, "giao-ban.pdf"), new Date(), new Date("2026-11-20T08:15:00+07:00"));
  await put("mat-khau.pdf", protectedPdf());
  await put("hong.pdf", Buffer.from(`%PDF-1.7\n${"x".repeat(5_000)}`));
  await put("anh.pdf", drawnPicture("jpeg"));
  await put("to.pdf", Buffer.from("%PDF-1.7\n"));
  await truncate(path.join(files, "to.pdf"), 41 * 1024 * 1024);
  await put("dai.pdf", emptyPages(301));

  await using wall = await openWall({ display: virtualWall.display, profile, data });
  const page = await wall.page(1);
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("request", (request) => {
    if (!/^(?:app:\/\/wall|https?:\/\/127\.0\.0\.1|blob:|data:)/.test(request.url())) problems.push(request.url());
  });
  const tile = (id: string) => page.locator(`[data-tile="${id}"]`);
  await expect(tile("slides").locator("canvas")).toBeVisible({ timeout: 30_000 });
  await expect(tile("slides")).toContainText("08:15");
  await expect(tile("slides")).toContainText("1/2");
  // Whole, in a tile that is wider than the page: nothing of it lies under the caption.
  const boxOf = (part: string) => tile("slides").locator(part).first().boundingBox();
  expect(await boxOf("canvas")).toEqual(await boxOf(".document-stage"));
  await page.screenshot({ path: info.outputPath("first.png") });
  const colours = await watchColours(page, "slides");
  await expect(tile("slides")).toContainText("2/2", { timeout: 15_000 });
  await page.screenshot({ path: info.outputPath("second.png") });
  await expect(tile("slides")).toContainText("1/2", { timeout: 15_000 });

  await expect(tile("mat-khau.pdf")).toContainText("có mật khẩu");
  await expect(tile("hong.pdf")).toContainText("hỏng");
  await expect(tile("chua-co.pdf")).toContainText("Chưa có tệp");
  await expect(tile("anh.pdf")).toContainText("Ảnh");
  await expect(tile("to.pdf")).toContainText("40 MB");
  await expect(tile("dai.pdf")).toContainText("301 trang");
  const status = await wall.statusWhere("what the tiles report", ({ displays }) =>
    (displays[0]?.tiles ?? []).some(({ tile: id, state }) => id === "slides" && state === "fresh"),
  );
  for (const id of failing) expect(status.displays[0]?.tiles.find((one) => one.tile === id)?.state, id).toBe("error");

  // A new version takes the place of the old one, and one that is damaged does not.
  await put("giao-ban.pdf", await printedSlides(after));
  await expect(tile("slides")).toContainText("1/1", { timeout: 60_000 });
  await expect.poll(async () => (await colours()).at(-1)).toBe("32,32,128");
  await put("giao-ban.pdf", slides.subarray(0, 900));
  await expect(tile("slides")).toContainText("bản mới không mở được", { timeout: 60_000 });
  await page.screenshot({ path: info.outputPath("kept.png") });
  expect(new Set(await colours())).toEqual(new Set(["128,32,32", "32,128,32", "32,32,128"]));
  // Files that are missing or too large are asked for and refused.
  expect(problems.filter((text) => !/404|413/.test(text))).toEqual([]);
});
