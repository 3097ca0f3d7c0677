import { access } from "node:fs/promises";
import { join } from "node:path";
import { unitsPerDisplay } from "#contract/entities/wall.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { compileMapping } from "../mapping/mapping.ts";
import { isKnownReference, referencesIn } from "../outbound/references.ts";
import { scheduleMistake } from "../outbound/schedule.ts";
import { checkDerived } from "./derived-checks.ts";
import type { Path } from "./documents.ts";
import { checkPlaces } from "./place-checks.ts";
import { shown } from "./sentences.ts";

/** @param position inside a text, where the mistake is not at its beginning */
type Complain = (path: Path, code: CodedMessage["code"], params?: CodedMessage["params"], position?: number) => void;
type Item = Record<string, unknown>;

const itemsOf = (value: unknown): [Item, number][] =>
  Array.isArray(value)
    ? value.flatMap((item, index): [Item, number][] =>
        typeof item === "object" && item !== null ? [[item as Item, index]] : [],
      )
    : [];
const isText = (value: unknown): value is string => typeof value === "string";

/**
 * What one value says of another, checked on the raw data so that these mistakes are told together with those of form:
 * zod's own refinements stay silent as long as anything else is wrong.
 */
export async function crossCheck(data: Item, folder: string, complain: Complain): Promise<void> {
  const places = idsOf(data, "places", "id", complain);
  const indicators = idsOf(data, "indicators", "code", complain);
  idsOf(data, "sources", "id", complain);
  const cameras = idsOf(data, "cameras", "id", complain);
  const scenes = idsOf(data, "scenes", "id", complain);
  const units = idsOf(data, "units", "id", complain);
  const known = (path: Path, value: unknown, ids: Set<string>, code: CodedMessage["code"]) => {
    if (isText(value) && !ids.has(value)) complain(path, code, { id: value });
  };

  checkDerived(itemsOf(data.indicators), places, complain);
  checkPlaces(itemsOf(data.places), itemsOf(data.successions), places, complain);
  known(["place"], data.place, places, "mistake.unknown-place");
  known(["scene"], data.scene, scenes, "mistake.unknown-scene");
  if (isText(data.timeZone) && !isTimeZone(data.timeZone))
    complain(["timeZone"], "mistake.time-zone", { found: data.timeZone });
  const outline = (data.map as Item | undefined)?.outline;
  if (isText(outline) && !(await exists(join(folder, outline))))
    complain(["map", "outline"], "mistake.file-missing", { file: outline });

  const { online, mapbox } = (data.map ?? {}) as { online?: Item; mapbox?: Item };
  checkReferences(["map", "mapbox", "token"], mapbox?.token, complain);
  for (const [name, value] of Object.entries((online?.headers as Item | undefined) ?? {}))
    checkReferences(["map", "online", "headers", name], value, complain);

  for (const list of ["sources", "cameras"])
    for (const [one, index] of itemsOf(data[list]))
      known([list, index, "unit"], one.unit, units, "mistake.unknown-unit");
  for (const [camera, index] of itemsOf(data.cameras)) {
    known(["cameras", index, "place"], camera.place, places, "mistake.unknown-place");
    for (const part of ["stream", "onvif"])
      for (const key of ["password", "ca"])
        checkReferences(["cameras", index, part, key], (camera[part] as Item | undefined)?.[key], complain);
  }
  for (const [source, index] of itemsOf(data.sources)) checkSource(source, ["sources", index], complain);
  for (const [source, index] of itemsOf(data.sources)) {
    for (const [reading, at] of itemsOf(source.readings)) {
      const path = ["sources", index, "readings", at];
      known([...path, "indicator"], reading.indicator, indicators, "mistake.unknown-indicator");
      known([...path, "place"], reading.place, places, "mistake.unknown-place");
    }
  }
  for (const [scene, index] of itemsOf(data.scenes)) {
    for (const [tile, at] of itemsOf(scene.tiles)) {
      const path = ["scenes", index, "tiles", at];
      checkTilePosition(tile, data.wall, path, complain);
      walkSettings(tile.settings, [...path, "settings"], (at, key, value) => {
        if (key === "place" || key === "places") known(at, value, places, "mistake.unknown-place");
        if (indicatorKeys.has(key)) known(at, value, indicators, "mistake.unknown-indicator");
        if (cameraKeys.has(key)) known(at, value, cameras, "mistake.unknown-camera");
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

/** Keys of sources that may hold references. */
const addressKeys = ["url", "path", "password", "ca", "certificate", "key", "bearer", "secret", "token"];
/** By type of source: how an address may begin. */
const schemes: Record<string, readonly string[]> = {
  mqtt: ["mqtt://", "mqtts://", "ws://", "wss://", `\${simulator.mqtt}`],
  rest: ["http://", "https://", `\${simulator.http}`],
  events: ["http://", "https://", `\${simulator.http}`],
  websocket: ["ws://", "wss://"],
  centre: ["http://", "https://"],
};

function checkSource(source: Item, path: Path, complain: Complain): void {
  for (const key of addressKeys) checkReferences([...path, key], source[key], complain);
  checkReferences([...path, "basic", "password"], (source.basic as Item | undefined)?.password, complain);
  const oauth = (source.oauth ?? {}) as Item;
  for (const key of ["token", "client", "secret", "ca"]) checkReferences([...path, "oauth", key], oauth[key], complain);
  if (isText(oauth.token)) checkScheme([...path, "oauth", "token"], oauth.token, schemes.rest, complain);
  if (["bearer", "basic", "oauth"].filter((key) => source[key] !== undefined).length > 1)
    complain(path, "mistake.one-login");
  if (Array.isArray(source.first))
    for (const [at, message] of source.first.entries()) checkReferences([...path, "first", at], message, complain);
  if (typeof source.headers === "object" && source.headers !== null)
    for (const [name, value] of Object.entries(source.headers))
      checkReferences([...path, "headers", name], value, complain);
  if (isText(source.url)) checkScheme([...path, "url"], source.url, schemes[String(source.type)], complain);
  if (isText(source.schedule)) {
    const detail = scheduleMistake(source.schedule);
    const found = shown(source.schedule);
    if (detail === "") complain([...path, "schedule"], "mistake.schedule-never", { found });
    else if (detail !== null) complain([...path, "schedule"], "mistake.schedule", { found, detail });
  }
  if (isText(source.query)) checkQuery(source.query, source.since !== undefined, [...path, "query"], complain);
  const next = (source.paging as Item | undefined)?.next;
  if (isText(next)) {
    const compiled = compileMapping(next);
    if (compiled.error !== undefined)
      complain([...path, "paging", "next"], "mistake.mapping", { detail: compiled.error }, compiled.position);
  }
  // A relative path would mean another folder with every place the program is started from.
  if (source.type === "folder" && isText(source.path) && !/^(?:[/\\]|[A-Za-z]:[/\\]|\$\{)/.test(source.path))
    complain([...path, "path"], "mistake.folder", { found: shown(source.path) });
  if (isText(source.mapping)) {
    const compiled = compileMapping(source.mapping);
    if (compiled.error !== undefined)
      complain([...path, "mapping"], "mistake.mapping", { detail: compiled.error }, compiled.position);
  }
}

function checkScheme(path: Path, url: string, allowed: readonly string[] | undefined, complain: Complain): void {
  if (allowed !== undefined && !allowed.some((start) => url.startsWith(start)))
    complain(path, "mistake.url", { expected: allowed.join(" | "), found: shown(url) });
}

/** What only looks wrong is left to the server; it refuses whatever is no query that reads. */
function checkQuery(query: string, hasSince: boolean, path: Path, complain: Complain): void {
  const plain = query.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ").trim();
  if (!/^(?:select|with|values|table)\b|^\(/i.test(plain)) complain(path, "mistake.query", { found: shown(plain) });
  if (/\$1\b/.test(plain) !== hasSince) complain(path, "mistake.query-since");
}

function checkReferences(path: Path, value: unknown, complain: Complain): void {
  if (!isText(value)) return;
  for (const name of referencesIn(value))
    if (!isKnownReference(name)) complain(path, "mistake.unknown-reference", { name });
}

function checkTilePosition(tile: Item, wall: unknown, path: Path, complain: Complain): void {
  const number = (value: unknown): number => (typeof value === "number" ? value : 0);
  const width = number((wall as Item | undefined)?.columns) * unitsPerDisplay;
  const height = number((wall as Item | undefined)?.rows) * unitsPerDisplay;
  if (width === 0 || height === 0) return;
  if (number(tile.x) + number(tile.width) > width || number(tile.y) + number(tile.height) > height)
    complain(path, "mistake.outside-wall", { width, height });
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
