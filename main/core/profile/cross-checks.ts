import { access } from "node:fs/promises";
import { join } from "node:path";
import { Surfaces, surfaceMistake } from "#contract/entities/surface.ts";
import { outsideWall } from "#contract/entities/wall.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { checkEditions } from "./calculation-checks.ts";
import { checkDerived } from "./derived-checks.ts";
import { checkDossiers } from "./dossier-checks.ts";
import { checkEntered } from "./entered-checks.ts";
import type { Complain, Path } from "./mistake.ts";
import { checkPlaces } from "./place-checks.ts";
import { checkReferences, checkSource } from "./source-checks.ts";

type Item = Record<string, unknown>;

const itemsOf = (value: unknown): [Item, number][] =>
  Array.isArray(value)
    ? value.flatMap((item, index): [Item, number][] =>
        typeof item === "object" && item !== null ? [[item as Item, index]] : [],
      )
    : [];
const isText = (value: unknown): value is string => typeof value === "string";

/**
 * What one value says of another, checked on the raw data so that these mistakes are told together with those of form. Only here:
 * the schema asks of each value what it says by itself.
 * @param folder of the profile; undefined where another machine told of it, which has checked it: neither its files nor what it keeps
 *   to itself, its cameras, are missed then
 */
export async function crossCheck(data: Item, folder: string | undefined, complain: Complain): Promise<void> {
  const places = idsOf(data, "places", "id", complain);
  const indicators = idsOf(data, "indicators", "code", complain);
  const cameras = idsOf(data, "cameras", "id", complain);
  const scenes = idsOf(data, "scenes", "id", complain);
  const units = idsOf(data, "units", "id", complain);
  for (const list of ["sources", "news", "web", "programmes", "rules"]) idsOf(data, list, "id", complain);
  const known = (path: Path, value: unknown, ids: Set<string>, code: CodedMessage["code"]) => {
    if (isText(value) && !ids.has(value)) complain(path, code, { id: value });
  };

  checkDerived(itemsOf(data.indicators), places, checkEditions(data.calculations, complain), complain);
  checkPlaces(itemsOf(data.places), itemsOf(data.successions), places, complain);
  for (const [indicator, index] of itemsOf(data.indicators))
    for (const place of Object.keys((indicator.rangeAt as Item | undefined) ?? {}))
      known(["indicators", index, "rangeAt", place], place, places, "mistake.unknown-place");
  known(["place"], data.place, places, "mistake.unknown-place");
  known(["scene"], data.scene, scenes, "mistake.unknown-scene");
  if (isText(data.timeZone) && !isTimeZone(data.timeZone))
    complain(["timeZone"], "mistake.time-zone", { found: data.timeZone });
  const outline = (data.map as Item | undefined)?.outline;
  if (folder !== undefined && isText(outline) && !(await exists(join(folder, outline))))
    complain(["map", "outline"], "mistake.file-missing", { file: outline });

  const { online, mapbox } = (data.map ?? {}) as { online?: Item; mapbox?: Item };
  checkReferences(["map", "mapbox", "token"], mapbox?.token, complain);
  for (const [name, value] of Object.entries((online?.headers as Item | undefined) ?? {}))
    checkReferences(["map", "online", "headers", name], value, complain);

  for (const [provider, index] of itemsOf((data.accounts as Item | undefined)?.providers))
    for (const key of ["issuer", "secret", "ca"])
      checkReferences(["accounts", "providers", index, key], provider[key], complain);

  for (const list of ["sources", "cameras"])
    for (const [one, index] of itemsOf(data[list]))
      known([list, index, "unit"], one.unit, units, "mistake.unknown-unit");
  for (const [unit, index] of itemsOf(data.units)) {
    known(["units", index, "place"], unit.place, places, "mistake.unknown-place");
    known(["units", index, "into"], unit.into, units, "mistake.unknown-unit");
  }
  for (const [camera, index] of itemsOf(data.cameras)) {
    known(["cameras", index, "place"], camera.place, places, "mistake.unknown-place");
    for (const part of ["stream", "onvif"])
      for (const key of ["password", "ca"])
        checkReferences(["cameras", index, part, key], (camera[part] as Item | undefined)?.[key], complain);
  }
  for (const [source, index] of itemsOf(data.sources)) checkSource(source, ["sources", index], complain);
  checkDossiers(itemsOf(data.sources), indicators, complain);
  for (const [source, index] of itemsOf(data.sources)) {
    for (const [reading, at] of itemsOf(source.readings)) {
      const path = ["sources", index, "readings", at];
      known([...path, "indicator"], reading.indicator, indicators, "mistake.unknown-indicator");
      known([...path, "place"], reading.place, places, "mistake.unknown-place");
    }
  }
  checkEntered(itemsOf(data.sources), itemsOf(data.indicators), indicators, places, complain);
  for (const [source, index] of itemsOf(data.sources))
    for (const [code, place] of Object.entries((source.organs as Item | undefined) ?? {}))
      known(["sources", index, "organs", code], place, places, "mistake.unknown-place");
  checkSurfaces(data.wall as Item | undefined, complain);
  for (const [scene, index] of itemsOf(data.scenes)) {
    for (const [tile, at] of itemsOf(scene.tiles)) {
      const path = ["scenes", index, "tiles", at];
      checkTilePosition(tile, data.wall, path, complain);
      walkSettings(tile.settings, [...path, "settings"], (at, key, value) => {
        if (key === "place" || key === "places") known(at, value, places, "mistake.unknown-place");
        if (indicatorKeys.has(key)) known(at, value, indicators, "mistake.unknown-indicator");
        if (folder !== undefined && cameraKeys.has(key)) known(at, value, cameras, "mistake.unknown-camera");
      });
    }
  }
}

