import type { GeoBounds } from "#contract/entities/map.ts";

export type TileRange = { west: number; east: number; north: number; south: number };

/** Columns and rows of the tiles of one zoom that a rectangle touches (Web Mercator, rows from the north). */
export function tileRange([west, south, east, north]: GeoBounds, zoom: number): TileRange {
  const count = 2 ** zoom;
  const bounded = (value: number) => Math.min(count - 1, Math.max(0, Math.floor(value)));
  const column = (lon: number) => bounded(((lon + 180) / 360) * count);
  const row = (lat: number) => {
    const radians = (Math.min(85, Math.max(-85, lat)) * Math.PI) / 180;
    return bounded(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * count);
  };
  return { west: column(west), east: column(east), north: row(north), south: row(south) };
}
