import type { StoredScene } from "#contract/entities/wall-state.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { type CameraList, createCameraList } from "../camera-list/camera-list.ts";
import { type Catalogue, createCatalogue } from "../catalogue/catalogue.ts";
import type { Secrets } from "../secrets/secrets.ts";
import type { Ground } from "./ground.ts";

/** The lists of the profile that people hand over as tables. */
export type ImportedLists = { catalogue: Catalogue; cameraList: CameraList };

/**
 * Opens them, and writes what an older program laid over the profile into its files.
 * @param options.scenes as people have changed them
 * @param options.follows address of the first machine where this one has joined its wall
 * @param options.onWord to be told what was done of it
 */
export async function openImportedLists(
  options: Pick<Ground, "site" | "dataFolder" | "registered" | "store" | "log" | "now"> & {
    follows: string | undefined;
    secrets: Pick<Secrets, "has">;
    scenes(): readonly StoredScene[];
    onWord?: ((message: CodedMessage) => void) | undefined;
  },
): Promise<ImportedLists> {
  const { secrets, store, onWord } = options;
  const catalogue = createCatalogue({ ...options, readings: store.readings });
  const cameraList = createCameraList({ ...options, hasSecret: (name) => secrets.has(name) });
  for (const list of [catalogue, cameraList]) {
    const word = await list.moveIntoProfile();
    if (word !== undefined) onWord?.(word);
  }
  return { catalogue, cameraList };
}
