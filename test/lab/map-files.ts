import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Feature, FeatureCollection, Position } from "geojson";
import { runProcess } from "./process.ts";

/** Nine communes of an invented province inside 106-108° E, 21-23° N, as a province would hand them over. */
export const communeNames = [
  "Phường Đông Kinh",
  "Phường Tam Thanh",
  "Xã Quý Hòa",
  "Xã Thất Khê",
  "Xã Na Sầm",
  "Xã Bình Gia",
  "Xã Bắc Sơn",
  "Xã Lộc Bình",
  "Xã Đình Lập",
] as const;

const west = 106.4;
const south = 21.5;
const side = 0.25;

/** A square of the grid, counted from the south-west. @param shift degrees it is moved to the east */
export const square = (column: number, row: number, shift = 0): Position[] => {
  const [x, y] = [west + column * side + shift, south + row * side];
  return [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
};

export const commune = (name: string, at: number, shift = 0): Feature => ({
  type: "Feature",
  properties: { TEN_XA: name, MA_XA: String(6_000 + at), ghi_chu: "không dùng" },
  geometry: { type: "Polygon", coordinates: [square(at % 3, Math.floor(at / 3), shift)] },
});

export const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features });

export const communes = (): FeatureCollection => collection(communeNames.map((name, at) => commune(name, at)));

export const roads = (): FeatureCollection =>
  collection([
    {
      type: "Feature",
      properties: { name: "QL1", class: "Quốc lộ" },
      geometry: {
        type: "LineString",
        coordinates: [
          [106.4, 21.5],
          [106.8, 21.9],
          [107.1, 22.2],
        ],
      },
    },
  ]);

export async function writeGeojson(folder: string, name: string, value: unknown): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, typeof value === "string" ? value : JSON.stringify(value));
  return file;
}

/**
 * Vector tiles by tippecanoe, whose name's ending says which format.
 * @param layers GeoJSON by the name of its layer
 */
export async function writeTiles(
  folder: string,
  name: string,
  layers: Record<string, FeatureCollection>,
): Promise<string> {
  const file = path.join(folder, name);
  const parts: string[] = [];
  for (const [layer, value] of Object.entries(layers)) {
    await mkdir(path.join(folder, "layers"), { recursive: true });
    parts.push("-L", `${layer}:${await writeGeojson(folder, path.join("layers", `${name}-${layer}.geojson`), value)}`);
  }
  const made = await runProcess("tippecanoe", ["-q", "-f", "-o", file, "-Z4", "-z9", ...parts]);
  if (made.code !== 0) throw new Error(made.stderr);
  return file;
}

/** WGS 84 / UTM zone 48N, as GIS programs write it. */
export const utmPrj =
  'PROJCS["WGS_1984_UTM_Zone_48N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

const shapefileProgram = `
import json, sys, zipfile, shapefile
given = json.load(sys.stdin)
writer = shapefile.Writer(given["stem"], shapeType=shapefile.POLYGON, encoding="utf-8")
writer.field("TEN_XA", "C", 80)
for feature in given["features"]:
    writer.poly(feature["rings"])
    writer.record(feature["name"])
writer.close()
with zipfile.ZipFile(given["zip"], "w", zipfile.ZIP_DEFLATED) as archive:
    for ending in ("shp", "shx", "dbf"):
        archive.write(given["stem"] + "." + ending, "lop/xa." + ending)
    archive.writestr("lop/xa.cpg", "UTF-8")
    if given["prj"]:
        archive.writestr("lop/xa.prj", given["prj"])
`;

/** A zipped shapefile by pyshp. @param prj left out where null */
export async function writeShapefile(
  folder: string,
  name: string,
  features: { name: string; rings: Position[][] }[],
  prj: string | null,
): Promise<string> {
  const zip = path.join(folder, name);
  const input = JSON.stringify({ stem: path.join(folder, name.replaceAll(".", "-")), zip, features, prj });
  const made = await runProcess("/usr/bin/python3", ["-c", shapefileProgram], { input });
  if (made.code !== 0) throw new Error(made.stderr);
  return zip;
}

/** A zip of a few hundred kilobytes that unpacks to a .shp of so many megabytes of zeros. */
export async function writeZipBomb(folder: string, name: string, megabytes: number): Promise<string> {
  const zip = path.join(folder, name);
  const program = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
    with archive.open("xa.shp", "w") as part:
        for _ in range(int(sys.argv[2])):
            part.write(bytes(1048576))
`;
  const made = await runProcess("/usr/bin/python3", ["-c", program, zip, String(megabytes)]);
  if (made.code !== 0) throw new Error(made.stderr);
  return zip;
}
