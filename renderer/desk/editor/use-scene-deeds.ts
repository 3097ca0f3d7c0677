import { useState } from "react";
import { z } from "zod";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { routes, type SceneImport } from "#contract/http.ts";
import { askCore, type Refusal, refusalOf } from "../../state/asking.ts";
import { saveWork } from "./saving.ts";
import { downloadScenes, uploadScenes } from "./scene-file.ts";
import { workStore } from "./work-store.ts";

export type SceneDeeds = {
  isBusy: boolean;
  /** Why the last deed was not done. */
  refusal: Refusal | undefined;
  /** What became of the file that was taken in last. */
  imported: SceneImport | undefined;
  /** What was told of the last deed has been read, or is about another scene. */
  forget(): void;
  /** @returns the version that is kept now; undefined where it was refused */
  save(): Promise<StoredScene | undefined>;
  remove(id: string): Promise<boolean>;
  importFile(file: File): Promise<void>;
  exportFile(): Promise<void>;
};

/** What the core does with scenes; what it says no to is told until the next deed. */
export function useSceneDeeds(): SceneDeeds {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [imported, setImported] = useState<SceneImport>();
  const run = async <Result>(deed: () => Promise<Result>): Promise<Result | undefined> => {
    setIsBusy(true);
    setRefusal(undefined);
    setImported(undefined);
    try {
      return await deed();
    } catch (error) {
      setRefusal(refusalOf(error));
      return undefined;
    } finally {
      setIsBusy(false);
    }
  };
  return {
    isBusy,
    refusal,
    imported,
    forget() {
      setImported(undefined);
      setRefusal(undefined);
    },
    async save() {
      const work = workStore.getState();
      return work === null ? undefined : run(() => saveWork(work));
    },
    remove: async (id) =>
      (await run(async () => {
        await askCore(routes.scene(id), z.null(), { method: "DELETE" });
        return true;
      })) === true,
    async importFile(file) {
      setImported(await run(() => uploadScenes(file)));
    },
    async exportFile() {
      await run(downloadScenes);
    },
  };
}
