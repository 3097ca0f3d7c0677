import { useEffect, useRef, useState } from "react";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { rebased } from "./draft.ts";
import { workStore } from "./work-store.ts";

/** What somebody else did to the scene on the table. */
export type Foreign =
  | {
      kind: "saved";
      scene: StoredScene /** Ids of the tiles that both have changed; here they stay as they are here. */;
      both: string[];
    }
  | { kind: "removed"; scene: string };

/**
 * Brings what others save into the scene on the table: tiles that were not changed here become as they are there.
 * @param scenes the newest of each; undefined while they are not known
 * @returns the last thing somebody else did to this scene, and how to have it read
 */
export function useOthersChanges(scenes: readonly StoredScene[] | undefined): [Foreign | undefined, () => void] {
  const [foreign, setForeign] = useState<Foreign>();
  // A list that was asked for before the scene was saved for the first time does not have it: that is no removal.
  const seen = useRef(new Set<string>());
  useEffect(() => {
    if (scenes === undefined) return;
    const work = workStore.getState();
    const newest = scenes.find(({ id }) => id === work?.id);
    if (newest !== undefined) seen.current.add(newest.id);
    if (work === null) return;
    if (newest === undefined) {
      if (work.base === null || !seen.current.delete(work.id)) return;
      workStore.setState({ ...work, base: null, copyOf: work.id }, true);
      setForeign({ kind: "removed", scene: work.id });
    } else if (work.base === null && work.copyOf === work.id) {
      // It was removed, and is there again.
      workStore.setState(rebased(work, newest).work, true);
    } else if (work.base !== null && newest.version > work.base.version) {
      const next = rebased(work, newest);
      workStore.setState(next.work, true);
      setForeign({ kind: "saved", scene: newest, both: next.both });
    }
  }, [scenes]);
  return [foreign, () => setForeign(undefined)];
}
