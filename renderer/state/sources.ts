import type { SourceView } from "#contract/entities/source.ts";
import { makeKeyed } from "./keyed.ts";
import { useStorePart, useStoreValue } from "./store.ts";

export const sources = makeKeyed((source: SourceView) => source.id);

export const useSources = (): ReadonlyMap<string, SourceView> => useStoreValue(sources.store);
export const useSource = (id: string | undefined): SourceView | undefined =>
  useStorePart(sources.store, (known) => (id === undefined ? undefined : known.get(id)));
