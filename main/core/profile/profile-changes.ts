import { isDeepStrictEqual } from "node:util";
import type { Profile } from "#contract/entities/profile.ts";

/** The lists of a profile, with what names an item of each. */
const keyOfList = {
  places: (one: Item<"places">) => one.id,
  successions: (one: Item<"successions">) => `${one.place} ${one.on}`,
  indicators: (one: Item<"indicators">) => one.code,
  calculations: (one: Item<"calculations">) => `${one.calculation} ${one.effectiveFrom}`,
  sources: (one: Item<"sources">) => one.id,
  units: (one: Item<"units">) => one.id,
  cameras: (one: Item<"cameras">) => one.id,
  news: (one: Item<"news">) => one.id,
  scenes: (one: Item<"scenes">) => one.id,
  programmes: (one: Item<"programmes">) => one.id,
  rules: (one: Item<"rules">) => one.id,
};
export type ListName = keyof typeof keyOfList;
type Item<Name extends keyof Profile> = Profile[Name] extends readonly (infer One)[] ? One : never;

/**
 * What a core stands on from its start to its end: its data folder (`id`), the days by which figures are kept (`timeZone`), the
 * address it listens on, and what windows are made for. The shell was told of the map's hosts and of the pages of the net.
 */
export const fixedKeys = ["schema", "id", "timeZone", "place", "server", "wall", "map", "web", "retention"] as const;
export type FixedKey = (typeof fixedKeys)[number];

/** Of a list: what came, went, and is another under its name, by name. */
export type ListChanges = { added: readonly string[]; removed: readonly string[]; changed: readonly string[] };

export type ProfileChanges = Readonly<Record<ListName, ListChanges>> & {
  /** Other keys whose values are others now. */
  readonly values: readonly ("name" | "language" | "scene" | "packs" | "accounts" | "audit")[];
};

const listNames = Object.keys(keyOfList) as ListName[];
const valueNames = ["name", "language", "scene", "packs", "accounts", "audit"] as const;

type None<Nothing extends never> = Nothing;
/** A key of the profile that is in none of the three would change without anybody's taking it over: it does not compile. */
export type ForgottenKeys = None<Exclude<keyof Profile, ListName | FixedKey | (typeof valueNames)[number]>>;

/** How one profile differs from another in what a core takes over while it runs. */
export function profileChanges(before: Profile, after: Profile): ProfileChanges {
  const lists = listNames.map((name) => [name, changesOf(name, before, after)] as const);
  const values = valueNames.filter((name) => !isDeepStrictEqual(before[name], after[name]));
  return { ...(Object.fromEntries(lists) as Record<ListName, ListChanges>), values };
}

/** The keys of which a running core keeps what it started with. */
export const fixedChanges = (before: Profile, after: Profile): FixedKey[] =>
  fixedKeys.filter((key) => !isDeepStrictEqual(before[key], after[key]));

export const isAnyOf = ({ added, removed, changed }: ListChanges): boolean =>
  added.length + removed.length + changed.length > 0;

export const isAnything = (changes: ProfileChanges): boolean =>
  changes.values.length > 0 || listNames.some((name) => isAnyOf(changes[name]));

/** For the log: only what differs. */
export const changesInShort = (changes: ProfileChanges): Record<string, unknown> => ({
  ...Object.fromEntries(listNames.filter((name) => isAnyOf(changes[name])).map((name) => [name, changes[name]])),
  ...(changes.values.length === 0 ? {} : { values: changes.values }),
});

function changesOf(name: ListName, before: Profile, after: Profile): ListChanges {
  const keyOf = keyOfList[name] as (item: unknown) => string;
  const byKey = (profile: Profile) => new Map(profile[name].map((item) => [keyOf(item), item as unknown] as const));
  const [former, next] = [byKey(before), byKey(after)];
  return {
    added: [...next.keys()].filter((key) => !former.has(key)),
    removed: [...former.keys()].filter((key) => !next.has(key)),
    changed: [...next].flatMap(([key, item]) =>
      former.has(key) && !isDeepStrictEqual(former.get(key), item) ? [key] : [],
    ),
  };
}
