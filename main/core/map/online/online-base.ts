import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import type { Logger } from "pino";
import { z } from "zod";
import { type GeoBounds, type MapBase, TileFacts } from "#contract/entities/map.ts";
import type { OnlineTiles } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import { createBackoff } from "../../outbound/backoff.ts";
import { hostOf } from "../../outbound/network-failure.ts";
import type { StoredTile } from "../tile-archive.ts";
import { tileRange } from "../tile-range.ts";
import { isGzip, pictureFormatOf, schemaOf } from "../tile-schema.ts";
import { unzipTile } from "../unzipping.ts";
import { fetchTile } from "./tile-fetching.ts";
import { openTileStore, type TileStore } from "./tile-store.ts";

/** A tile older than this is asked for again, and shown meanwhile. */
const freshForMs = 30 * 86_400_000;
/** At a time; the servers of the net are others' too. */
const mostAtOnce = 6;
const mostWaiting = 200;
/** What is kept for the site may take this much of the budget; the rest is for what people look at. */
const keptShare = 0.8;
/** Beyond the site's rectangle on each side, so that the map's edge is not bare; share of its width. */
const margin = 0.15;

const Learned = TileFacts.pick({ format: true, layers: true });

export type OnlineBase = {
  /** null until the first tile has told what they are. */
  view(): MapBase | null;
  /** Rejects with CodedError `source.*` where the tile is not kept and cannot be had now. */
  tile(z: number, x: number, y: number): Promise<StoredTile | null>;
  /** Fetches what is to be kept, slowly. Called once the screens have painted. */
  start(): void;
  stop(): Promise<void>;
};

export type OnlineOptions = {
  config: OnlineTiles;
  bounds: GeoBounds;
  /** Of the cache. */
  file: string;
  /** Fills in secrets. */
  resolve(address: string): Promise<string>;
  /** What is known of the tiles has changed. */
  onChange(): void;
  log: Logger;
  now(): number;
  /** Between two tries of what is to be kept while the network is gone. */
  retryMs?: { first: number; last: number };
};

