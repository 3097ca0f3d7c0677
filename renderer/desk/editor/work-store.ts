import { z } from "zod";
import { Id } from "#contract/entities/text.ts";
import type { Tile } from "#contract/entities/wall.ts";
import { Scene } from "#contract/entities/wall.ts";
import { StoredScene } from "#contract/entities/wall-state.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";
import { isUnsaved, type Work } from "./draft.ts";

/** What is on the editor's table. It stays there while the operator looks at another view of the desk. */
export const workStore = makeStore<Work | null>(null);
export const useWork = (): Work | null => useStoreValue(workStore);

/** Tiles that were copied, to be put into this or another scene. */
export const clipboardStore = makeStore<readonly Tile[]>([]);

const keptAs = "scene-draft";
/** Less than what a page may keep, whatever else it keeps. */
const longestKept = 2_000_000;

const Kept = z.object({
  site: Id,
  id: Id,
  base: StoredScene.nullable(),
  copyOf: Id.optional(),
  draft: z.object({ name: Scene.shape.name, tags: StoredScene.shape.tags, tiles: Scene.shape.tiles }),
});

/**
 * Keeps what is unsaved in the page's own storage, so that a desk that was closed, or died, goes on where it was.
 * @returns its undo
 */
export function keepWork(site: string): () => void {
  if (workStore.getState() === null) workStore.setState(keptWork(site), true);
  return workStore.subscribe((work) => {
    try {
      if (work === null || !isUnsaved(work)) return localStorage.removeItem(keptAs);
      const { id, base, copyOf, draft } = work;
      const text = JSON.stringify({ site, id, base, copyOf, draft });
      if (text.length <= longestKept) localStorage.setItem(keptAs, text);
    } catch {
      // A browser that keeps nothing loses nothing but this.
    }
  });
}

function keptWork(site: string): Work | null {
  try {
    const kept = Kept.safeParse(JSON.parse(localStorage.getItem(keptAs) ?? "null"));
    if (!kept.success || kept.data.site !== site) return null;
    const { id, base, copyOf, draft } = kept.data;
    return { id, base, ...(copyOf === undefined ? {} : { copyOf }), past: [], draft, future: [], step: null };
  } catch {
    return null;
  }
}
