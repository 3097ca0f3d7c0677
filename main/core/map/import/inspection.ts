import type { GeoBounds, MapFileKind, MapFinding, MapRole, TileFacts } from "#contract/entities/map.ts";
import type { CodedMessage, ErrorCode, ErrorParams } from "#contract/errors.ts";
import { mapUploadLimitMb } from "#contract/map/http.ts";

/** What a check may know of the site. */
export type SiteFacts = {
  bounds: GeoBounds;
  /** Names of the province the site is for. */
  provinces: readonly string[];
  neighbours: readonly string[];
  communes: readonly string[];
};

/** A file that came in, and where to put what is to be taken of it. */
export type Request = {
  file: string;
  /** As the administrator knows it. */
  name: string;
  /** What it was said to be for. */
  as: MapRole | undefined;
  site: SiteFacts;
};

/** What is in a file that may be taken. */
export type Inspected = {
  kind: MapFileKind;
  role: MapRole;
  /** The file to take: the one that came, or what was made of it beside it. */
  file: string;
  features: number;
  tiles: TileFacts | null;
  bounds: GeoBounds;
  findings: MapFinding[];
};

export type Answer = { inspected: Inspected } | { refused: CodedMessage };

/** Most bytes of each kind: what is read in one piece stays small, tiles are read where they lie. */
export const limitMb: Record<MapFileKind, number> = {
  pmtiles: mapUploadLimitMb,
  mbtiles: mapUploadLimitMb,
  geojson: 64,
  shapefile: 64,
  csv: 8,
};
/** What a zip may grow to. */
export const unpackedLimitMb = 192;
export const bytesPerMb = 1_048_576;

export const finding = (level: MapFinding["level"], code: ErrorCode, params: ErrorParams = {}): MapFinding => ({
  level,
  message: { code, params },
});

/** The first few of a list, and how many more. */
export function listed(names: readonly string[], most = 8): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} … +${names.length - most}` : shown;
}
