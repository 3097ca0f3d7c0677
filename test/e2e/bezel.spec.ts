import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { stringify } from "yaml";
import { rulerPicture } from "../lab/pictures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { openWall, startVirtualWall, type VirtualWall } from "./wall-under-test.ts";

/** Two monitors with 40 mm between their pictures, 42 pixels at this size: a picture across both goes on behind it, a text does not. */
const resolution = { width: 1280, height: 720 };
const hiddenPx = 42;
let virtualWall: VirtualWall;
test.beforeAll(async () => {
  virtualWall = await startVirtualWall({ columns: 2, rows: 1, ...resolution });
});
test.afterAll(async () => {
  await virtualWall.stop();
});

const words = (vi: string) => ({ vi, en: vi });
const words40 = Array.from({ length: 40 }, (_, at) => `chữ${at + 1}`).join(" ");
const across = (id: string, panel: string, y: number, height: number, settings: object) => ({
  ...{ id, panel, x: 0, y, width: 48, height, settings },
});
const profile = {
  ...{ schema: 1, id: "khung", name: words("Khung"), timeZone: "Asia/Ho_Chi_Minh", place: "lang-son" },
  wall: { columns: 2, rows: 1, viewingDistanceM: 4, diagonalInch: 55, resolution, bezelMm: { x: 40, y: 40 } },
  map: { bounds: [106.4, 21.5, 107.15, 22.25], outline: "outline.geojson", attribution: "-" },
  places: [{ id: "lang-son", kind: "province", name: words("Lạng Sơn") }],
  indicators: [],
  sources: [],
  scene: "ngang",
  scenes: [
    {
      id: "ngang",
      name: words("Ngang"),
      tiles: [
        across("anh", "picture", 0, 18, { file: "thuoc.png", fit: "cover", title: words("Thước") }),
        across("chu", "text", 18, 6, { text: words(words40) }),
      ],
    },
  ],
};
/** Exactly as wide as both monitors and what lies between. */
const ruler = () => rulerPicture(2 * resolution.width + hiddenPx, resolution.height);

/** Which columns of the ruler a monitor shows, by its own dots from left to right. */
async function columnsOn(page: Page, name: string): Promise<number[]> {
  const png = await page.screenshot();
  if (process.env.IOC_PICTURES !== undefined) await writeFile(path.join(process.env.IOC_PICTURES, name), png);
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    const dots = context?.getImageData(0, 200, bitmap.width, 1).data ?? [];
    return Array.from({ length: bitmap.width }, (_, at) => {
      const [red = 0, green = 0] = dots.slice(at * 4);
      return Math.round(red / 20) * 256 + green;
    });
  }, png.toString("base64"));
}

test("a picture across two monitors goes on behind the frames between them, a text loses nothing there", async () => {
  await using folder = await temporaryFolder("ioc-bezel");
  const [site, data] = [path.join(folder.path, "profile"), path.join(folder.path, "data")];
  await mkdir(path.join(data, "files"), { recursive: true });
  await mkdir(site);
  await writeFile(path.join(site, "profile.yaml"), stringify(profile));
  await writeFile(path.join(site, "outline.geojson"), JSON.stringify({ type: "FeatureCollection", features: [] }));
  await writeFile(path.join(data, "files", "thuoc.png"), ruler());
  await using wall = await openWall({
    ...{ display: virtualWall.display, profile: site, data },
    env: { IOC_DESK: "1" },
  });
  const [left, right] = [await wall.page(1), await wall.page(2)];
  for (const page of [left, right]) await expect(page.locator('[data-tile="anh"] canvas')).toBeVisible();
  // Dot for dot: the left one begins with the ruler, the right one behind what is hidden, and nothing else is left out or stretched.
  const one = await columnsOn(left, "bezel-1.png");
  const two = await columnsOn(right, "bezel-2.png");
  expect(one).toEqual(Array.from({ length: resolution.width }, (_, at) => at));
  expect(two).toEqual(Array.from({ length: resolution.width }, (_, at) => resolution.width + hiddenPx + at));
  const place = (page: Page, tile: string, within = "") =>
    page.locator(`${within} [data-tile="${tile}"]`).evaluate((element) => {
      const { left: from, width } = (element as HTMLElement).style;
      return [Number.parseFloat(from), Number.parseFloat(width)];
    });
  // The text's two halves meet at the edge of both pictures.
  const [[textLeft = 0], [textRight = 0]] = [await place(left, "chu"), await place(right, "chu")];
  expect(textLeft - textRight).toBe(resolution.width);
  // The desk shows it as the room sees it.
  const desk = await until(() => wall.app.windows().find((page) => page.url().includes("/desk/")) ?? null, {
    withinMs: 20_000,
    what: "the desk's window",
  });
  const onAir = desk.getByRole("region", { name: "ĐANG CHIẾU" });
  await expect(onAir.locator('[data-miniature="2"] [data-tile="anh"] canvas')).toBeVisible();
  for (const tile of ["anh", "chu"])
    expect(await place(desk, tile, '[aria-label="ĐANG CHIẾU"] [data-miniature="2"]')).toEqual(await place(right, tile));
  if (process.env.IOC_PICTURES !== undefined)
    await desk.screenshot({ path: path.join(process.env.IOC_PICTURES, "bezel-desk.png") });
});
