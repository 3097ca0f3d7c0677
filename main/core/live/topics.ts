import { createHash } from "node:crypto";
import type { SiteView } from "#contract/entities/profile.ts";
import { everyTopic, type Topics } from "#contract/live.ts";
import type { Slot } from "./shown.ts";

/** What a client is told of all there is. */
export type View = {
  /** The same for the same topics, in whatever order they are named. */
  readonly name: string;
  includes(slot: Slot): boolean;
};

/**
 * Makes views of a site. Names that the site does not know are left out; the rest are the site's own strings, so that a
 * client's topics take memory for the sets only (a thousand names: some 40 kB).
 */
export function createViews(site: SiteView): (topics?: Topics) => View {
  const codes = new Map(site.indicators.map(({ code }) => [code, code]));
  const sectorOf = new Map(site.indicators.map(({ code, sector }) => [code, sector]));
  const sectors = new Map(site.indicators.map(({ sector }) => [sector, sector]));
  const places = new Map(site.places.map(({ id }) => [id, id]));
  const every: View = { name: nameOf(everyTopic), includes: () => true };

  const includesReading = (wanted: Topics["readings"]): ((slot: Slot & { kind: "readings" }) => boolean) => {
    if (wanted === "all") return () => true;
    const byCode = known(wanted.indicators, codes);
    const bySector = known(wanted.sectors, sectors);
    const byPlace = known(wanted.places, places);
    const series = new Set(wanted.series);
    return ({ key, value: { indicator, place } }) =>
      byCode.has(indicator) ||
      series.has(key) ||
      (byPlace.size > 0 && byPlace.has(place)) ||
      (bySector.size > 0 && bySector.has(sectorOf.get(indicator) ?? ""));
  };

  return (topics = everyTopic) => {
    const name = nameOf(topics);
    if (name === every.name) return every;
    const reading = includesReading(topics.readings);
    const source = includesId(topics.sources);
    const camera = includesId(topics.cameras);
    return {
      name,
      includes(slot) {
        switch (slot.kind) {
          case "readings":
            return reading(slot);
          case "sources":
            return source(slot.key);
          case "cameras":
          case "goneCameras":
            return camera(slot.key);
          case "displays":
            return topics.displays;
          case "cameraEvent":
            return topics.cameraEvents === true;
          case "wall":
            return true;
        }
      },
    };
  };
}

const known = (names: readonly string[] = [], all: ReadonlyMap<string, string>): ReadonlySet<string> =>
  new Set(names.map((name) => all.get(name)).filter((name) => name !== undefined));

function includesId(wanted: "all" | readonly string[]): (id: string) => boolean {
  if (wanted === "all") return () => true;
  const ids = new Set(wanted);
  return (id) => ids.has(id);
}

function nameOf({ readings, sources, cameras, displays, cameraEvents = false }: Topics): string {
  const sorted = (names: readonly string[] = []) => [...new Set(names)].sort();
  const plain = [
    readings === "all"
      ? "all"
      : [readings.indicators, readings.sectors, readings.places, readings.series].map((names) => sorted(names)),
    sources === "all" ? "all" : sorted(sources),
    cameras === "all" ? "all" : sorted(cameras),
    displays,
    cameraEvents,
  ];
  return createHash("sha256").update(JSON.stringify(plain)).digest("base64url").slice(0, 22);
}
