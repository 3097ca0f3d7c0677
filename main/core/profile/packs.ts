import { stat } from "node:fs/promises";
import { join } from "node:path";
import { mostPacks, Pack } from "#contract/entities/pack.ts";
import { Id } from "#contract/entities/text.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { type Origin, type ProfileDocuments, readDocuments, type Spot } from "./documents.ts";
import { type Item, isItem, isListName, itemOver, itemsIn, type ListName, listNames, nameOfItem } from "./lists.ts";
import type { Path } from "./mistake.ts";
import { laidOnWall } from "./pack-scenes.ts";
import { sentenceOf } from "./sentences.ts";

/** What the packs of a profile bring along, before its own is laid over it: of each list its items by name. */
export type PackItems = ReadonlyMap<ListName, ReadonlyMap<string, unknown>>;
export type LaidPacks = { packs: readonly Pack[]; items: PackItems };

/** The simulator's script, which is no part of a profile. */
const scriptName = "simulator.yaml";

type Brought = { item: unknown; origin: Origin; pack: string };

/**
 * Lays a profile's own lists over those of the packs that it names. Its own items stand first, then what only packs have, in
 * the order that the packs are named in. An item of its own with the name of a pack's is laid over it line by line (`itemOver`);
 * `leftOut: true` takes it out. What is wrong is told in `documents.mistakes` with file and line.
 * @param folders where packs are looked for, the site's own first
 */
export async function layPacks(documents: ProfileDocuments, folders: readonly string[]): Promise<LaidPacks> {
  const { data, mistakes } = documents;
  const complain = (spot: Spot, path: Path, code: CodedMessage["code"], params: CodedMessage["params"] = {}) =>
    mistakes.push({ ...spot, path, message: { code, params } });
  const packs: Pack[] = [];
  const brought = new Map<ListName, Map<string, Brought>>(listNames.map((list) => [list, new Map()]));
  const named = itemsIn(data.packs).slice(0, mostPacks);
  for (const [at, id] of named.entries()) {
    if (typeof id !== "string" || !Id.safeParse(id).success) continue;
    const spot = documents.spotOf(["packs", at]);
    const folder = await folderOf(id, folders);
    if (folder === undefined)
      complain(spot, ["packs", at], "mistake.pack-missing", { id, folders: folders.join(", ") });
    else if (named.indexOf(id) < at) complain(spot, ["packs", at], "mistake.duplicate-id", { id });
    else await take(id, folder);
  }

  async function take(id: string, folder: string): Promise<void> {
    const part = await readDocuments(folder, new Map(), { prefix: `packs/${id}/`, isNotRead: scriptName });
    mistakes.push(...part.mistakes);
    if (part.mistakes.length > 0) return;
    const pack = Pack.safeParse(part.data.pack);
    for (const issue of pack.error?.issues ?? []) {
      const path: Path = ["pack", ...(issue.path as Path)];
      complain(part.spotOf(path), path, ...spread(sentenceOf({ ...issue, path: issue.path }, part.data.pack, Pack)));
    }
    if (pack.success && pack.data.id !== id)
      complain(part.spotOf(["pack", "id"]), ["pack", "id"], "mistake.pack-id", { id, found: pack.data.id });
    if (pack.success) packs.push(pack.data);
    for (const [key, value] of Object.entries(part.data)) {
      if (key === "pack") continue;
      if (!isListName(key)) complain(part.spotOfKey([], key), [key], "mistake.pack-key", { key });
      else
        for (const [at, item] of itemsIn(value).entries())
          bring(key, item, part.ownOrigin(key, at), id, part, [key, at]);
    }
    const page = pack.data?.page;
    if (page !== undefined && brought.get("scenes")?.get(page)?.pack !== id)
      complain(part.spotOf(["pack", "page"]), ["pack", "page"], "mistake.unknown-scene", { id: page });
  }

  function bring(
    list: ListName,
    given: unknown,
    origin: Origin,
    pack: string,
    part: ProfileDocuments,
    path: Path,
  ): void {
    const tell = (rest: Path, code: CodedMessage["code"], params: CodedMessage["params"] = {}) =>
      complain(part.spotOf([...path, ...rest]), [...path, ...rest], code, params);
    const laid = list === "scenes" ? laidOnWall(given, origin, sizeOf(data.wall), tell) : [{ item: given, origin }];
    for (const one of laid) {
      const name = nameOfItem(list, one.item);
      if (name === undefined) {
        tell([], "mistake.pack-item", {});
        continue;
      }
      const other = brought.get(list)?.get(name);
      if (other !== undefined) {
        const { file, line } = spotOfOrigin(other.origin);
        tell([], "mistake.pack-clash", { id: name, other: `${file}:${line}` });
      } else brought.get(list)?.set(name, { ...one, pack });
    }
  }

  for (const list of listNames) {
    const from = brought.get(list);
    if (from !== undefined && (from.size > 0 || data[list] !== undefined)) layOwn(documents, list, from, complain);
  }
  const items = new Map(
    [...brought].map(
      ([list, from]) => [list, new Map([...from].map(([name, { item }]) => [name, item] as const))] as const,
    ),
  );
  return { packs, items };
}

