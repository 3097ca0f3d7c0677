import { firstMachineSource } from "#contract/entities/first-machine-source.ts";
import type { OriginView, SourceView } from "#contract/entities/source.ts";
import { idOf } from "#contract/keys.ts";
import { makeKeyed } from "./keyed.ts";
import { collectionStore } from "./kinds.ts";
import { useStorePart, useStoreValue } from "./store.ts";

export const sources = makeKeyed(idOf, collectionStore("sources"));

/** What figures say of whose they are: a source's name, and those of the sources of a centre. */
export type NamedSource = Pick<SourceView, "name"> & { origins: readonly Pick<OriginView, "id" | "name">[] };

const namedOf = new WeakMap<SourceView, NamedSource>();
/** By id, as many as a site has: the same object for as long as it says the same. */
const lastNamed = new Map<string, { text: string; named: NamedSource }>();

export function nameSource(source: SourceView | undefined): NamedSource | undefined {
  if (source === undefined) return undefined;
  const known = namedOf.get(source);
  if (known !== undefined) return known;
  const origins = source.origins?.sources.map(({ id, name }) => ({ id, name })) ?? [];
  const named = { name: source.name, origins };
  const text = JSON.stringify(named);
  const last = lastNamed.get(source.id);
  const kept = last?.text === text ? last : { text, named };
  lastNamed.set(source.id, kept);
  namedOf.set(source, kept.named);
  return kept.named;
}

export const useSources = (): ReadonlyMap<string, SourceView> => useStoreValue(sources.store);

/** A source as pages know it; at a joined machine one of the first machine's, as that last told of it. */
export type TellingSource = Pick<OriginView, "id" | "name" | "type" | "gives" | "state" | "lastReadingAtMs">;

/** Every source that something on this wall may come from: a joined machine's pages show what platforms tell the first one. */
export const tellingSources = (known: ReadonlyMap<string, SourceView>): TellingSource[] =>
  [...known.values()].flatMap((source) => [
    source,
    ...(source.id === firstMachineSource ? (source.origins?.sources ?? []) : []),
  ]);

/** Without what a source counts: that changes every second, and would draw every tile of figures anew. */
export const useNamedSource = (id: string | undefined): NamedSource | undefined =>
  useStorePart(sources.store, (known) => nameSource(id === undefined ? undefined : known.get(id)));
