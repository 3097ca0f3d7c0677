import { readFile, writeFile } from "node:fs/promises";
import { area } from "@turf/area";
import type { MapFinding, MapRole } from "#contract/entities/map.ts";
import { CodedError } from "#contract/errors.ts";
import { compareCommunes, findOverlaps } from "./communes.ts";
import { boundsOf, collectionOf, dimensionOf, readCollection, type Shape, tidied } from "./geometry.ts";
import { finding, type Inspected, type Request } from "./inspection.ts";
import { nameOf, textOf } from "./naming.ts";
import { checkPlace } from "./placing.ts";
import { mainDimension, roleOf } from "./role.ts";

/** A GeoJSON file. @throws CodedError of what is wrong with it */
export async function inspectGeojson(request: Request): Promise<Inspected> {
  const { name } = request;
  const text = await readFile(request.file, "utf8");
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    // Some programs write what JSON has no word for.
    const at = /[[,]\s*-?(?:NaN|Infinity)\b/.exec(text)?.index;
    if (at !== undefined) {
      const feature = text.slice(0, at).match(/"Feature"/g)?.length ?? 1;
      throw new CodedError("map.not-finite", { name, feature });
    }
    throw new CodedError("map.unreadable", { name, detail: error instanceof SyntaxError ? "JSON" : String(error) });
  }
  const { shapes, crs } = readCollection(value, name);
  checkSystem(crs, name);
  return inspectShapes(shapes, request, "geojson");
}

/** RFC 7946 knows WGS 84 alone; older files name another. @throws CodedError map.other-system */
function checkSystem(crs: unknown, name: string): void {
  if (crs === undefined || crs === null) return;
  const text = JSON.stringify(crs);
  if (/CRS84|EPSG:{1,2}(?:4326|4979)\b/i.test(text)) return;
  throw new CodedError("map.other-system", { name, system: /EPSG:+\d+/i.exec(text)?.[0] ?? text.slice(0, 80) });
}

/** What any file of shapes comes to, once its coordinates are degrees. Writes what is to be taken beside the file. */
export async function inspectShapes(
  given: readonly Shape[],
  request: Request,
  kind: Inspected["kind"],
  before: readonly MapFinding[] = [],
): Promise<Inspected> {
  const { name, site } = request;
  const placed = checkPlace(given, site.bounds, name);
  const role = roleOf(given, request.as, { name, site });
  const dimension = mainDimension(given);
  const shapes = given.filter((shape) => dimensionOf(shape) === dimension).map(tidied);
  const findings = [...before, ...countFindings(shapes, dimension), ...placed];
  if (role === "communes") findings.push(...compareCommunes(shapes, site.communes), ...findOverlaps(shapes));
  const file = `${request.file}.geojson`;
  await writeFile(file, JSON.stringify(collectionOf(shapes.map((shape) => plainShape(shape, role)))), { mode: 0o600 });
  return { kind, role, file, features: shapes.length, tiles: null, bounds: boundsOf(shapes), findings };
}

function countFindings(shapes: readonly Shape[], dimension: "points" | "lines" | "areas"): MapFinding[] {
  const count = shapes.length;
  if (dimension === "points") return [finding("info", "map.found.points", { count })];
  if (dimension === "lines") return [finding("info", "map.found.lines", { count })];
  const km2 = Math.round(shapes.reduce((sum, shape) => sum + area(shape), 0) / 1e6);
  return [finding("info", "map.found.areas", { count, km2 })];
}

/** Only what the map shows is taken: columns of a hand-over may hold what is nobody's business on a wall. */
function plainShape(shape: Shape, role: MapRole): Shape {
  const { properties } = shape;
  const kept = {
    name: nameOf(properties),
    kind: textOf(properties, "kind"),
    ...(role === "communes" ? { code: textOf(properties, "code") } : {}),
  };
  return { ...shape, properties: Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) };
}