/** Settings of panels that name a camera. */
const cameraKeys = new Set(["camera", "cameras", "focus"]);
/** Settings of panels that name an indicator; the rest of a tile's settings is parsed by its panel. */
const indicatorKeys = new Set(["indicator", "waiting", "cleared", "longestWait"]);

function walkSettings(value: unknown, path: Path, visit: (path: Path, key: string, value: unknown) => void): void {
  if (typeof value !== "object" || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    const at: Path = [...path, Array.isArray(value) ? Number(name) : name];
    const key = [...at].reverse().find((step) => typeof step === "string");
    if (isText(part) && isText(key)) visit(at, key, part);
    else walkSettings(part, at, visit);
  }
}

function idsOf(data: Item, list: string, key: string, complain: Complain): Set<string> {
  const ids = new Set<string>();
  for (const [item, index] of itemsOf(data[list])) {
    const id = item[key];
    if (!isText(id)) continue;
    if (ids.has(id)) complain([list, index, key], "mistake.duplicate-id", { id });
    ids.add(id);
  }
  return ids;
}

const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const planOf = (wall: Item | undefined) => ({ columns: number(wall?.columns), rows: number(wall?.rows) });

function checkTilePosition(tile: Item, wall: unknown, path: Path, complain: Complain): void {
  const [x, y, width, height] = [tile.x, tile.y, tile.width, tile.height].map(number) as [
    number,
    number,
    number,
    number,
  ];
  const plan = planOf(wall as Item | undefined);
  if (plan.columns === 0 || plan.rows === 0) return;
  const outside = outsideWall({ x, y, width, height }, plan);
  if (outside !== undefined) complain(path, "mistake.outside-wall", outside);
}

function checkSurfaces(wall: Item | undefined, complain: Complain): void {
  const surfaces = Surfaces.safeParse(wall?.surfaces);
  if (!surfaces.success) return;
  const mistake = surfaceMistake(planOf(wall), surfaces.data);
  if (mistake !== undefined) complain(["wall", "surfaces"], mistake.code, mistake.params);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("vi", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
