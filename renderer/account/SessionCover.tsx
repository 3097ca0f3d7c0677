import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { useStoreValue } from "../state/store.ts";
import { sessionStore } from "./session-store.ts";

const load = () => import("./LockScreen.tsx").then(({ LockScreen }) => LockScreen);
/** Without the core its file cannot be had; what is covered stays covered, and is tried again. */
const againAfterMs = 5_000;

/**
 * A page of somebody who has signed in. When nothing is done for too long, or the session is over, the page is taken out of the document and the
 * way back in stands in its place. A page without such a session is left alone.
 */
export function SessionCover({ children }: { children: ReactNode }) {
  const { phase } = useStoreValue(sessionStore);
  const [Screen, setScreen] = useState<ComponentType>();
  const isWanted = phase !== "unwatched" && Screen === undefined;
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
    void read();
    return () => clearTimeout(timer);
  }, [isWanted]);
  if (phase !== "locked" && phase !== "ended") return children;
  return Screen === undefined ? null : <Screen />;
}
