import { extname } from "node:path";
import proj4 from "proj4";
import { parseDbf, parseShp } from "shpjs";
import type { MapFinding } from "#contract/entities/map.ts";
import { CodedError } from "#contract/errors.ts";
import { inspectShapes } from "./geojson.ts";
import { readCollection } from "./geometry.ts";
import { finding, type Inspected, type Request } from "./inspection.ts";
import { unpack } from "./unpacking.ts";

/** A zipped shapefile, converted to WGS 84 by its .prj. @throws CodedError of what is wrong with it */
export async function inspectShapefile(request: Request): Promise<Inspected> {
  const { name } = request;
  const parts = await unpack(request.file, name, [".shp", ".dbf", ".prj", ".cpg"]);
  const main = parts.filter((part) => extname(part.name).toLowerCase() === ".shp");
  const [shp] = main;
  if (shp === undefined || main.length > 1) throw new CodedError("map.zip-without-shapefile", { name });
  const stem = shp.name.slice(0, -4).toLowerCase();
  const beside = (extension: string) => parts.find((part) => part.name.toLowerCase() === `${stem}${extension}`)?.bytes;
  checkLength(shp.bytes, name);
  const prj = beside(".prj")?.toString("utf8").trim();
  const findings: MapFinding[] = [];
  if (prj === undefined || prj === "") findings.push(finding("attention", "map.found.no-projection"));
  else if (isProjected(prj, name)) findings.push(finding("info", "map.found.converted", { system: systemName(prj) }));
  const dbf = beside(".dbf");
  // Where nobody says which code page it is, UTF-8 is what newer programs write.
  const encoding = beside(".cpg")?.toString("latin1").trim() ?? "UTF-8";
  const shapes = read(() => parseShp(shp.bytes, prj), name);
  const rows = dbf === undefined ? [] : read(() => parseDbf(dbf, encoding), name);
  const { shapes: found } = readCollection(
    {
      type: "FeatureCollection",
      features: shapes.map((geometry, at) => ({
        type: "Feature",
        geometry: geometry ?? null,
        properties: rows[at] ?? {},
      })),
    },
    name,
  );
  return inspectShapes(found, request, "shapefile", findings);
}

/** The header of a .shp says its length in words of 16 bits (ESRI, Shapefile Technical Description, 1998). */
function checkLength(bytes: Buffer, name: string): void {
  if (bytes.length < 100 || bytes.readInt32BE(0) !== 9994)
    throw new CodedError("map.unreadable", { name, detail: ".shp" });
  const expected = bytes.readInt32BE(24) * 2;
  if (expected > bytes.length) throw new CodedError("map.cut-short", { name, expected, found: bytes.length });
}

/** Whether coordinates have to be converted. @throws CodedError map.other-system */
function isProjected(prj: string, name: string): boolean {
  try {
    // What cannot be inverted would leave coordinates as they are, silently.
    const [x, y] = proj4(prj).inverse([500_000, 2_400_000]);
    if (/^GEOGCS|^GEOGCRS/i.test(prj)) return !/WGS.?(?:19)?84/i.test(prj);
    if (Number.isFinite(x) && Number.isFinite(y)) return true;
  } catch {
    // Told below.
  }
  throw new CodedError("map.other-system", { name, system: systemName(prj) });
}

const systemName = (prj: string): string => (/"([^"]{1,80})"/.exec(prj)?.[1] ?? prj.slice(0, 60)).replaceAll("_", " ");

function read<Value>(work: () => Value, name: string): Value {
  try {
    return work();
  } catch (error) {
    throw new CodedError("map.unreadable", { name, detail: error instanceof Error ? error.message : "?" });
  }
}
