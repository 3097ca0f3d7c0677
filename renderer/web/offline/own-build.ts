import { makeStore, useStoreValue } from "../../state/store.ts";
import { isAlive, isNewBuild, lockOf } from "../worker/agreed.ts";

/** Of which build this page is, as its document says; "" in development. */
export const ownBuild = (): string => document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? "";

/** A newer build than this page's is here; it opens with the next loading. */
export const newBuildStore = makeStore(false);
export const useNewBuild = (): boolean => useStoreValue(newBuildStore);

/** Only over TLS, and on the machine itself. */
export const workers = (): ServiceWorkerContainer | undefined => globalThis.navigator?.serviceWorker;

/** Holds this build's files for as long as the page lives, and says that it does. Called with the first line of the page. */
export function holdBuild(): void {
  workers()?.addEventListener("message", ({ data, ports }: MessageEvent<unknown>) => {
    if (data === isAlive) ports[0]?.postMessage(true);
    if (isNewBuild(data) && data.newBuild !== ownBuild()) newBuildStore.setState(true, true);
  });
  void globalThis.navigator?.locks
    ?.request(lockOf(ownBuild()), { mode: "shared" }, () => new Promise(() => {}))
    .catch(() => undefined);
}
