import { makeStore } from "../../state/store.ts";

/** Whether the search of the whole desk is open. */
export const searchStore = makeStore(false);

export const openSearch = (): void => searchStore.setState(true, true);
export const closeSearch = (): void => searchStore.setState(false, true);
