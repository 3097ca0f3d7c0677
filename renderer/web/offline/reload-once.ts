import { ownBuild } from "./own-build.ts";

const place = "ioc-app-reloaded-from";

const session = (): Storage | undefined => {
  try {
    return globalThis.sessionStorage;
  } catch {
    // A browser that keeps nothing.
    return undefined;
  }
};

/**
 * A file of this page's build is nowhere any more: the core has become another. The page is loaded anew, once: twice for the same build would go
 * on for ever. @returns whether it is being loaded
 */
export function reloadOnce(): boolean {
  const kept = session();
  if (kept === undefined || !navigator.onLine || ownBuild() === "" || kept.getItem(place) === ownBuild()) return false;
  kept.setItem(place, ownBuild());
  window.location.reload();
  return true;
}

/** Whether this very page was loaded anew for that; said once. */
export function wasReloaded(): boolean {
  const from = session()?.getItem(place) ?? null;
  if (from === null || from === ownBuild()) return false;
  session()?.removeItem(place);
  return true;
}
