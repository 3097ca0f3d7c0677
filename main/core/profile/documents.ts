import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Document, isMap, isNode, isScalar, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import type { CodedMessage } from "#contract/errors.ts";
import type { Mistake, Path, Spot } from "./mistake.ts";
import { foundType } from "./sentences.ts";
import { yamlMistake } from "./yaml-mistakes.ts";

export type { Mistake, Path, Spot } from "./mistake.ts";

/** Where values stand in files. */
export type Spots = {
  /** The place of a value, or of the nearest one around it that exists. */
  spotOf(path: Path): Spot;
  /** The place of the character number `position` (from 0) inside a text; in a block of several lines its own line. */
  spotInText(path: Path, position: number): Spot;
  /** The place of a key inside the map at `path`. */
  spotOfKey(path: Path, key: string): Spot;
};

/** Of an item that is put together: in whose files a value within it stands, and at which path there. */
export type Origin = (rest: Path) => { spots: Spots; own: Path };

/** The merged files of a profile, and where in them each value stands. */
export type ProfileDocuments = Spots & {
  data: Record<string, unknown>;
  mistakes: Mistake[];
  /** Puts another file's value in the place of a top-level key. @param text YAML or JSON that holds the key */
  override(key: string, file: string, text: string): void;
  /** Lays the list of another file over that of a top-level key: an item takes the place of its namesake, the others follow. */
  overlay(key: "cameras", file: string, text: string): void;
  /** Puts items in the place of a list; `origins` says of each whose it is. */
  compose(key: string, items: readonly unknown[], origins: readonly Origin[]): void;
  /** An item of a list as these files have it. @param at from 0 */
  ownOrigin(key: string, at: number): Origin;
};

/** More is no profile but something else; also keeps a slip of the hand from reading a home folder. */
const maxFiles = 200;
const maxFileBytes = 8_000_000;

type Parsed = { file: string; document: Document; lines: LineCounter };

const spotAt = (parsed: Parsed, offset: number): Spot => {
  const { line, col } = parsed.lines.linePos(offset);
  return { file: parsed.file, line: Math.max(line, 1), column: Math.max(col, 1) };
};

const pairOf = (node: unknown, key: string | number): Pair | undefined =>
  isMap(node)
    ? node.items.find((pair) => String(isScalar(pair.key) ? pair.key.value : pair.key) === String(key))
    : undefined;

/**
 * Reads every `*.yaml` file of a folder and merges them by top-level key.
 * Rejects only when the folder itself cannot be read; what is wrong inside files is told in `mistakes`.
 * @param texts in the place of files of these names, or beside them
 * @param part of a profile: what its files are called before their names, and one that is not read
 */
export async function readDocuments(
  folder: string,
  texts: ReadonlyMap<string, string> = new Map(),
  part: { prefix: string; isNotRead?: string } = { prefix: "" },
): Promise<ProfileDocuments> {
  const mistakes: Mistake[] = [];
  const inFolder = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name) && name !== part.isNotRead);
  const names = [...new Set([...inFolder, ...texts.keys()])].sort();
  const data: Record<string, unknown> = {};
  const owners = new Map<string, Parsed>();
  const complain = (spot: Spot, path: Path, code: CodedMessage["code"], params: CodedMessage["params"] = {}) =>
    mistakes.push({ ...spot, path, message: { code, params } });
  const first: Spot = { file: names[0] === undefined ? folder : part.prefix + names[0], line: 1, column: 1 };
  if (names.length === 0) complain(first, [], "mistake.no-files");

  for (const name of names.slice(0, maxFiles)) {
    const file = part.prefix + name;
    const start: Spot = { file, line: 1, column: 1 };
    let text: string;
    try {
      const path = join(folder, name);
      const given = texts.get(name);
      if (given === undefined && (await stat(path)).size > maxFileBytes) throw new Error(`> ${maxFileBytes / 1e6} MB`);
      text = given ?? new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") complain(start, [], "mistake.not-utf8");
      else complain(start, [], "mistake.unreadable", { detail: code || String((error as Error).message) });
      continue;
    }
    const lines = new LineCounter();
    // Duplicate keys are found below, with the key named and its own place.
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: true });
    const parsed: Parsed = { file, document, lines };
    for (const error of document.errors) {
      complain(spotAt(parsed, error.pos[0]), [], yamlMistake(error, document, text));
    }
    findDuplicateKeys(document.contents, [], (path, key, offset) =>
      complain(spotAt(parsed, offset), path, "mistake.duplicate-key", { key }),
    );
    if (document.errors.length > 0 && !isMap(document.contents)) continue;
    if (document.contents === null) continue;
    if (!isMap(document.contents)) {
      complain(start, [], "mistake.not-a-map", foundType(isScalar(document.contents) ? "text" : "list"));
      continue;
    }
    const value = plainValue(document, () => complain(start, [], "mistake.yaml-anchor"));
    for (const [key, part] of Object.entries(value)) {
      const owner = owners.get(key);
      if (owner !== undefined) {
        const pair = pairOf(document.contents, key);
        const offset = isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0;
        complain(spotAt(parsed, offset), [key], "mistake.key-in-two-files", { key, other: owner.file });
        continue;
      }
      owners.set(key, parsed);
      data[key] = part;
    }
  }

  /** Of a list that several files make up: of each item whose it is. */
  const originsOf = new Map<string, readonly Origin[]>();
  const ownOrigin = (key: string, at: number): Origin => {
    const owner = owners.get(key);
    return (rest) => ({ spots: spotsOf(() => owner), own: [key, at, ...rest] });
  };
  const spotsOf = (ownerOf: (path: Path) => Parsed | undefined): Spots => spotsIn(ownerOf, first);
  const ownSpots = spotsOf(([key = ""]) => owners.get(String(key)));
  const placed = (path: Path): { spots: Spots; own: Path } => {
    const [key = "", at, ...rest] = path;
    const origin = originsOf.get(String(key))?.[Number(at)];
    return origin === undefined ? { spots: ownSpots, own: path } : origin(rest);
  };
  const spotOf: Spots["spotOf"] = (path) => {
    const { spots, own } = placed(path);
    return spots.spotOf(own);
  };
  const spotOfKey: Spots["spotOfKey"] = (path, key) => {
    const { spots, own } = placed(path);
    return spots.spotOfKey(own, key);
  };
  const spotInText: Spots["spotInText"] = (path, position) => {
    const { spots, own } = placed(path);
    return spots.spotInText(own, position);
  };
  const readOther = (key: string, file: string, text: string): { parsed: Parsed; value: unknown } => {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
    const parsed: Parsed = { file, document, lines };
    for (const error of document.errors) {
      complain(spotAt(parsed, error.pos[0]), [key], yamlMistake(error, document, text));
    }
    const value = plainValue(document, () => complain({ file, line: 1, column: 1 }, [], "mistake.yaml-anchor"))[key];
    return { parsed, value };
  };
  const override = (key: string, file: string, text: string): void => {
    const { parsed, value } = readOther(key, file, text);
    owners.set(key, parsed);
    originsOf.delete(key);
    data[key] = value;
  };
  const overlay = (key: "cameras", file: string, text: string): void => {
    const { parsed, value } = readOther(key, file, text);
    const base = Array.isArray(data[key]) ? data[key] : [];
    const over = Array.isArray(value) ? value : [];
    const former = originsOf.get(key);
    const items = layOver(base, over);
    const overSpots = spotsOf(() => parsed);
    compose(
      key,
      items.map(({ item }) => item),
      items.map(({ isOver, at }): Origin => {
        if (isOver) return (rest) => ({ spots: overSpots, own: [key, at, ...rest] });
        return former?.[at] ?? ownOrigin(key, at);
      }),
    );
  };
  const compose = (key: string, items: readonly unknown[], origins: readonly Origin[]): void => {
    data[key] = items;
    originsOf.set(key, origins);
  };
  return { data, mistakes, override, overlay, compose, ownOrigin, spotOf, spotOfKey, spotInText };
}

