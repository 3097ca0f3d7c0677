import { isDeepStrictEqual } from "node:util";
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  Scalar,
  type ToStringOptions,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

/** Where in a profile: a key, and in a list the `id` or `code` of an item, or its place from 0. */
export type EditPath = readonly [string, ...(string | number)[]];

/** What is to stand there; undefined: nothing any more. An item that a list has not is added at its end. */
export type ProfileEdit = { at: EditPath; value: unknown };

/** Longer ones are a line for each key, as people write them. */
const longestFlow = 80;

/**
 * Changes texts of a profile as a person would: what is not changed stays letter for letter, with its comments, its order and its quotes.
 * @param texts of the YAML files by name; they are right in themselves
 * @returns the files that are others now, by name
 * @throws Error a path of which not even the place is there
 */
export function editTexts(texts: ReadonlyMap<string, string>, edits: readonly ProfileEdit[]): Map<string, string> {
  const changed = new Map<string, string>();
  const textOf = (file: string) => changed.get(file) ?? texts.get(file) ?? "";
  for (const { at, value } of edits) {
    const [key] = at;
    const file = [...texts.keys()].find((name) => parseDocument(textOf(name)).has(key)) ?? `${key}.yaml`;
    const before = textOf(file);
    const after = edited(before, at, value);
    if (after !== before) changed.set(file, after);
  }
  return changed;
}

function edited(before: string, at: EditPath, value: unknown): string {
  const document = documentOf(before);
  const hasAliases = /(?:^|\s)\*\S/m.test(before);
  if (!hasAliases) {
    edit(document, at, value);
    return written(before, document);
  }
  // As it would be without any alias: that is what is meant.
  const plain = documentOf(before);
  spellOut(plain);
  edit(plain, at, value);
  const meant = plain.toJS() as unknown;
  try {
    edit(document, at, value);
    const after = written(before, document);
    if (isDeepStrictEqual(parseDocument(after).toJS(), meant)) return after;
  } catch {
    // What others referred to has gone, or comes after them now.
  }
  return written(before, plain);
}

function documentOf(text: string): Document {
  const document: Document = parseDocument(text);
  document.contents ??= document.createNode({}) as unknown as typeof document.contents;
  return document;
}

/** Has everything that refers to another place say what stands there. */
function spellOut(document: Document): void {
  visit(document, {
    Alias(_, alias) {
      const copy = alias.resolve(document)?.clone() as Node | undefined;
      if (isScalar(copy) || isCollection(copy)) delete copy.anchor;
      return copy;
    },
  });
  visit(document, {
    Node(_, node) {
      if (isScalar(node) || isCollection(node)) delete node.anchor;
    },
  });
}

function edit(document: Document, at: EditPath, value: unknown): void {
  let node: unknown = document.contents;
  const steps = [...at];
  const last = steps.pop() as string | number;
  for (const step of steps) {
    const key = isSeq(node) ? placeIn(node, step) : step;
    if (!isCollection(node) || !node.has(key)) throw new Error(`nothing at ${at.join(".")}`);
    node = node.get(key, true);
  }
  if (isSeq(node)) editItem(document, node, last, value);
  else if (isMap(node)) editKey(document, node, last, value);
  else throw new Error(`nothing at ${at.join(".")}`);
}

const placeIn = (list: YAMLSeq, step: string | number): number =>
  typeof step === "number" ? step : list.items.findIndex((item) => nameOf(item) === step);

const nameOf = (item: unknown): unknown => (isMap(item) ? (item.get("id") ?? item.get("code")) : undefined);
const nameIn = (value: unknown): unknown => {
  const { id, code } = (typeof value === "object" && value !== null ? value : {}) as { id?: unknown; code?: unknown };
  return id ?? code;
};

function editItem(document: Document, list: YAMLSeq, step: string | number, value: unknown): void {
  const place = placeIn(list, step);
  const known = list.items[place];
  if (value === undefined) {
    if (known !== undefined) list.items.splice(place, 1);
  } else if (known === undefined) list.items.push(made(document, value, list.flow === true, true));
  else list.items[place] = merged(document, known, value);
}

function editKey(document: Document, map: YAMLMap, key: string | number, value: unknown): void {
  const known = map.get(key, true) as Node | undefined;
  if (value === undefined) map.delete(key);
  else if (isNode(known)) map.set(key, merged(document, known, value));
  else map.set(key, made(document, value, map.flow === true, map === document.contents));
}

