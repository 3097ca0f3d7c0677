import { makeStore, useStoreValue } from "../../state/store.ts";
import { appScope, isAlive, isNewBuild, lockOf, workerAddress } from "../worker/agreed.ts";

/** Of which build this page is, as its document says; "" in development. */
export const ownBuild = (): string => document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? "";

/** A newer build than this page's is here; it opens with the next loading. */
export const newBuildStore = makeStore(false);
export const useNewBuild = (): boolean => useStoreValue(newBuildStore);

/** Only over TLS, and on the machine itself. */
const workers = (): ServiceWorkerContainer | undefined => globalThis.navigator?.serviceWorker;

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

/** A browser looks for itself when a page is opened; one that is open for days is looked after. */
const lookEveryMs = 30 * 60_000;

/** Has the worker be installed, once the page has all that it needed. For the life of the page; never rejects. */
export async function registerWorker(): Promise<void> {
  try {
    const registration = await workers()?.register(workerAddress, { scope: appScope, updateViaCache: "none" });
    if (registration === undefined) return;
    setInterval(() => void registration.update().catch(() => undefined), lookEveryMs);
    // Without this word a full disk may take the files away.
    void navigator.storage?.persist?.().catch(() => undefined);
  } catch (error) {
    // A browser that keeps nothing, as in a private window: the app works, with a network.
    console.warn("the app cannot be kept for times without a network:", error);
  }
}

/** Ends every worker of the app here and takes away its files. What waits to be sent, and who is signed in, stay. */
export async function clearFiles(): Promise<void> {
  for (const registration of (await workers()?.getRegistrations()) ?? []) await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith("ioc-app")) await caches.delete(name);
}
