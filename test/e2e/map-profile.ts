import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { stringify } from "yaml";
import { communeKey } from "#contract/entities/map.ts";
import { communeNames } from "../lab/map-files.ts";

const words = (vi: string) => ({ vi, en: vi });
const freshness = { lateAfter: "900d", staleAfter: "950d", lostAfter: "999d" };
const indicator = (code: string, unit: string, more: object = {}) => ({
  code,
  name: words(`Chỉ tiêu ${code}`),
  unit: words(unit),
  sector: "thu-nghiem",
  period: "day",
  decimals: 1,
  freshness,
  ...more,
});
const at = (lon: number, lat: number) => ({ lon, lat, accuracy: "approximate" });
const asOf = "2026-10-01T00:00:00+07:00";

/** An outline as the built-in profile has it, around the communes of the lab. */
const outline = {
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: { role: "province" },
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [106.4, 21.5],
            [107.15, 21.5],
            [107.15, 22.25],
            [106.4, 22.25],
            [106.4, 21.5],
          ],
        ],
      },
    },
    {
      type: "Feature",
      properties: { role: "border" },
      geometry: {
        type: "LineString",
        coordinates: [
          [107.15, 21.5],
          [107.15, 22.25],
          [106.4, 22.25],
        ],
      },
    },
  ],
};

/**
 * A site with a map on each of four monitors: gates and cameras; communes by an indicator; stations and heat; communes
 * beside gates. Every layer has figures, published once.
 * @param map laid over the map's part of the profile
 */
export async function writeMapProfile(parent: string, map: Record<string, unknown> = {}, columns = 2): Promise<string> {
  const folder = path.join(parent, "map-site");
  await mkdir(folder, { recursive: true });
  const communes = communeNames.map((name) => ({
    id: communeKey(name).replaceAll(" ", "-"),
    kind: "commune",
    name: words(name),
  }));
  const tile = (id: string, x: number, y: number, settings: object) => ({
    id,
    panel: "map",
    x,
    y,
    width: 24,
    height: 24,
    settings: { title: words(`Bản đồ ${id}`), ...settings },
  });
  const reading = (code: string, place: string, value: number | string) => ({ indicator: code, place, value, asOf });
  const tiles = [
    tile("cua-khau", 0, 0, {
      gates: { indicator: "xe-cho", directions: { out: "xe-cho-xuat", in: "xe-cho-nhap" } },
      cameras: true,
    }),
    tile("xa", 24, 0, { communes: { indicator: "dung-han" }, towns: false }),
    tile("tram", 0, 24, {
      stations: [{ indicator: "muc-nuoc" }, { indicator: "mua", sign: "rain" }],
      heat: { indicator: "phan-anh", kind: "site" },
      vehicles: { indicator: "vi-tri" },
    }),
    tile("ca-hai", 24, 24, { gates: { indicator: "xe-cho" }, communes: { indicator: "dung-han" } }),
  ];
  const profile = {
    schema: 1,
    id: "map-site",
    name: words("Trung tâm thử bản đồ"),
    timeZone: "Asia/Ho_Chi_Minh",
    place: "tinh",
    wall: { columns, rows: columns, viewingDistanceM: 4, diagonalInch: 55, resolution: { width: 1280, height: 720 } },
    map: { bounds: [106.3, 21.4, 107.25, 22.35], outline: "outline.geojson", attribution: "test", ...map },
    places: [
      { id: "tinh", kind: "province", name: words("Tỉnh Thử Nghiệm") },
      { id: "cua-a", kind: "gate", name: words("Hữu Nghị"), position: at(106.9, 22.2) },
      { id: "cua-b", kind: "gate", name: words("Chi Ma"), position: at(107.1, 21.9) },
      { id: "thi-tran", kind: "town", name: words("Đồng Đăng"), position: at(106.7, 21.95) },
      { id: "tram-a", kind: "station", name: words("Kỳ Cùng"), position: at(106.8, 21.8) },
      { id: "xe-a", kind: "vehicle", name: words("Cứu thương 1") },
      { id: "xe-b", kind: "vehicle", name: words("Cứu thương 2") },
      { id: "diem-a", kind: "site", name: words("Điểm A"), position: at(106.6, 21.7) },
      { id: "diem-b", kind: "site", name: words("Điểm B"), position: at(106.7, 21.7) },
      ...communes,
    ],
    indicators: [
      indicator("xe-cho", "xe", { thresholds: [{ level: "attention", above: 300, name: words("ngưỡng 300") }] }),
      indicator("dung-han", "%", { thresholds: [{ level: "attention", below: 81, name: words("dưới 81") }] }),
      indicator("muc-nuoc", "m", { thresholds: [{ level: "alarm", above: 256, name: words("BĐ3") }] }),
      indicator("phan-anh", "phản ánh"),
      indicator("xe-cho-xuat", "xe"),
      indicator("xe-cho-nhap", "xe"),
      indicator("mua", "mm"),
      indicator("vi-tri", "vị trí"),
    ],
    sources: [
      {
        id: "cong-bo",
        type: "published",
        name: words("Số công bố"),
        publisher: words("Đơn vị thử"),
        lateAfter: "999d",
        status: "official",
        readings: [
          reading("xe-cho", "cua-a", 390),
          reading("xe-cho", "cua-b", 53),
          reading("xe-cho-xuat", "cua-a", 262),
          reading("xe-cho-nhap", "cua-a", 128),
          reading("mua", "tram-a", 3.5),
          reading("vi-tri", "xe-a", "21.75,106.55"),
          reading("muc-nuoc", "tram-a", 256.4),
          reading("phan-anh", "diem-a", 12),
          reading("phan-anh", "diem-b", 4),
          ...communes.slice(0, 8).map(({ id }, index) => reading("dung-han", id, 80 + index * 2.5)),
        ],
      },
    ],
    cameras: [0, 1, 2].map((number) => ({
      id: `cam-${number}`,
      name: words(`Camera ${number}`),
      position: at(106.75 + number * 0.2, 21.65),
      fieldOfView: { bearing: 120 * number, angle: 70 },
      stream: { type: "test", pattern: "gate" },
    })),
    scenes: [{ id: "thu", name: words("Thử"), tiles: columns === 1 ? tiles.slice(0, 1) : tiles }],
    scene: "thu",
  };
  await writeFile(path.join(folder, "profile.yaml"), stringify(profile));
  await writeFile(path.join(folder, "outline.geojson"), JSON.stringify(outline));
  return folder;
}
