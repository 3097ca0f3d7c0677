import { useEffect, useRef } from "react";
import { routes, SceneList } from "#contract/http.ts";
import { type Asked, askCore, useAsked } from "../../state/asking.ts";
import { makeStore } from "../../state/store.ts";
import { useWall } from "../../state/wall.ts";

/** A change whose news were lost on the way is seen then. */
const askEveryMs = 60_000;

/** As they were last told, for whoever cannot wait. */
export const lastScenes = makeStore<SceneList["scenes"]>([]);

/** Every scene as it is now; asked for anew as soon as anybody has changed one. */
export function useScenes(): Asked<SceneList> {
  const scenes = useAsked("scenes", (signal) => askCore(routes.scenes, SceneList, { signal }), askEveryMs);
  const changes = useWall()?.sceneChanges;
  const again = useRef(scenes.again);
  useEffect(() => {
    again.current = scenes.again;
  });
  useEffect(() => {
    if (changes !== undefined) again.current();
  }, [changes]);
  const told = scenes.value?.scenes;
  useEffect(() => {
    if (told !== undefined) lastScenes.setState(told, true);
  }, [told]);
  return scenes;
}
