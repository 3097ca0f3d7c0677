/** The lists of a profile that packs may have, with the keys that name an item of each. */
export const namesOfLists = {
  places: ["id"],
  successions: ["place", "on"],
  indicators: ["code"],
  calculations: ["calculation", "effectiveFrom"],
  sources: ["id"],
  units: ["id"],
  cameras: ["id"],
  news: ["id"],
  scenes: ["id"],
  programmes: ["id"],
  rules: ["id"],
} as const satisfies Record<string, readonly string[]>;
export type ListName = keyof typeof namesOfLists;

export const listNames = Object.keys(namesOfLists) as ListName[];
export const isListName = (key: string): key is ListName => Object.hasOwn(namesOfLists, key);

export type Item = Record<string, unknown>;
export const isItem = (value: unknown): value is Item =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const itemsIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** What names an item of a list; undefined where a part of the name is missing. */
export function nameOfItem(list: ListName, item: unknown): string | undefined {
  if (!isItem(item)) return undefined;
  const parts = namesOfLists[list].map((key) => item[key]);
  return parts.every((part) => typeof part === "string" || typeof part === "number") ? parts.join(" ") : undefined;
}

/**
 * One item over another of its name: what it says counts, map by map; its lists replace the other's; `null` takes a line out.
 */
export function itemOver(base: unknown, over: unknown): unknown {
  if (!isItem(base) || !isItem(over)) return over;
  const result: Item = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete result[key];
    else result[key] = key in base ? itemOver(base[key], value) : value;
  }
  return result;
}

/** The least that has to be laid over an item to make it another; undefined where nothing has. */
export function leastOver(base: unknown, wanted: unknown): unknown {
  if (!isItem(base) || !isItem(wanted)) return isSame(base, wanted) ? undefined : wanted;
  const result: Item = {};
  for (const key of Object.keys(base)) if (wanted[key] === undefined) result[key] = null;
  for (const [key, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    const least = key in base ? leastOver(base[key], value) : value;
    if (least !== undefined) result[key] = least;
  }
  return Object.keys(result).length === 0 ? undefined : result;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