/** @param ownerOf whose file a path stands in @param first where nobody's does */
function spotsIn(ownerOf: (path: Path) => Parsed | undefined, first: Spot): Spots {
  const spotOf = (path: Path): Spot => {
    const owner = ownerOf(path);
    if (owner === undefined) return first;
    for (let depth = path.length; depth > 0; depth--) {
      const node = owner.document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return spotAt(owner, node.range[0]);
    }
    return { ...first, file: owner.file };
  };
  return {
    spotOf,
    spotOfKey(path, key) {
      const owner = ownerOf(path.length === 0 ? [key] : path);
      const map = path.length === 0 ? owner?.document.contents : owner?.document.getIn(path, true);
      const pair = pairOf(map, key);
      return owner !== undefined && isNode(pair?.key) && pair.key.range
        ? spotAt(owner, pair.key.range[0])
        : spotOf([...path, key]);
    },
    spotInText(path, position) {
      const start = spotOf(path);
      const node = ownerOf(path)?.document.getIn(path, true);
      // Folded and quoted texts lose their line breaks, so for them the beginning is told.
      if (!isScalar(node) || node.type !== "BLOCK_LITERAL" || typeof node.value !== "string") return start;
      const before = node.value.slice(0, position).split("\n");
      return { file: start.file, line: start.line + before.length, column: 1 };
    },
  };
}

/**
 * Two lists as one: an item of the second takes the place of its namesake (`id`) in the first, the others follow.
 * `at`: its place in its own list.
 */
export function layOver<Item>(
  base: readonly Item[],
  over: readonly Item[],
): { item: Item; isOver: boolean; at: number }[] {
  const idOf = (item: unknown): unknown => (item as { id?: unknown } | null | undefined)?.id;
  const ids = new Set(base.map(idOf));
  const places = new Map(over.map((item, at) => [idOf(item), at] as const));
  const placed = base.map((item, at) => {
    const other = places.get(idOf(item));
    const found = other === undefined ? undefined : over[other];
    return found === undefined || other === undefined
      ? { item, isOver: false, at }
      : { item: found, isOver: true, at: other };
  });
  const more = over.flatMap((item, at) => (ids.has(idOf(item)) ? [] : [{ item, isOver: true, at }]));
  return [...placed, ...more];
}

function plainValue(document: Document, complain: () => void): Record<string, unknown> {
  try {
    return document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>;
  } catch {
    // Anchors that name none, or one another without end.
    complain();
    return {};
  }
}

function findDuplicateKeys(
  node: Node | null,
  path: Path,
  found: (path: Path, key: string, offset: number) => void,
): void {
  if (node === null || !("items" in node) || !Array.isArray(node.items)) return;
  if (!isMap(node)) {
    node.items.forEach((item, index) => {
      if (isNode(item)) findDuplicateKeys(item, [...path, index], found);
    });
    return;
  }
  const seen = new Set<string>();
  for (const pair of node.items) {
    const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
    if (seen.has(key)) found(path, key, isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0);
    seen.add(key);
    if (isNode(pair.value)) findDuplicateKeys(pair.value, [...path, key], found);
  }
}
