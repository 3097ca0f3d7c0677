import { type PlaceKind, positionIn } from "#contract/entities/place.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { MapSettings, mapEventKinds, mapRule } from "../../panels/map/settings.ts";
import type { Site } from "../../state/site.ts";

/** Indicators in use that have figures at places of a kind, in the catalogue's order. */
export function indicatorsAt(site: Site, readings: readonly Reading[], kind: PlaceKind): string[] {
  const told = new Set(
    readings.filter(({ place }) => site.placeOf.get(place)?.kind === kind).map(({ indicator }) => indicator),
  );
  return site.indicators.filter(({ code, isRetired }) => !isRetired && told.has(code)).map(({ code }) => code);
}

type Stations = NonNullable<MapSettings["stations"]>;
const signs: Record<string, Stations[number]["sign"]> = { m: "water", cm: "water", mm: "rain" };

/** One indicator a sign, the catalogue's first: its unit tells a river's level from rain; what is neither is of the air. */
function stationsOf(site: Site, readings: readonly Reading[]): Stations | undefined {
  const found = new Map<string, Stations[number]>();
  for (const indicator of indicatorsAt(site, readings, "station")) {
    const sign = signs[site.indicatorOf.get(indicator)?.unit.vi ?? ""] ?? "air";
    if (!found.has(sign)) found.set(sign, { indicator, sign, trend: 3_600_000 });
  }
  return found.size === 0 ? undefined : [...found.values()];
}

/** What tells where vehicles are: a vehicle may have a speed and a fuel level too. */
function positionsOf(site: Site, readings: readonly Reading[]): MapSettings["vehicles"] {
  const telling = readings.filter(({ value }) => typeof value === "string" && positionIn(value) !== null);
  const [indicator] = indicatorsAt(site, telling, "vehicle");
  return indicator === undefined ? undefined : { indicator };
}

/**
 * A map with every layer that the site has figures for. Where the scene on air has a map, what it shows of gates, stations,
 * vehicles and heat counts, so that desk and wall tell the same.
 * @param tells whether a camera platform tells this site of events, and any source of citizens' reports
 * @param communes what the communes are coloured by; undefined: not at all
 */
export function deskMapSettings(
  site: Site,
  readings: readonly Reading[],
  title: { vi: string; en: string },
  communes: string | undefined,
  tells: { cameraEvents: boolean; reports: boolean },
): MapSettings {
  const ofScene = site.scene.tiles.flatMap(({ panel, settings }) => {
    const read = panel === "map" ? MapSettings.safeParse(mapRule.newest(settings)) : undefined;
    return read?.success ? [read.data] : [];
  });
  const first = (kind: PlaceKind): { indicator: string } | undefined => {
    const [indicator] = indicatorsAt(site, readings, kind);
    return indicator === undefined ? undefined : { indicator };
  };
  const gates = ofScene.find((one) => one.gates)?.gates ?? first("gate");
  const stations = ofScene.find((one) => one.stations)?.stations ?? stationsOf(site, readings);
  const spots = first("site");
  const heat = ofScene.find((one) => one.heat)?.heat ?? (spots && { ...spots, kind: "site" as const });
  const vehicles = ofScene.find((one) => one.vehicles)?.vehicles ?? positionsOf(site, readings);
  const cameraEvents =
    ofScene.find((one) => one.cameraEvents)?.cameraEvents ??
    (tells.cameraEvents ? { within: 86_400_000, kinds: [...mapEventKinds] } : undefined);
  const reports =
    ofScene.find((one) => one.reports)?.reports ??
    (tells.reports ? { within: 30 * 86_400_000, closed: false } : undefined);
  return {
    title,
    cameras: true,
    towns: true,
    roads: true,
    ...(gates === undefined ? {} : { gates }),
    ...(stations === undefined ? {} : { stations }),
    ...(vehicles === undefined ? {} : { vehicles }),
    ...(cameraEvents === undefined ? {} : { cameraEvents }),
    ...(reports === undefined ? {} : { reports }),
    ...(heat === undefined ? {} : { heat }),
    ...(communes === undefined ? {} : { communes: { indicator: communes } }),
  };
}
