import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Document, isMap, isNode, isScalar, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import type { CodedMessage } from "#contract/errors.ts";

export type Path = readonly (string | number)[];
export type Spot = { file: string; line: number; column: number };
export type Mistake = Spot & { path: Path; message: CodedMessage };

/** The merged files of a profile, and where in them each value stands. */
export type ProfileDocuments = {
  data: Record<string, unknown>;
  mistakes: Mistake[];
  /** Puts another file's value in the place of a top-level key. @param text YAML or JSON that holds the key */
  override(key: string, file: string, text: string): void;
  /** The place of a value, or of the nearest one around it that exists. */
  spotOf(path: Path): Spot;
  /** The place of the character number `position` (from 0) inside a text; in a block of several lines its own line. */
  spotInText(path: Path, position: number): Spot;
  /** The place of a key inside the map at `path`. */
  spotOfKey(path: Path, key: string): Spot;
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

/** YAML's own words without its picture of the line: the place is told beside it. */
const firstLine = (text: string): string => (text.split("\n")[0] ?? text).replace(/ at line \d+, column \d+:?$/, "");

/**
 * Reads every `*.yaml` file of a folder and merges them by top-level key.
 * Rejects only when the folder itself cannot be read; what is wrong inside files is told in `mistakes`.
 */
export async function readDocuments(folder: string): Promise<ProfileDocuments> {
  const mistakes: Mistake[] = [];
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  const data: Record<string, unknown> = {};
  const owners = new Map<string, Parsed>();
  const complain = (spot: Spot, path: Path, code: CodedMessage["code"], params: CodedMessage["params"] = {}) =>
    mistakes.push({ ...spot, path, message: { code, params } });
  const first: Spot = { file: names[0] ?? folder, line: 1, column: 1 };
  if (names.length === 0) complain(first, [], "mistake.no-files");

  for (const file of names.slice(0, maxFiles)) {
    const start: Spot = { file, line: 1, column: 1 };
    let text: string;
    try {
      const path = join(folder, file);
      if ((await stat(path)).size > maxFileBytes) throw new Error(`> ${maxFileBytes / 1e6} MB`);
      text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
    } catch (error) {
      complain(start, [], "mistake.unreadable", { detail: error instanceof Error ? error.message : String(error) });
      continue;
    }
    const lines = new LineCounter();
    // Duplicate keys are found below, with the key named and its own place.
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: true });
    const parsed: Parsed = { file, document, lines };
    for (const error of document.errors)
      complain(spotAt(parsed, error.pos[0]), [], "mistake.yaml", { detail: firstLine(error.message) });
    findDuplicateKeys(document.contents, [], (path, key, offset) =>
      complain(spotAt(parsed, offset), path, "mistake.duplicate-key", { key }),
    );
    if (document.errors.length > 0 && !isMap(document.contents)) continue;
    if (document.contents === null) continue;
    if (!isMap(document.contents)) {
      complain(start, [], "mistake.not-a-map", { found: isScalar(document.contents) ? "scalar" : "list" });
      continue;
    }
    const value = plainValue(document, (detail) => complain(start, [], "mistake.yaml", { detail }));
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

  const ownerOf = (path: Path): Parsed | undefined => owners.get(String(path[0]));
  const spotOf = (path: Path): Spot => {
    const owner = ownerOf(path);
    if (owner === undefined) return first;
    for (let depth = path.length; depth > 0; depth--) {
      const node = owner.document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return spotAt(owner, node.range[0]);
    }
    return { ...first, file: owner.file };
  };
  const spotOfKey = (path: Path, key: string): Spot => {
    const owner = path.length === 0 ? owners.get(key) : ownerOf(path);
    const map = path.length === 0 ? owner?.document.contents : owner?.document.getIn(path, true);
    const pair = pairOf(map, key);
    return owner !== undefined && isNode(pair?.key) && pair.key.range
      ? spotAt(owner, pair.key.range[0])
      : spotOf([...path, key]);
  };
  const spotInText = (path: Path, position: number): Spot => {
    const start = spotOf(path);
    const node = ownerOf(path)?.document.getIn(path, true);
    // Folded and quoted texts lose their line breaks, so for them the beginning is told.
    if (!isScalar(node) || node.type !== "BLOCK_LITERAL" || typeof node.value !== "string") return start;
    const before = node.value.slice(0, position).split("\n");
    return { file: start.file, line: start.line + before.length, column: 1 };
  };
  const override = (key: string, file: string, text: string): void => {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
    const parsed: Parsed = { file, document, lines };
    owners.set(key, parsed);
    for (const error of document.errors)
      complain(spotAt(parsed, error.pos[0]), [key], "mistake.yaml", { detail: firstLine(error.message) });
    data[key] = plainValue(document, (detail) =>
      complain({ file, line: 1, column: 1 }, [], "mistake.yaml", { detail }),
    )[key];
  };
  return { data, mistakes, override, spotOf, spotOfKey, spotInText };
}

function plainValue(document: Document, complain: (detail: string) => void): Record<string, unknown> {
  try {
    return document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
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
