import { appScope, workerAddress } from "../worker/agreed.ts";
import { workers } from "./own-build.ts";

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
