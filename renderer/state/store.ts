import { useSyncExternalStore } from "react";
import { createStore, type StoreApi } from "zustand/vanilla";

/** Makes a store of one concern. */
export const makeStore = <Value>(initial: Value): StoreApi<Value> => createStore<Value>(() => initial);

/**
 * The value of a store in a component. Unlike zustand's own hook it also shows the present value when a component is
 * rendered to text, and it renders in the very task that changed the value, so that a reading is on the next frame.
 */
export function useStoreValue<Value>(store: StoreApi<Value>): Value {
  return useSyncExternalStore(store.subscribe, store.getState, store.getState);
}

/** A part of a store; `pick` must give the same value (by Object.is) while the part has not changed. */
export function useStorePart<Value, Part>(store: StoreApi<Value>, pick: (value: Value) => Part): Part {
  const get = () => pick(store.getState());
  return useSyncExternalStore(store.subscribe, get, get);
}
