import type { CameraView } from "#contract/entities/camera.ts";
import { idOf } from "#contract/keys.ts";
import { makeKeyed } from "./keyed.ts";
import { collectionStore } from "./kinds.ts";
import { useStorePart, useStoreValue } from "./store.ts";

export const cameras = makeKeyed(idOf, collectionStore("cameras"));

export const useCameras = (): ReadonlyMap<string, CameraView> => useStoreValue(cameras.store);
export const useCamera = (id: string): CameraView | undefined => useStorePart(cameras.store, (known) => known.get(id));

/** Nobody has ever seen a picture of it here: whether it is well, nobody knows. */
export const isUnopened = ({ state, lastPictureAtMs }: CameraView): boolean =>
  state === "idle" && lastPictureAtMs === null;
