import { appScope, cacheOf, cachePrefix, isAlive, laterCache, lockPrefix, type NewBuild } from "./agreed.ts";
import { build } from "./build-list.ts";

declare const self: ServiceWorkerGlobalScope;

/** Older builds than these are let go even where a page of them is open: it is loaded anew once it misses a file, and says so. */
const mostBuilds = 4;
/** A program on a slow telephone has begun by then. */
const begunWithinMs = 8_000;

/** A page that was answered by the worker before is among those that are open by then. */
const settledAfterMs = 5_000;
/** When this worker took over, on its own clock; a worker that was woken up later did so long before. */
let tookOverMs = Number.NEGATIVE_INFINITY;
export const noteTakeover = (): void => {
  tookOverMs = performance.now();
};

const pagesOf = async (): Promise<readonly WindowClient[]> => {
  const all = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter(({ url }) => new URL(url).pathname.startsWith(appScope));
};

/** The builds of the pages whose program has begun, one for each page. */
async function heldBuilds(): Promise<readonly string[]> {
  const { held = [] } = await self.navigator.locks.query();
  return held.flatMap(({ name }) => (name?.startsWith(lockPrefix) ? [name.slice(lockPrefix.length)] : []));
}

/** Whatever build a file is of: its name says what is in it, so that it cannot be another. */
export async function inAnyBuild(request: Request): Promise<Response | undefined> {
  for (const name of await caches.keys()) {
    if (!name.startsWith(cachePrefix)) continue;
    // Not by opening it: one that was let go meanwhile would be made anew, and empty.
    const found = await caches.match(request, { cacheName: name, ignoreVary: true });
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Lets go of older builds of which no page is open. While a page has not said yet of which it is, none; nor for a while after this worker took
 * over: the one before may have just opened its build's shell, and that page is not among those that are open yet.
 */
export async function letGoOfOlder(): Promise<void> {
  // In the order in which they were made: what comes after this one's is being laid down by the worker after this one.
  const all = (await caches.keys()).filter((name) => name.startsWith(cachePrefix));
  const older = all.slice(0, Math.max(0, all.indexOf(cacheOf(build.id))));
  if (older.length === 0) return;
  const locks = await heldBuilds();
  const isSettled = performance.now() - tookOverMs > settledAfterMs;
  const isEachKnown = isSettled && locks.length >= (await pagesOf()).length;
  const isOpen = (name: string) => !isEachKnown || locks.some((id) => cacheOf(id) === name);
  const tooMany = older.slice(0, Math.max(0, older.length - (mostBuilds - 1)));
  for (const name of older) if (tooMany.includes(name) || !isOpen(name)) await caches.delete(name);
}

/**
 * A build that could not be had whole, as the core became another meanwhile: the worker before goes on. Where there is no room for it, what is
 * kept for convenience makes room for the next try, with the next visit: workbox by itself lets go only of what the same worker has used.
 */
export async function letGoOfOwn(why: unknown): Promise<never> {
  await caches.delete(cacheOf(build.id));
  if (why instanceof Error && why.name === "QuotaExceededError") await caches.delete(laterCache);
  throw why;
}

/** All that any worker of this app has ever laid down. */
export async function clearAll(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith("ioc-app")) await caches.delete(name);
}

export async function tellNewBuild(): Promise<void> {
  const told: NewBuild = { newBuild: build.id };
  for (const page of await pagesOf()) page.postMessage(told);
}

/** Loads those pages anew that have not begun: a worker before this one gave them something that cannot. */
export async function reloadDead(): Promise<void> {
  const before = new Set((await pagesOf()).map(({ id }) => id));
  await new Promise((next) => setTimeout(next, begunWithinMs));
  const now = await pagesOf();
  if ((await heldBuilds()).length >= now.length) return;
  for (const page of now) {
    // A page that is asleep in the background answers nothing either, and is not to lose what was typed in it. Who comes to one that is dead
    // loads it anew himself.
    if (!before.has(page.id) || page.visibilityState !== "visible" || (await answers(page))) continue;
    await page.navigate(page.url).catch(() => null);
  }
}

/** A program that begins on a slow telephone is busy meanwhile. */
const answeredWithinMs = 3_000;
const answers = (page: WindowClient): Promise<boolean> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => resolve(false), answeredWithinMs);
    port1.onmessage = () => {
      clearTimeout(timer);
      resolve(true);
    };
    page.postMessage(isAlive, [port2]);
  });
