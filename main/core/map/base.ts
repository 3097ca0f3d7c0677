import type { Logger } from "pino";
import type { MapBase, TileFormat } from "#contract/entities/map.ts";
import { createByteCache } from "./byte-cache.ts";
import type { Item, MapLibrary } from "./library.ts";
import type { OnlineBase } from "./online/online-base.ts";
import { openMbtiles, openPmtiles, type StoredTile, type TileArchive } from "./tile-archive.ts";

/** Tiles in memory: about what four windows show at a time. */
const cacheBytes = 32 * 1_048_576;

export type ServedTile = StoredTile & { format: TileFormat; isLasting: boolean };

/** The best base there is: the site's own file, else tiles of the net, else none but the built-in. */
export type Base = {
  view(): MapBase | null;
  /** "unknown" for another revision than the present one; null where there is no such tile. */
  tile(revision: string, z: number, x: number, y: number): Promise<ServedTile | null | "unknown">;
  /** To be called when the library has changed. */
  reopen(): Promise<void>;
  close(): Promise<void>;
};

export function createBase(library: MapLibrary, online: OnlineBase | undefined, log: Logger): Base {
  const cache = createByteCache<StoredTile | null>(cacheBytes);
  let opened: { item: Item; archive: TileArchive } | undefined;

  const view = (): MapBase | null => {
    if (opened?.item.tiles)
      return {
        kind: "file",
        revision: revisionOf(opened.item),
        name: opened.item.name,
        asOfMs: opened.item.importedAtMs,
        ...opened.item.tiles,
      };
    return online?.view() ?? null;
  };

  return {
    view,
    async tile(revision, z, x, y) {
      const now = view();
      if (now === null || now.revision !== revision) return "unknown";
      if (now.kind === "online") {
        const found = (await online?.tile(z, x, y)) ?? null;
        return found && { ...found, format: now.format, isLasting: false };
      }
      const key = `${revision}/${z}/${x}/${y}`;
      let found = cache.get(key);
      if (found === undefined) {
        found = (await opened?.archive.tile(z, x, y)) ?? null;
        cache.put(key, found, (found?.bytes.length ?? 0) + 200);
      }
      return found && { ...found, format: now.format, isLasting: true };
    },
    async reopen() {
      const item = library.items().find((one) => one.role === "base");
      if (item?.file === opened?.item.file) return;
      const former = opened;
      opened = item && (await openItem(library.pathOf(item), item, log));
      cache.clear();
      await former?.archive.close();
    },
    async close() {
      await opened?.archive.close();
      opened = undefined;
    },
  };
}

export const revisionOf = (item: Item): string => item.file.slice(0, 16);

/** A file that was good when it came and cannot be opened now leaves the base to the next best; the log says why. */
async function openItem(
  file: string,
  item: Item,
  log: Logger,
): Promise<{ item: Item; archive: TileArchive } | undefined> {
  try {
    return { item, archive: item.kind === "mbtiles" ? openMbtiles(file) : await openPmtiles(file) };
  } catch (error) {
    log.error({ err: error, name: item.name }, "the map's tiles cannot be opened");
    return undefined;
  }
}