/** Tiles of the net through the cache on disk: what was once seen is there without a network. */
export function createOnlineBase(options: OnlineOptions): OnlineBase {
  const { config, bounds, log, now } = options;
  const store = openOrAnew(options);
  const host = hostOf(config.tiles);
  const revision = createHash("sha256").update(config.tiles).digest("hex").slice(0, 16);
  const stopping = new AbortController();
  const running = new Map<string, Promise<StoredTile | null>>();
  const waiting: (() => void)[] = [];
  const { first, last } = options.retryMs ?? { first: 2_000, last: 120_000 };
  const backoff = createBackoff(first, last);
  let busy = 0;
  let downUntilMs = 0;
  let learned = Learned.safeParse(parseJson(store.note("learned"))).data;
  let keeping: Promise<void> = Promise.resolve();

  const headers = async () => {
    const filled: Record<string, string> = {};
    for (const [name, value] of Object.entries(config.headers)) filled[name] = await options.resolve(value);
    return filled;
  };

  const learn = async (bytes: Uint8Array) => {
    const format = pictureFormatOf(bytes) ?? "mvt";
    const seen = format === "mvt" ? await layersOf(bytes) : [];
    const layers = [...new Set([...(learned?.layers ?? []), ...seen])].sort();
    if (learned?.format === format && layers.length === learned.layers.length) return;
    learned = { format, layers };
    store.setNote("learned", JSON.stringify(learned));
    options.onChange();
  };

  const slot = async () => {
    if (busy < mostAtOnce) {
      busy += 1;
      return;
    }
    if (waiting.length >= mostWaiting) throw new CodedError("source.busy", { host, seconds: 1 });
    await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const release = () => {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  };

  const fetchOnce = async (z: number, x: number, y: number, isKept: boolean): Promise<StoredTile | null> => {
    await slot();
    try {
      const known = store.get(z, x, y);
      const answer = await fetchTile(config, await headers(), { z, x, y }, known?.etag ?? null, stopping.signal);
      const bytes = answer === "unchanged" ? (known?.bytes ?? null) : answer.bytes;
      const etag = answer === "unchanged" ? (known?.etag ?? null) : answer.etag;
      if (bytes !== null) await learn(bytes);
      store.put(z, x, y, { bytes, etag, fetchedAtMs: now() }, isKept);
      backoff.reset();
      downUntilMs = 0;
      return stored(bytes);
    } catch (error) {
      if (!stopping.signal.aborted) {
        if (downUntilMs <= now()) log.warn({ host, err: error }, "tiles of the net cannot be had");
        downUntilMs = now() + backoff.next();
      }
      throw error;
    } finally {
      release();
    }
  };
  /** The same tile asked for by four windows is fetched once. */
  const fetchShared = (z: number, x: number, y: number, isKept = false): Promise<StoredTile | null> => {
    const key = `${z}/${x}/${y}`;
    const found = running.get(key) ?? fetchOnce(z, x, y, isKept).finally(() => running.delete(key));
    running.set(key, found);
    return found;
  };

  const keep = async () => {
    for (let z = config.minZoom; z <= Math.min(config.keepToZoom, config.maxZoom); z += 1) {
      const { west, east, north, south } = tileRange(widened(bounds), z);
      for (let x = west; x <= east; x += 1)
        for (let y = north; y <= south; y += 1) {
          while (!stopping.signal.aborted && !store.has(z, x, y)) {
            if (store.bytes() > config.budgetMb * 1_048_576 * keptShare) return;
            await pause(Math.max(50, downUntilMs - now()), stopping.signal);
            if (!stopping.signal.aborted) await fetchShared(z, x, y, true).catch(() => undefined);
          }
          if (stopping.signal.aborted) return;
        }
    }
    log.info({ host, bytes: store.bytes() }, "the map's surroundings are kept");
  };

  return {
    view() {
      const newestAtMs = store.newestAtMs();
      if (learned === undefined || newestAtMs === null) return null;
      return {
        kind: "online",
        revision,
        name: host,
        asOfMs: newestAtMs,
        ...learned,
        schema: schemaOf(learned.layers),
        minZoom: config.minZoom,
        maxZoom: config.maxZoom,
        bounds: widened(bounds),
        attribution: config.attribution,
      };
    },
    async tile(z, x, y) {
      const known = store.get(z, x, y);
      if (known !== undefined) {
        if (now() - known.fetchedAtMs > freshForMs && now() >= downUntilMs) fetchShared(z, x, y).catch(() => undefined);
        return stored(known.bytes);
      }
      if (now() < downUntilMs) throw new CodedError("source.unreachable", { host, detail: "offline" });
      return fetchShared(z, x, y);
    },
    start() {
      keeping = keep().catch((error: unknown) => log.warn({ err: error }, "keeping the map's surroundings stopped"));
    },
    async stop() {
      stopping.abort();
      for (const resume of waiting.splice(0)) resume();
      await keeping;
      await Promise.allSettled(running.values());
      store.close();
    },
  };
}

const stored = (bytes: Uint8Array | null): StoredTile | null =>
  bytes === null ? null : { bytes, isGzip: isGzip(bytes) };

/** The cache can be filled again, so a damaged one is begun anew. */
function openOrAnew({ file, config, log, now }: OnlineOptions): TileStore {
  const open = () => openTileStore(file, config.budgetMb * 1_048_576, now);
  try {
    return open();
  } catch (error) {
    log.warn({ err: error }, "the cache of map tiles is begun anew");
    for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
    return open();
  }
}

async function layersOf(bytes: Uint8Array): Promise<string[]> {
  const plain = isGzip(bytes) ? await unzipTile(bytes) : bytes;
  return Object.keys(new VectorTile(new PbfReader(plain)).layers);
}

const Text = z.string();
function parseJson(text: string | undefined): unknown {
  const given = Text.safeParse(text);
  return given.success ? JSON.parse(given.data) : undefined;
}

function widened([west, south, east, north]: GeoBounds): GeoBounds {
  const [x, y] = [(east - west) * margin, (north - south) * margin];
  return [west - x, south - y, east + x, north + y];
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
