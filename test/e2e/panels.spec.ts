import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { stringify } from "yaml";
import { routes } from "#contract/routes.ts";
import { drawnPicture } from "../lab/pictures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { openWall, startVirtualWall, type VirtualWall } from "./wall-under-test.ts";

/** The panels that are read when a scene first has them, on a monitor, from a real core: figures, files and a feed of its own. */
let virtualWall: VirtualWall;
test.beforeAll(async () => {
  virtualWall = await startVirtualWall({ columns: 1, rows: 1, width: 1920, height: 1080 });
});
test.afterAll(async () => {
  await virtualWall.stop();
});

const words = (vi: string) => ({ vi, en: vi });
const freshness = { lateAfter: "99d", staleAfter: "200d", lostAfter: "400d" };
const gates = ["huu-nghi", "tan-thanh", "chi-ma"];

/** The last day of a month so many before this one, and of the same month a year earlier. */
function monthEnd(monthsAgo: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo + 1, 0)).toISOString().slice(0, 10);
}

function profileFor(feed: string) {
  const monthly = (value: number, monthsAgo: number) => ({
    indicator: "thu",
    value,
    asOf: `${monthEnd(monthsAgo)}T00:00:00+07:00`,
  });
  const tile = (id: string, x: number, y: number, width: number, height: number, settings: object, panel = id) => ({
    ...{ id, panel, x, y, width, height, settings },
  });
  const indicator = { sector: "thu-nghiem", decimals: 0, freshness };
  return {
    schema: 1,
    id: "cac-loai-o",
    name: words("Các loại ô"),
    timeZone: "Asia/Ho_Chi_Minh",
    place: "tinh",
    wall: { columns: 1, rows: 1, viewingDistanceM: 3, diagonalInch: 55, resolution: { width: 1920, height: 1080 } },
    map: { bounds: [105.95, 21.2, 107.5, 22.55], outline: "outline.geojson", attribution: "test" },
    places: [
      { id: "tinh", kind: "province", name: words("Tỉnh") },
      ...gates.map((id) => ({ id, kind: "gate", name: words(`Cửa khẩu ${id}`) })),
    ],
    indicators: [
      { ...indicator, code: "thu", name: words("Thu trong tháng"), unit: words("tỷ đ"), period: "month", plan: 200 },
      { ...indicator, code: "xe", name: words("Xe chờ"), unit: words("xe"), period: "day" },
    ],
    sources: [
      {
        id: "cong-bo",
        name: words("Cục Thống kê"),
        type: "published",
        publisher: words("Cục Thống kê"),
        lateAfter: "999d",
        status: "official",
        readings: [
          ...[monthly(150, 1), monthly(120, 2), monthly(100, 13)],
          ...gates.map((place, at) => ({
            indicator: "xe",
            place,
            value: 30 - 10 * at,
            asOf: `${monthEnd(1)}T00:00:00+07:00`,
          })),
        ],
      },
    ],
    news: [{ id: "bao", name: words("Báo tỉnh"), url: feed }],
    scene: "thu",
    scenes: [
      {
        id: "thu",
        name: words("Thử"),
        tiles: [
          tile("figure-table", 0, 0, 24, 6, { title: words("Bảng"), rows: [{ indicator: "thu" }] }),
          tile("comparison", 0, 6, 8, 9, { title: words("So sánh"), indicator: "xe", kind: "gate" }),
          tile("ranking", 8, 6, 8, 9, { title: words("Xếp hạng"), indicator: "xe", kind: "gate", first: "lowest" }),
          tile("clock", 16, 6, 8, 9, {}),
          tile("text", 0, 15, 6, 9, { text: words("Giao ban lúc 15 giờ"), level: "urgent" }),
          tile("countdown", 6, 15, 6, 9, { title: words("Đã qua"), to: "2020-01-01T00:00:00+07:00" }),
          tile("picture", 12, 15, 6, 9, { file: "so-do.jpg" }),
          tile("news", 18, 15, 6, 9, { title: words("Tin") }),
        ],
      },
    ],
  };
}

test("every panel that is read later stands on a real wall, with what the core has of it", async ({
  browserName: _,
}, info) => {
  await using folder = await temporaryFolder("ioc-panels");
  const feed = createServer((_request, response) =>
    response.end(
      `<rss version="2.0"><channel><item><title>&lt;b&gt;Mở thêm một làn xe&lt;/b&gt;</title></item></channel></rss>`,
    ),
  );
  await new Promise<void>((resolve) => feed.listen(0, "127.0.0.1", resolve));
  const profile = path.join(folder.path, "profile");
  const data = path.join(folder.path, "data");
  await mkdir(path.join(data, "files"), { recursive: true });
  await mkdir(profile);
  const url = `http://127.0.0.1:${(feed.address() as AddressInfo).port}/rss`;
  await writeFile(path.join(profile, "profile.yaml"), stringify(profileFor(url)));
  await writeFile(path.join(profile, "outline.geojson"), JSON.stringify({ type: "FeatureCollection", features: [] }));
  try {
    await using wall = await openWall({ display: virtualWall.display, profile, data });
    const page = await wall.page(1);
    const problems: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    const tile = (id: string) => page.locator(`[data-tile="${id}"]`);
    // 150 of a plan of 200, 25 % on the month before, 50 % on the same month a year ago.
    await expect(tile("figure-table")).toContainText("75 %");
    await expect(tile("figure-table")).toContainText("25,0 %");
    await expect(tile("figure-table")).toContainText("50,0 %");
    await expect(tile("comparison").locator(".bar")).toHaveCount(3);
    await expect(tile("ranking").locator(".rank").first()).toContainText("chi-ma");
    await expect(tile("clock")).toContainText(/\d\d:\d\d/);
    await expect(tile("clock")).toContainText(/âm lịch/i);
    await expect(tile("text")).toContainText("Khẩn");
    await expect(tile("countdown")).toContainText("ngày");
    await expect(tile("news")).toContainText("Mở thêm một làn xe");
    expect(await tile("news").locator("b").count()).toBe(0);
    // A file that comes later is shown without anybody doing anything.
    await expect(tile("picture")).toContainText("Chưa có tệp");
    await writeFile(path.join(data, "files", "so-do.jpg"), drawnPicture("jpeg"));
    await expect(tile("picture").locator("canvas")).toBeVisible({ timeout: 45_000 });
    await wall.statusWhere("what every tile reports", (status) =>
      (status.displays[0]?.tiles ?? []).every(({ state }) => state === "fresh"),
    );
    await page.screenshot({ path: info.outputPath("panels.png") });
    // By HTTP each question of a window is two requests, of which Chromium keeps something for good (decision 28).
    const byHttp: string[] = [];
    page.on("request", (request) => byHttp.push(new URL(request.url()).pathname));
    await page.reload();
    await expect(tile("figure-table")).toContainText("50,0 %");
    await expect(tile("news")).toContainText("Mở thêm một làn xe");
    await expect(tile("picture").locator("canvas")).toBeVisible();
    expect(byHttp.filter((asked) => asked.startsWith("/api/") && !asked.startsWith(routes.siteFiles))).toEqual([]);
    // The one that said so asked for a file that was not there.
    expect(problems.filter((text) => !text.includes("404"))).toEqual([]);
  } finally {
    feed.close();
  }
});
