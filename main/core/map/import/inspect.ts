import { stat } from "node:fs/promises";
import { CodedError } from "#contract/errors.ts";
import { inspectGeojson } from "./geojson.ts";
import { bytesPerMb, type Inspected, limitMb, type Request } from "./inspection.ts";
import { kindOf } from "./kind.ts";
import { inspectPlaces } from "./places-csv.ts";
import { inspectShapefile } from "./shapefile.ts";
import { inspectMbtiles, inspectPmtiles } from "./tiles.ts";

const inspectors = {
  pmtiles: inspectPmtiles,
  mbtiles: inspectMbtiles,
  geojson: inspectGeojson,
  shapefile: inspectShapefile,
  csv: inspectPlaces,
};

/** Looks at a file that came in. @throws CodedError of what is wrong with it */
export async function inspect(request: Request): Promise<Inspected> {
  const { name, file } = request;
  const kind = await kindOf(file);
  if (kind === undefined) throw new CodedError("map.unknown-file", { name });
  const { size } = await stat(file);
  if (size > limitMb[kind] * bytesPerMb) throw new CodedError("map.too-large", { name, limitMb: limitMb[kind] });
  return inspectors[kind](request);
}
