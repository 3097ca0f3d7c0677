import { open } from "node:fs/promises";
import Database from "better-sqlite3";
import { type Header, PMTiles, type Source, TileType } from "pmtiles";
import type { TileFormat } from "#contract/entities/map.ts";

/** A tile as it is stored; `isGzip` where the bytes are packed. */
export type StoredTile = { bytes: Uint8Array; isGzip: boolean };

/** A file of tiles that is open for reading. */
export type TileArchive = {
  /** null where the file has no such tile. Rejects when the file cannot be read. */
  tile(z: number, x: number, y: number): Promise<StoredTile | null>;
  close(): Promise<void>;
};

export type PmtilesArchive = TileArchive & { header: Header; metadata(): Promise<unknown> };

/**
 * Opens a PMTiles file (version 3). Directories are read when needed and at most 100 of them kept by the library.
 * Rejects when it is no such file.
 */
export async function openPmtiles(file: string): Promise<PmtilesArchive> {
  const handle = await open(file, "r");
  const source: Source = {
    getKey: () => file,
    async getBytes(offset, length) {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, offset);
      return { data: bytes.buffer.slice(0, bytesRead) };
    },
  };
  try {
    const archive = new PMTiles(source);
    const header = await archive.getHeader();
    return {
      header,
      metadata: () => archive.getMetadata(),
      async tile(z, x, y) {
        const found = await archive.getZxy(z, x, y);
        return found === undefined ? null : { bytes: new Uint8Array(found.data), isGzip: false };
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The format of a PMTiles file's tiles; undefined for kinds that no engine here draws. */
export const pmtilesFormat = (type: TileType): TileFormat | undefined =>
  (({ [TileType.Mvt]: "mvt", [TileType.Png]: "png", [TileType.Jpeg]: "jpg", [TileType.Webp]: "webp" }) as const)[
    type as TileType.Mvt
  ];

/** Opens an MBTiles file (SQLite, specification 1.3). Throws when it has no tiles. */
export function openMbtiles(file: string): TileArchive {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const find = database
      .prepare<[number, number, number], Uint8Array>(
        "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
      )
      .pluck();
    return {
      async tile(z, x, y) {
        // Rows are counted from the south there (TMS).
        const bytes = find.get(z, x, 2 ** z - 1 - y);
        return bytes === undefined ? null : { bytes, isGzip: bytes[0] === 0x1f && bytes[1] === 0x8b };
      },
      close: async () => void database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}
