import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { routes } from "#contract/http.ts";
import { startCore } from "../lab/core.ts";
import { roads, writeGeojson } from "../lab/map-files.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { edited } from "../main/core/catalogue/rig.ts";
import { answerOf, type DeskMap, isDrawn, startDeskMap, takePicture } from "./desk-map-site.ts";
import { root } from "./wall-under-test.ts";

/** Files for the map and the catalogue, taken in on the desk. */
/** A site's own map data, where it is at hand; the program is whole without it. */
const handOver = process.env.IOC_HAND_OVER ?? path.resolve(root, "../shared/data/lang-son");

let site: DeskMap;
test.beforeAll(async () => {
  site = await startDeskMap();
});
test.afterAll(() => site?.[Symbol.asyncDispose]());

test("map files are looked at, used and taken back on the desk, by administrators alone", async () => {
  const { core, folder } = site;
  const page = await site.open("operator");
  const admin = await site.open("admin");
  await admin.keyboard.press("n");
  const form = answerOf(admin).getByRole("region", { name: "Dữ liệu bản đồ" });
  const choose = (file: string, on = form) => on.getByLabel("Tệp bản đồ").setInputFiles(file);
  const whole = JSON.stringify(roads());
  await choose(await writeGeojson(folder, "cut.geojson", whole.slice(0, whole.length / 2)));
  await expect(form.getByRole("alert")).toContainText("cut.geojson");
  await choose(await writeGeojson(folder, "gi-do.geojson", whole.replaceAll("Quốc lộ", "?").replace("QL1", "?")));
  await form.getByLabel("Dùng làm").selectOption("Đường");
  await expect(form).toContainText("Đã xem «gi-do.geojson» (Đường), chưa nhập");
  await expect(form).toContainText("1 đường");
  await takePicture("import", admin);
  const view = async () => (await (await core.fetch(routes.map)).json()) as { layers: { role: string }[] };
  const roles = async () => (await view()).layers.map(({ role }) => role);
  expect(await roles()).toEqual(["communes"]);
  await form.getByRole("button", { name: "Dùng tệp này" }).click();
  await expect(form).toContainText("Đã nhập «gi-do.geojson» (Đường)");
  expect(await roles()).toEqual(["communes", "roads"]);
  await admin.keyboard.press("Escape");
  await expect(answerOf(admin)).toContainText("«gi-do.geojson», 1 đối tượng");
  await admin.keyboard.press("n");
  await form.getByRole("button", { name: "Quay lại bản trước" }).click();
  await expect(form).toContainText("Đã bỏ lần nhập «gi-do.geojson».");
  expect(await roles()).toEqual(["communes"]);

  // The catalogue: every row's mistake, nothing imported before there is none.
  const catalogue = answerOf(admin).getByRole("region", { name: "Danh mục chỉ tiêu" });
  const exported = Buffer.from(await (await core.fetch(routes.catalogueWorkbook)).arrayBuffer());
  const workbook = async (name: string, plan: string | number) => ({
    name,
    mimeType: "",
    buffer: await edited(exported, (sheet) => {
      sheet.rowOf("xe-cho")[sheet.at("Kế hoạch")] = plan;
    }),
  });
  await catalogue.getByLabel("Tệp danh mục").setInputFiles(await workbook("sai.xlsx", "nhiều"));
  await expect(catalogue).toContainText("1 lỗi, chưa nhập gì.");
  await expect(catalogue).toContainText("«Kế hoạch»");
  await takePicture("catalogue", admin);
  await catalogue.getByLabel("Tệp danh mục").setInputFiles(await workbook("dung.xlsx", 5));
  await expect(catalogue).toContainText("Không có lỗi, chưa nhập.");
  await catalogue.getByRole("button", { name: "Nhập", exact: true }).click();
  await expect(catalogue).toContainText("Đã nhập vào tệp cấu hình; có hiệu lực ngay.");
  await expect(catalogue).toContainText("Lần nhập gần nhất: «dung.xlsx»");
  await catalogue.getByRole("button", { name: "Quay lại bản trước" }).click();
  await expect(catalogue).toContainText("Đã quay lại trước lần nhập đó.");
  await expect(catalogue).not.toContainText("dung.xlsx");
  await admin.context().close();

  // An operator is told that it is not for them; the browser's own word on each refusal is the only one in its console.
  await page.keyboard.press("n");
  const refused = answerOf(page).getByRole("region", { name: "Dữ liệu bản đồ" });
  await choose(await writeGeojson(folder, "duong.geojson", roads()), refused);
  await expect(refused.getByRole("alert")).toContainText("quyền");
});

test("a province's own hand-over is taken in on the desk, and an area around it holds its 65 communes", async () => {
  test.skip(!existsSync(handOver), "no hand-over on this machine");
  await using other = await startCore({ hasPictures: true, profile: sixFigures });
  const admin = await site.open("admin", other);
  await admin.keyboard.press("n");
  const form = answerOf(admin).getByRole("region", { name: "Dữ liệu bản đồ" });
  const takeIn = async (name: string) => {
    await form.getByLabel("Tệp bản đồ").setInputFiles(path.join(handOver, name));
    await form.getByRole("button", { name: "Dùng tệp này" }).click();
    await expect(form).toContainText(`Đã nhập «${name}»`);
  };
  await takeIn("langson-communes.geojson");
  await admin.keyboard.press("Escape");
  await isDrawn(admin);
  // What somebody looks at stays when the map is opened anew on another base.
  const box = await admin.getByRole("region", { name: "Bản đồ" }).boundingBox();
  if (box === null) throw new Error("no map");
  const click = (x: number, y: number) => admin.mouse.click(box.x + box.width * x, box.y + box.height * y);
  const widthShown = async () => {
    await isDrawn(admin);
    await admin.keyboard.press("m");
    for (const x of [0.3, 0.6]) await click(x, 0.4);
    const width = await answerOf(admin).locator(".desk-map-measure").textContent();
    await admin.getByRole("button", { name: "Xoá hình" }).click();
    return width;
  };
  for (const key of ["0", "+", "+", "ArrowLeft"]) await admin.keyboard.press(key);
  const width = await widthShown();
  const attribution = admin.locator(".map-attribution");
  const builtIn = (await attribution.textContent()) ?? "";
  await admin.keyboard.press("n");
  await takeIn("langson.pmtiles");
  await admin.keyboard.press("Escape");
  await expect(attribution).not.toHaveText(builtIn);
  expect(await widthShown()).toBe(width);
  await expect(answerOf(admin)).toContainText("«langson-communes.geojson», 65 đối tượng");
  await isDrawn(admin);
  for (const key of ["0", "-", "a"]) await admin.keyboard.press(key);
  for (const [x, y] of [
    [0.2, 0.15],
    [0.75, 0.15],
    [0.75, 0.85],
    [0.2, 0.85],
  ] as const)
    await click(x, y);
  await expect(answerOf(admin)).toContainText("Xã, phường chạm tới (65)");
  await expect(answerOf(admin).getByRole("row").last()).toContainText("100 %");
  await expect(answerOf(admin)).toContainText("danh mục chưa có chỉ tiêu dân số");
  await takePicture("hand-over", admin);
  await admin.context().close();
});
