import { routes, SceneList } from "#contract/http.ts";
import { askCore, useAsked } from "../../state/asking.ts";

const everyMs = 120_000;

/** Every scene of the wall, by name. Asked for anew now and then: scenes are seldom changed. */
export const useScenes = () =>
  useAsked("scenes", async (signal) => (await askCore(routes.scenes, SceneList, { signal })).scenes, everyMs);
