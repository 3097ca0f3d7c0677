import { open } from "node:fs/promises";
import type { MapFileKind } from "#contract/entities/map.ts";

const looked = 4_096;

/** What a file is, by its first bytes and never by its name; undefined for what cannot be imported. */
export async function kindOf(file: string): Promise<MapFileKind | undefined> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(looked), 0, looked, 0);
    return kindOfBytes(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function kindOfBytes(bytes: Buffer): MapFileKind | undefined {
  const head = bytes.toString("latin1");
  if (head.startsWith("PMTiles")) return "pmtiles";
  if (head.startsWith("SQLite format 3\0")) return "mbtiles";
  if (head.startsWith("PK\u0003\u0004")) return "shapefile";
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!isWide && bytes.includes(0)) return undefined;
  if (/^(?:\u00ef\u00bb\u00bf)?\s*\{/.test(head)) return "geojson";
  // A heading of several columns: what is no table has none.
  return isWide || /^[^\n]*[,;\t][^\n]*\r?\n/.test(head) ? "csv" : undefined;
}
