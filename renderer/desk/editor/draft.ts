import type { Words } from "#contract/entities/text.ts";
import type { Tile } from "#contract/entities/wall.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";

/** A scene as it is being edited: what can be changed of it. */
export type Draft = { name: Words; tags: readonly string[]; tiles: readonly Tile[] };

/** A scene on the editor's table, with every step that led to how it is now. */
export type Work = {
  id: string;
  /** The version the draft was begun from; null: the scene is not kept anywhere yet. */
  base: StoredScene | null;
  /** A new scene that was made of this one: what this program does not understand of it goes along. */
  copyOf?: string;
  past: readonly Draft[];
  draft: Draft;
  future: readonly Draft[];
  /** What the last step was about; the next one about the same thing, such as another letter, is part of it. */
  step: string | null;
};

/** So many steps can be taken back; older ones are forgotten. */
const stepsKept = 200;

export const draftOf = ({ name, tags, tiles }: StoredScene): Draft => ({ name, tags, tiles });

export const opened = (scene: StoredScene): Work => ({
  id: scene.id,
  base: scene,
  past: [],
  draft: draftOf(scene),
  future: [],
  step: null,
});

export const isUnsaved = ({ base, draft }: Work): boolean =>
  base === null || JSON.stringify(draft) !== JSON.stringify(draftOf(base));

/** @param step names what is changed where several changes in a row are to be one step; null: a step of its own */
export function changed(work: Work, draft: Draft, step: string | null = null): Work {
  if (JSON.stringify(draft) === JSON.stringify(work.draft)) return work;
  const isSame = step !== null && step === work.step;
  const past = isSame ? work.past : [...work.past, work.draft].slice(-stepsKept);
  return { ...work, past, draft, future: [], step };
}

export function undone(work: Work): Work {
  const draft = work.past.at(-1);
  if (draft === undefined) return work;
  return { ...work, past: work.past.slice(0, -1), draft, future: [work.draft, ...work.future], step: null };
}

export function redone(work: Work): Work {
  const [draft, ...future] = work.future;
  if (draft === undefined) return work;
  return { ...work, past: [...work.past, work.draft], draft, future, step: null };
}

/** It is kept now as that version; what was changed while it was on its way is still unsaved. */
export const saved = (work: Work, base: StoredScene): Work => ({ ...work, base, step: null });

/**
 * Somebody else has saved the scene meanwhile: what was changed here stays, all else becomes as it is there. So the last one
 * wins, tile by tile. The steps can still be taken back.
 * @returns also the tiles that both have changed
 */
export function rebased(work: Work, newest: StoredScene): { work: Work; both: string[] } {
  const base = work.base === null ? newest : work.base;
  const former = draftOf(base);
  const theirs = draftOf(newest);
  const onto = (draft: Draft) => merged(former, draft, theirs);
  return {
    work: {
      ...work,
      base: newest,
      past: work.past.map(onto),
      draft: onto(work.draft),
      future: work.future.map(onto),
    },
    both: conflicting(former, work.draft, theirs),
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** By id; a scene from elsewhere may call two tiles the same, and both must stay. */
function byId(tiles: readonly Tile[]): Map<string, Tile> {
  const known = new Map<string, Tile>();
  for (const tile of tiles) {
    let key = tile.id;
    while (known.has(key)) key += "'";
    known.set(key, tile);
  }
  return known;
}

/** Of three: what was, what became of it here and there. Changed here: as here; else as there. */
export function merged(former: Draft, mine: Draft, theirs: Draft): Draft {
  if (same(former, theirs)) return mine;
  const [before, here, there] = [former.tiles, mine.tiles, theirs.tiles].map(byId) as [
    Map<string, Tile>,
    Map<string, Tile>,
    Map<string, Tile>,
  ];
  const isMine = (id: string) => !same(before.get(id), here.get(id));
  const ids = [...new Set([...there.keys(), ...here.keys()])];
  return {
    name: same(former.name, mine.name) ? theirs.name : mine.name,
    tags: same(former.tags, mine.tags) ? theirs.tags : mine.tags,
    tiles: ids.flatMap((id) => (isMine(id) ? here : there).get(id) ?? []),
  };
}

/** The tiles that both have changed, and not to the same. */
function conflicting(former: Draft, mine: Draft, theirs: Draft): string[] {
  const [before, here, there] = [former, mine, theirs].map(({ tiles }) => byId(tiles));
  const ids = new Set([...(here?.keys() ?? []), ...(there?.keys() ?? []), ...(before?.keys() ?? [])]);
  return [...ids].filter((id) => {
    const [was, a, b] = [before?.get(id), here?.get(id), there?.get(id)];
    return !same(was, a) && !same(was, b) && !same(a, b);
  });
}

/** A name for a new tile that no other has, nor one that cannot be read here. */
export function freshTileId(panel: string, { draft, base }: Work): string {
  const known = new Set([
    ...draft.tiles.map(({ id }) => id),
    ...(base?.tiles ?? []).map(({ id }) => id),
    ...(base?.mistakes ?? []).map(({ tile }) => tile),
  ]);
  for (let number = 1; ; number += 1) {
    const id = `${panel.slice(0, 60)}-${number}`;
    if (!known.has(id)) return id;
  }
}
