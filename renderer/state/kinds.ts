import type { StoreApi } from "zustand/vanilla";
import type { CollectionName, ItemOf, SingleName } from "#contract/told.ts";
import { makeStore, useStoreValue } from "./store.ts";
import { wallStore } from "./wall.ts";

/*
 * A store for each kind that the live stream carries, made when it is first asked for: free of the table itself, whose schemas a wall
 * window reads after its first painting. What is told is put in by takers.ts.
 */

/** Readings have a store a series: readings.ts. */
export type StoredName = Exclude<CollectionName, "readings">;

const collections = new Map<string, StoreApi<ReadonlyMap<string, unknown>>>();
const singles = new Map<string, StoreApi<unknown>>([["wall", wallStore as StoreApi<unknown>]]);

/** The store of a collection, by key; empty before anything was told. */
export function collectionStore<Name extends StoredName>(name: Name): StoreApi<ReadonlyMap<string, ItemOf<Name>>> {
  let store = collections.get(name);
  if (store === undefined) {
    store = makeStore<ReadonlyMap<string, unknown>>(new Map());
    collections.set(name, store);
  }
  return store as StoreApi<ReadonlyMap<string, ItemOf<Name>>>;
}

/** The store of a single value; null: none was told. */
export function singleStore<Name extends SingleName>(name: Name): StoreApi<ItemOf<Name> | null> {
  let store = singles.get(name);
  if (store === undefined) {
    store = makeStore<unknown>(null);
    singles.set(name, store);
  }
  return store as StoreApi<ItemOf<Name> | null>;
}

/** All there is of a collection, by key. Renders again with every change of it. */
export const useKind = <Name extends StoredName>(name: Name): ReadonlyMap<string, ItemOf<Name>> =>
  useStoreValue(collectionStore(name));

/** A single value as it was told last; null: none was. */
export const useSingle = <Name extends SingleName>(name: Name): ItemOf<Name> | null => useStoreValue(singleStore(name));