/** What stands there, made into a value with as little change as can be. */
function merged(document: Document, node: unknown, value: unknown): Node {
  if (isAlias(node) && isDeepStrictEqual(node.toJS(document), value)) return node;
  if (isScalar(node) && (typeof value !== "object" || value === null)) {
    if (node.value !== value) node.value = value;
    return node;
  }
  if (isMap(node) && typeof value === "object" && value !== null && !Array.isArray(value)) {
    const given = value as Record<string, unknown>;
    for (const pair of [...node.items]) {
      const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
      if (given[key] === undefined) node.delete(pair.key);
    }
    for (const [key, one] of Object.entries(given)) if (one !== undefined) editKey(document, node, key, one);
    return node;
  }
  if (isSeq(node) && Array.isArray(value)) {
    // An empty list says nothing of how its items are to be written.
    if (node.items.length === 0) node.flow = false;
    const known = new Map(node.items.map((item) => [nameOf(item), item] as const));
    node.items = value.map((one, at) => {
      const name = nameIn(one);
      const before = name === undefined ? node.items[at] : known.get(name);
      return before === undefined ? made(document, one, node.flow === true, true) : merged(document, before, one);
    });
    return node;
  }
  const fresh = made(document, value, false, false);
  if (isNode(node) && node.comment) fresh.comment = node.comment;
  return fresh;
}

/** @param isFlow within braces or brackets already @param isItem a line for each key, however short it is */
function made(document: Document, value: unknown, isFlow: boolean, isItem: boolean): Node {
  const node = document.createNode(value) as Node;
  const lay = (one: unknown, isInFlow: boolean, isWhole: boolean): void => {
    if (isScalar(one) && typeof one.value === "string" && one.value.includes("\n") && !isInFlow)
      one.type = Scalar.BLOCK_LITERAL;
    if (!isCollection(one)) return;
    const children = one.items.map((item) => (isSeq(one) ? item : (item as { value: unknown }).value));
    const isShort = children.every((child) => isScalar(child)) && JSON.stringify(one.toJSON()).length <= longestFlow;
    one.flow = isInFlow || (!isWhole && isShort);
    for (const child of children) lay(child, one.flow === true, false);
  };
  lay(node, isFlow, isItem);
  return node;
}

const styles: readonly ToStringOptions[] = [true, false].flatMap((indentSeq) =>
  [2, 4].map((indent) => ({ indentSeq, indent, lineWidth: 0 })),
);

/**
 * A changed document as text. The library writes all of it anew; of a line that it writes as it would have written it before, the
 * text from before is taken.
 */
function written(before: string, document: Document): string {
  const lines = before.split("\n");
  const original = parseDocument(before);
  const isNearest = styles
    .map((style) => ({ style, plain: before.trim() === "" ? [] : original.toString(style).split("\n") }))
    .map((one) => ({ ...one, same: one.plain.filter((line, at) => line === lines[at]).length }))
    .reduce((best, one) => (one.same > best.same ? one : best));
  const { style, plain } = isNearest;
  const after = document.toString(style).split("\n");
  const isSameLength = plain.length === lines.length;
  const from = new Map<string, string[]>();
  const pairs = isSameLength ? plain.map((line, at) => [line, lines[at] ?? line] as const) : aligned(plain, lines);
  for (const [line, was] of pairs) from.set(line, [...(from.get(line) ?? []), was]);
  const text = after.map((line) => from.get(line)?.shift() ?? line).join("\n");
  // Of lines that were put side by side by their letters it is not certain that they are the same.
  return isSameLength || isDeepStrictEqual(parseDocument(text).toJS(), document.toJS()) ? text : after.join("\n");
}

/** How far a line may have moved: the library puts a note behind the name of a list on a line of its own. */
const farthest = 4;

/** Lines that the library writes, each with the one from before that differs from it by spaces alone; the others are left out. */
function aligned(plain: readonly string[], lines: readonly string[]): [string, string][] {
  const squeezed = (line: string) => line.replace(/\s+/g, "");
  let at = 0;
  return plain.flatMap((line) => {
    const near = lines.slice(at, at + farthest);
    const found = near.findIndex((one) => squeezed(one) === squeezed(line));
    if (found === -1) return [];
    at += found + 1;
    return [[line, near[found] ?? line]];
  });
}
