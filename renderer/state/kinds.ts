import type { StoreApi } from "zustand/vanilla";
import { type CollectionKind, goneMember, type Kind } from "#contract/kind.ts";
import { kinds } from "#contract/kinds.ts";
import type { Snapshot } from "#contract/live.ts";
import type { CollectionName, ItemOf, KindName, SingleName } from "#contract/told.ts";
import type { Changes } from "./gathering.ts";
import { type Keyed, makeKeyed } from "./keyed.ts";
import { putReadings, replaceReadings } from "./readings.ts";
import { makeStore, useStoreValue } from "./store.ts";
import { wallStore } from "./wall.ts";

/** Takes in what is told of a kind. */
export type Taker = {
  /** All there is. */
  begin(snapshot: Snapshot): void;
  /** What has changed. */
  take(changes: Changes): void;
};

/** A store for every kind, but for readings, of which each series has its own, and the wall, which the changeover tells when it is time. */
const collections = new Map<string, Keyed<string, unknown>>();
const singles = new Map<string, StoreApi<unknown>>([["wall", wallStore as StoreApi<unknown>]]);

const ofReadings: Taker = {
  begin: ({ readings }) => replaceReadings(readings),
  take({ readings }) {
    if (readings !== undefined) putReadings(readings);
  },
};

function ofCollection({ name, isToldWhole, keyOf }: CollectionKind): Taker {
  const keyed = makeKeyed(keyOf as (item: unknown) => string);
  collections.set(name, keyed);
  const gone = goneMember(name);
  return {
    begin: (snapshot) => keyed.replace(membersOf(snapshot)[name] ?? []),
    take(changes) {
      const { [name]: some, [gone]: keys } = membersOf(changes);
      if (some !== undefined) keyed[isToldWhole === true ? "replace" : "merge"](some);
      if (keys !== undefined) keyed.remove(keys as readonly string[]);
    },
  };
}
const membersOf = (told: Snapshot | Changes) => told as Record<string, readonly unknown[] | undefined>;

function ofSingle(name: string): Taker {
  const store = makeStore<unknown>(null);
  singles.set(name, store);
  const valueIn = (told: Snapshot | Changes) => (told as Record<string, unknown>)[name];
  return {
    begin: (snapshot) => store.setState(valueIn(snapshot) ?? null, true),
    take(changes) {
      const value = valueIn(changes);
      if (value !== undefined) store.setState(value, true);
    },
  };
}

/** Of all kinds but the wall. */
export const takers: readonly Taker[] = (kinds as readonly Kind[])
  .filter(({ name }) => name !== "wall")
  .map((kind) => {
    if (kind.name === "readings") return ofReadings;
    return kind.form === "single" ? ofSingle(kind.name) : ofCollection(kind);
  });

type StoredName = Exclude<CollectionName, "readings">;

/** The store of a collection, by key. Readings have one a series: readings.ts. */
export const collectionStore = <Name extends StoredName>(name: Name): Keyed<string, ItemOf<Name>> =>
  collections.get(name) as Keyed<string, ItemOf<Name>>;

/** The store of a single value; null: none was told. */
export const singleStore = <Name extends SingleName>(name: Name): StoreApi<ItemOf<Name> | null> =>
  singles.get(name) as StoreApi<ItemOf<Name> | null>;

/** What was told last: of a collection all by key, a single value or null. Renders again with every change of the kind. */
export function useKind<Name extends StoredName>(name: Name): ReadonlyMap<string, ItemOf<Name>>;
export function useKind<Name extends SingleName>(name: Name): ItemOf<Name> | null;
export function useKind(name: Exclude<KindName, "readings">): unknown {
  return useStoreValue((collections.get(name)?.store ?? singles.get(name)) as StoreApi<unknown>);
}
