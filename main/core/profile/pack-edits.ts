import type { EditPath, ProfileEdit } from "./editing.ts";
import { isItem, isListName, itemsIn, type ListName, leastOver, nameOfItem, namesOfLists } from "./lists.ts";
import type { PackItems } from "./packs.ts";

/**
 * Edits of a profile as it is with its packs, as edits of its own files: an item of a pack is never written, what differs from it is laid over
 * it, and what goes is left out.
 * @param data the profile with its packs, as it is before
 * @param own what its own files say
 * @param after what packs have where the edits take others; what was laid over one that goes, goes with it
 * @throws Error a path of which not even the place is there
 */
export function ownEdits(
  edits: readonly ProfileEdit[],
  data: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, unknown>>,
  packs: PackItems,
  after: PackItems = packs,
): ProfileEdit[] {
  const result: ProfileEdit[] = [];
  /** Lists as they are after the edits before. */
  const now = new Map<string, unknown[]>();
  for (const { at, value } of edits) {
    const [list] = at;
    const from = isListName(list) ? packs.get(list) : undefined;
    if (!isListName(list) || from === undefined || from.size === 0) {
      result.push({ at, value });
      continue;
    }
    const before = now.get(list) ?? itemsIn(data[list]);
    const after = editedList(list, before, at, value);
    now.set(list, after);
  }
  if (after !== packs) for (const list of packs.keys()) now.set(list, now.get(list) ?? itemsIn(data[list]));
  for (const [key, items] of now) {
    const list = key as ListName;
    const [from, next] = [packs.get(list) ?? none, after.get(list) ?? none];
    const stays = items.filter((item) => {
      const name = nameOfItem(list, item) ?? "";
      return !from.has(name) || next.has(name);
    });
    const comes = [...next].flatMap(([name, item]) => (from.has(name) ? [] : [item]));
    result.push(...asOwn(list, [...stays, ...comes], itemsIn(own[list]), next));
  }
  return result;
}

const none: ReadonlyMap<string, unknown> = new Map();

function editedList(list: ListName, before: readonly unknown[], at: EditPath, value: unknown): unknown[] {
  const [, step, ...rest] = at;
  if (step === undefined) return itemsIn(value);
  const place =
    typeof step === "number"
      ? step
      : before.findIndex((item) => namesOfLists[list].length === 1 && nameOfItem(list, item) === step);
  const known = before[place];
  if (known === undefined && (rest.length > 0 || value === undefined)) throw new Error(`nothing at ${at.join(".")}`);
  if (known === undefined) return [...before, value];
  const next = rest.length === 0 ? value : editedAt(known, rest, value, at);
  return next === undefined ? before.filter((_, index) => index !== place) : before.with(place, next);
}

function editedAt(node: unknown, [step, ...rest]: readonly (string | number)[], value: unknown, at: EditPath): unknown {
  if (step === undefined) return value;
  if (Array.isArray(node)) {
    const place =
      typeof step === "number" ? step : node.findIndex((item) => isItem(item) && (item.id ?? item.code) === step);
    if (node[place] === undefined && rest.length > 0) throw new Error(`nothing at ${at.join(".")}`);
    const next = editedAt(node[place], rest, value, at);
    if (node[place] === undefined) return [...node, next];
    return next === undefined ? node.filter((_, index) => index !== place) : node.with(place, next);
  }
  if (!isItem(node)) throw new Error(`nothing at ${at.join(".")}`);
  if (node[step] === undefined && rest.length > 0) throw new Error(`nothing at ${at.join(".")}`);
  return { ...node, [step]: editedAt(node[step], rest, value, at) };
}

/** What the profile's own list has to say for the whole to be this. */
function asOwn(
  list: ListName,
  wanted: readonly unknown[],
  own: readonly unknown[],
  from: ReadonlyMap<string, unknown>,
): ProfileEdit[] {
  const nameKeys: readonly string[] = namesOfLists[list];
  const nameOnly = (item: Record<string, unknown>) => Object.fromEntries(nameKeys.map((key) => [key, item[key]]));
  const left = new Set(from.keys());
  const ownNames = new Set(own.map((item) => nameOfItem(list, item)));
  const said = new Map<string, unknown>();
  for (const item of wanted) {
    const name = nameOfItem(list, item) ?? "";
    const base = from.get(name);
    left.delete(name);
    if (base === undefined || !isItem(item)) {
      said.set(name, item);
      continue;
    }
    const least = leastOver(base, item);
    // An item that says nothing of its own any more goes, unless it is only a name that somebody wrote.
    if (isItem(least)) said.set(name, { ...nameOnly(item), ...least });
  }
  for (const name of left) {
    const base = from.get(name);
    if (isItem(base)) said.set(name, { ...nameOnly(base), leftOut: true });
  }
  // In the order that its own file has; what is new comes last.
  const kept = own.flatMap((item) => {
    const name = nameOfItem(list, item);
    return name !== undefined && said.has(name) ? [said.get(name)] : [];
  });
  const added = [...said].flatMap(([name, item]) => (ownNames.has(name) ? [] : [item]));
  const all = [...kept, ...added];
  return all.length === 0 && own.length === 0 ? [] : [{ at: [list], value: all }];
}
