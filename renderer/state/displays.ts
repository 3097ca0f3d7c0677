import type { DisplayStatus } from "#contract/live.ts";
import { makeKeyed } from "./keyed.ts";
import { useStoreValue } from "./store.ts";

export const displays = makeKeyed((display: DisplayStatus) => `${display.machine}/${display.number}`);

export const useDisplays = (): ReadonlyMap<string, DisplayStatus> => useStoreValue(displays.store);
