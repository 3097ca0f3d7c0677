import type { StoreApi } from "zustand/vanilla";

/** Things with a name of which newer ones replace older ones: sources, cameras, displays. As many as the site has. */
export type Keyed<Key, Item> = {
  readonly store: StoreApi<ReadonlyMap<Key, Item>>;
  replace(items: readonly Item[]): void;
  merge(items: readonly Item[]): void;
  remove(keys: readonly Key[]): void;
};

export function makeKeyed<Key, Item>(
  keyOf: (item: Item) => Key,
  store: StoreApi<ReadonlyMap<Key, Item>>,
): Keyed<Key, Item> {
  const entries = (items: readonly Item[]) => items.map((item) => [keyOf(item), item] as const);
  return {
    store,
    replace: (items) => store.setState(new Map(entries(items)), true),
    merge: (items) => {
      if (items.length > 0) store.setState((known) => new Map([...known, ...entries(items)]), true);
    },
    remove: (keys) => {
      const gone = new Set(keys);
      if (gone.size > 0) store.setState((known) => new Map([...known].filter(([key]) => !gone.has(key))), true);
    },
  };
}
