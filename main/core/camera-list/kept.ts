import { isDeepStrictEqual } from "node:util";
import { CameraConfig } from "#contract/entities/camera-config.ts";
import { layOver } from "../profile/documents.ts";
import type { ListKind } from "../profile/list-in-profile.ts";
import type { Raw } from "../tables/import-history.ts";

/** Where a camera's passwords stand. */
const places = ["stream", "onvif"] as const;
const reference = /^\$\{secret\.[^}]*\}$/;
const partOf = (camera: Raw, place: (typeof places)[number]): Raw | undefined => {
  const part = camera[place];
  return typeof part === "object" && part !== null ? (part as Raw) : undefined;
};

/** A password that stands in the profile stays there: what is kept beside it says null. One that is named is kept. */
function keptItem(camera: Raw): Raw {
  const kept = { ...camera };
  for (const place of places) {
    const part = partOf(camera, place);
    if (part?.password !== undefined && !reference.test(String(part.password)))
      kept[place] = { ...part, password: null };
  }
  return kept;
}

/** With the account that the camera has now where its former password was not kept. */
function restored(kept: Raw, present: Raw | undefined): Raw {
  const camera = { ...kept };
  for (const place of places) {
    const part = partOf(kept, place);
    if (part?.password !== null) continue;
    const { username, password } = (present && partOf(present, place)) ?? {};
    camera[place] = { ...part, username, password };
  }
  return camera;
}

/** Whether the password of its stream was not kept, so that going back leaves the account as it is. */
export const hasNoPassword = (kept: Raw): boolean => partOf(kept, "stream")?.password === null;

const idsOf = (list: readonly Raw[]) => new Set(list.map(({ id }) => id));
const laid = (base: readonly Raw[], over: readonly Raw[]): Raw[] => layOver(base, over).map(({ item }) => item);

/** Of an import only the cameras are kept that it added or changed, without any password. */
export const cameraKind: ListKind = {
  ...{ key: "cameras", name: "id", schema: CameraConfig },
  codes: {
    nothingToUndo: "camera-list.nothing-to-undo",
    moved: "camera-list.moved",
    notMoved: "camera-list.not-moved",
  },
  kept({ given, before }) {
    const former = new Map(before.map((camera) => [camera.id, camera]));
    const touched = given.filter((camera) => !isDeepStrictEqual(former.get(camera.id), camera));
    const ids = idsOf(touched);
    return { given: touched.map(keptItem), before: before.filter(({ id }) => ids.has(id)).map(keptItem) };
  },
  whole({ given, before }, now) {
    const [added, known] = [idsOf(given), idsOf(before)];
    return {
      given: laid(now, given),
      before: laid(now, before).filter(({ id }) => known.has(id) || !added.has(id)),
    };
  },
  keptItem,
  restored,
};