/** A list of the profile's own over what packs have of it. */
function layOwn(
  documents: ProfileDocuments,
  list: ListName,
  from: ReadonlyMap<string, Brought>,
  complain: (spot: Spot, path: Path, code: CodedMessage["code"], params?: CodedMessage["params"]) => void,
): void {
  const own = documents.data[list] ?? [];
  // Of another form than a list: that is told when it is parsed.
  if (!Array.isArray(own)) return;
  const over = new Map<string, { item: Item; origin: Origin }>();
  const first: { item: unknown; origin: Origin }[] = [];
  for (const [at, item] of own.entries()) {
    const origin = documents.ownOrigin(list, at);
    const name = nameOfItem(list, item);
    const isOver = name !== undefined && from.has(name) && !over.has(name);
    if (isOver) over.set(name, { item: item as Item, origin });
    else if (isItem(item) && item.leftOut === true)
      complain(documents.spotOf([list, at]), [list, at], "mistake.left-out-nothing", { id: name ?? "?" });
    else first.push({ item, origin });
  }
  const rest = [...from].flatMap(([name, { item, origin }]) => {
    const own = over.get(name);
    if (own === undefined) return [{ item, origin }];
    const { leftOut, ...said } = own.item;
    if (leftOut === true) return [];
    return [{ item: itemOver(item, said), origin: eitherOrigin(said, own.origin, origin) }];
  });
  const all = [...first, ...rest];
  documents.compose(
    list,
    all.map(({ item }) => item),
    all.map(({ origin }) => origin),
  );
}

/** What the profile says itself stands in its own files, the rest in the pack's. */
const eitherOrigin =
  (said: Item, own: Origin, pack: Origin): Origin =>
  (rest) =>
    rest.length === 0 || hasAt(said, rest) ? own(rest) : pack(rest);

function hasAt(value: unknown, path: Path): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return true;
  if (typeof value !== "object" || value === null || !(step in value)) return false;
  // Lists are the profile's own as a whole, whatever is not in them.
  return Array.isArray((value as Item)[step]) || hasAt((value as Item)[step], rest);
}

const spotOfOrigin = (origin: Origin): Spot => {
  const { spots, own } = origin([]);
  return spots.spotOf(own);
};

const spread = ({ code, params }: CodedMessage): [CodedMessage["code"], CodedMessage["params"]] => [code, params];

const sizeOf = (wall: unknown): { columns: number; rows: number } => {
  const side = (key: string): number => {
    const value = isItem(wall) ? wall[key] : undefined;
    return typeof value === "number" && value >= 1 ? Math.min(8, Math.floor(value)) : 1;
  };
  return { columns: side("columns"), rows: side("rows") };
};

async function folderOf(id: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const found = await stat(join(folder, id)).catch(() => undefined);
    if (found?.isDirectory()) return join(folder, id);
  }
  return undefined;
}
