import { readFile } from "node:fs/promises";
import { CodedError } from "#contract/errors.ts";
import { csvTable, rowsByHeading } from "../../tables/table.ts";
import { decodeText } from "../../tables/text.ts";
import { inspectShapes } from "./geojson.ts";
import { checkShapes, type Shape } from "./geometry.ts";
import { finding, type Inspected, listed, type Request } from "./inspection.ts";
import { keyOf, textOf } from "./naming.ts";

/** A table of places: name, latitude, longitude, and their kind where it is told. @throws CodedError of what is wrong */
export async function inspectPlaces(request: Request): Promise<Inspected> {
  const { name } = request;
  const rows = readRows(decodeText(await readFile(request.file)), name);
  const [first] = rows;
  if (first === undefined) throw new CodedError("map.empty", { name });
  const missing = (["name", "lat", "lon"] as const).filter((column) => keyOf(first, column) === undefined);
  // A text with commas in it, and no table of places.
  if (missing.length === 3) throw new CodedError("map.unknown-file", { name });
  if (missing.length > 0) throw new CodedError("map.csv-columns", { name, missing: missing.join(", ") });
  const shapes: Shape[] = [];
  const skipped: string[] = [];
  for (const [at, row] of rows.entries()) {
    const [title, lat, lon] = [textOf(row, "name"), degrees(textOf(row, "lat")), degrees(textOf(row, "lon"))];
    if (title === undefined || lat === undefined || lon === undefined) {
      // Counted as a spreadsheet does, its heading being row 1.
      skipped.push(String(at + 2));
      continue;
    }
    shapes.push({
      type: "Feature",
      geometry: { type: "Point", coordinates: [lon, lat] },
      properties: { name: title, kind: textOf(row, "kind") },
    });
  }
  checkShapes(shapes, name);
  const findings =
    skipped.length === 0
      ? []
      : [finding("attention", "map.found.skipped", { count: skipped.length, list: listed(skipped) })];
  return inspectShapes(shapes, request, "csv", findings);
}

function readRows(text: string, name: string): Record<string, string>[] {
  try {
    return rowsByHeading(csvTable(text));
  } catch (error) {
    throw new CodedError("map.unreadable", { name, detail: error instanceof Error ? error.message : "CSV" });
  }
}

/** "21.84", "21,84"; undefined for what is no number, such as NaN or an empty cell. */
function degrees(text: string | undefined): number | undefined {
  if (text === undefined || !/^[+-]?\d{1,9}(?:[.,]\d{1,15})?$/.test(text)) return undefined;
  return Number(text.replace(",", "."));
}
