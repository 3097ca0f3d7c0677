import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import type { Logger } from "pino";
import type { MapboxAccess, MapImport, MapView } from "#contract/entities/map.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import { type Base, createBase, revisionOf } from "./base.ts";
import type { SiteFacts } from "./import/inspection.ts";
import { createIntake, type Given } from "./intake.ts";
import { openLibrary } from "./library.ts";
import { createOnlineBase } from "./online/online-base.ts";

/** The site's map: what lies under it, what was imported, and how more gets in. */
export type SiteMap = Pick<Base, "tile"> & {
  view(): MapView;
  /** An imported layer's GeoJSON; undefined for another revision than the present one. */
  layer(role: string, revision: string): NodeJS.ReadableStream | undefined;
  import(given: Given): Promise<MapImport>;
  /** @throws CodedError map.nothing-former */
  back(): Promise<string>;
  /** The other engine's token; null where the profile has none. Rejects with CodedError secret.missing. */
  mapbox(): Promise<MapboxAccess | null>;
  /** Goes to the net for what is to be kept, where the profile allows it. */
  start(): void;
  stop(): Promise<void>;
};

export async function openSiteMap(options: {
  profile: Profile;
  /** The map's part of the data folder. */
  folder: string;
  /** The program of the thread that looks at imported files. */
  worker: string;
  resolve(address: string): Promise<string>;
  log: Logger;
  now(): number;
}): Promise<SiteMap> {
  const { profile, folder, log, now } = options;
  const { online: config, mapbox } = profile.map;
  const library = await openLibrary(folder, log, now);
  const online =
    config &&
    createOnlineBase({
      config,
      bounds: profile.map.bounds,
      file: path.join(folder, "online.sqlite"),
      resolve: options.resolve,
      onChange: () => {},
      log,
      now,
    });
  const base = createBase(library, online, log);
  await base.reopen();
  const take = createIntake({
    library,
    site: siteFacts(profile),
    worker: options.worker,
    onTaken: () => base.reopen(),
  });

  const layers = () => library.items().flatMap((item) => (item.role === "base" ? [] : [{ ...item, role: item.role }]));
  return {
    tile: (revision, z, x, y) => base.tile(revision, z, x, y),
    view() {
      const told = {
        base: base.view(),
        layers: layers().map((item) => ({
          role: item.role,
          revision: revisionOf(item),
          name: item.name,
          features: item.features,
          asOfMs: item.importedAtMs,
        })),
        engine: mapbox === undefined ? ("maplibre" as const) : ("mapbox" as const),
      };
      // Each new tile of the net changes the time it is of, and nothing that would have to be drawn anew.
      const drawn = { ...told, base: told.base && { ...told.base, asOfMs: 0 } };
      const revision = createHash("sha256").update(JSON.stringify(drawn)).digest("hex").slice(0, 16);
      return { revision, ...told };
    },
    layer(role, revision) {
      const item = layers().find((one) => one.role === role && revisionOf(one) === revision);
      return item && createReadStream(library.pathOf(item));
    },
    async import(given) {
      const done = await take(given);
      log.info({ name: done.name, role: done.role, kind: done.kind, taken: done.isTaken }, "map file looked at");
      return done;
    },
    async back() {
      const undone = await library.back();
      await base.reopen();
      log.info({ undone }, "map put back");
      return undone;
    },
    async mapbox() {
      if (mapbox === undefined) return null;
      const token = (await options.resolve(mapbox.token)).trim();
      if (token === "") throw new CodedError("secret.missing", { name: mapbox.token });
      return { token, style: mapbox.style ?? null, api: mapbox.api };
    },
    start: () => online?.start(),
    async stop() {
      await online?.stop();
      await base.close();
    },
  };
}

function siteFacts({ places, place, map }: Profile): SiteFacts {
  const named = (kind: string) =>
    places.filter((one) => one.kind === kind && one.to === undefined).map((one) => one.name.vi);
  const home = places.filter((one) => one.id === place).map((one) => one.name.vi);
  return {
    bounds: map.bounds,
    provinces: [...new Set([...home, ...named("province")])],
    neighbours: named("neighbour"),
    communes: named("commune"),
  };
}

/** What the room's screens may reach for the site's own engine; nothing where it has none. */
export const mapHosts = ({ map: { mapbox } }: Profile): string[] =>
  mapbox === undefined ? [] : [mapbox.api, ...mapbox.hosts.map((host) => `https://${host}`)];
