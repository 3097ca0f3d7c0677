import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { useStoreValue } from "../state/store.ts";
import { sessionStore } from "./session-store.ts";

const load = () => import("./LockScreen.tsx").then(({ LockScreen }) => LockScreen);
/** Without the core its file cannot be had; what is covered stays covered, and is tried again. */
const againAfterMs = 5_000;

/**
 * A page of somebody who has signed in. When nothing is done for too long, or the session is over, the page is taken out of the document and the
 * way back in stands in its place. A page without such a session is left alone.
 * @param after what comes before what stands in its place, where that is not wanted yet; absent: nothing
 */
export function SessionCover({ after, children }: { after?: Promise<unknown>; children: ReactNode }) {
  const { phase } = useStoreValue(sessionStore);
  const [Screen, setScreen] = useState<ComponentType>();
  const isWanted = phase !== "unwatched" && Screen === undefined;
  const isCovered = phase === "locked" || phase === "ended";
  useEffect(() => {
    if (!isWanted) return;
    let timer: ReturnType<typeof setTimeout>;
    // As soon as there is a session: there may be no way to the core when it is to be covered.
    const read = () =>
      load().then(
        (loaded) => setScreen(() => loaded),
        () => {
          timer = setTimeout(read, againAfterMs);
        },
      );
    let isGone = false;
    if (isCovered || after === undefined) void read();
    else void after.then(() => (isGone ? undefined : read()));
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [isWanted, isCovered, after]);
  if (!isCovered) return children;
  return Screen === undefined ? null : <Screen />;
}
