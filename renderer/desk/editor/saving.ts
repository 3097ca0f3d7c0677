import { StoredScene } from "#contract/entities/wall-state.ts";
import { routes, type SceneToSave } from "#contract/http.ts";
import { askCore, Refusal } from "../../state/asking.ts";
import { rebased, saved, type Work } from "./draft.ts";
import { workStore } from "./work-store.ts";

const isCode = (error: unknown, code: string) => error instanceof Refusal && error.coded?.code === code;

/**
 * Saves what is on the table as a new version. Where somebody else has saved meanwhile, what was not changed here becomes as
 * it is there, and it is saved again; where the scene was removed, it is there again.
 * @returns the version that is kept now
 * @throws Refusal
 */
export async function saveWork(work: Work): Promise<StoredScene> {
  try {
    return await put(work);
  } catch (error) {
    if (!isCode(error, "scene.changed")) throw error;
    const path = routes.scene(work.id);
    const newest = await askCore(path, StoredScene).catch((reason: unknown) => {
      if (isCode(reason, "scene.unknown")) return null;
      throw reason;
    });
    const again = newest === null ? { ...work, base: null } : rebased(work, newest).work;
    workStore.setState((now) => (now?.id === work.id ? again : now), true);
    return put(again);
  }
}

async function put(work: Work): Promise<StoredScene> {
  const { name, tags, tiles } = work.draft;
  const body: SceneToSave = {
    name,
    tags: [...tags],
    tiles: [...tiles],
    basedOn: work.base?.version ?? 0,
    ...(work.copyOf === undefined ? {} : { copyOf: work.copyOf }),
  };
  const stored = await askCore(routes.scene(work.id), StoredScene, { method: "PUT", body });
  workStore.setState((now) => (now?.id === work.id ? saved(now, stored) : now), true);
  return stored;
}
