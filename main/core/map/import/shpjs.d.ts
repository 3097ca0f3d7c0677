declare module "shpjs" {
  import type { Geometry } from "geojson";
  /** @param prj a projection file's text; coordinates then come out in WGS 84 */
  export function parseShp(shp: Uint8Array, prj?: string): (Geometry | null)[];
  export function parseDbf(dbf: Uint8Array, cpg?: string): Record<string, unknown>[];
}
